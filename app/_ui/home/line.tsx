import Link from 'next/link';
import { Text } from '../text.tsx';
import type { StopView } from './view.ts';

/** The lessons of a module as stops of one line, each with three marks: read, labs, questions. */
export function Line({ stops }: { readonly stops: readonly StopView[] }) {
  return (
    <ol className="line-of-stops">
      {stops.map((stop) => (
        <Stop key={stop.id} stop={stop} />
      ))}
    </ol>
  );
}

const STATE_WORDS = { new: 'not begun', started: 'begun', done: 'done' } as const;

function Stop({ stop }: { readonly stop: StopView }) {
  const { questions } = stop;
  return (
    <li className={`stop stop-${stop.state}${stop.here ? ' is-here' : ''}`}>
      <span className="stop-node" aria-hidden="true" />
      <div className="stop-text">
        <h3>
          <Link href={stop.href}>
            <span className="stop-id">{stop.id}</span> {stop.title}
          </Link>
          <span className="visually-hidden"> {STATE_WORDS[stop.state]}</span>
        </h3>
        <p className="small soft">
          <Text>{stop.summary}</Text>
        </p>
      </div>
      <ul className="marks" aria-label={`Steps of ${stop.id}`}>
        <li>
          <Link href={stop.href} className={`mark ${stop.read ? 'is-done' : ''}`}>
            <Sign done={stop.read} /> Lesson <span className="mark-note">{stop.minutes} min</span>
          </Link>
        </li>
        {stop.labs.map((lab) => (
          <li key={lab.id}>
            <Link href={lab.href} className={`mark ${lab.passed ? 'is-done' : ''}`} title={lab.title}>
              <Sign done={lab.passed} /> Lab {lab.id}
            </Link>
          </li>
        ))}
        {questions.of > 0 && (
          <li>
            <Link href={questions.href} className={`mark ${questions.right === questions.of ? 'is-done' : ''}`}>
              <Sign done={questions.right === questions.of} /> Questions{' '}
              <span className="mark-note">
                {questions.right}/{questions.of}
              </span>
            </Link>
          </li>
        )}
      </ul>
    </li>
  );
}

function Sign({ done }: { readonly done: boolean }) {
  return (
    <>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75">
        {done ? <path d="m1.5 6.5 3 3L10.5 3" /> : <circle cx="6" cy="6" r="4" />}
      </svg>
      <span className="visually-hidden">{done ? 'done:' : 'open:'}</span>
    </>
  );
}
