'use client';

import Link from 'next/link';
import { useCallback, useState } from 'react';
import { Question } from '../question/question.tsx';
import type { ShownQuestion } from '../question/view.ts';
import { Text } from '../text.tsx';
import { useFollow } from '../use-follow.ts';
import './practice.css';

export interface Turn {
  readonly question: ShownQuestion;
  /** The lesson that the question belongs to. */
  readonly lesson: { readonly id: string; readonly href: string };
  /** Why it is asked now, in a few words. */
  readonly why?: string;
}

interface RunnerProps {
  readonly turns: readonly Turn[];
  /** Where somebody may go when the sitting is over. */
  readonly more: { readonly href: string; readonly word: string };
}

/** After so many others a question that was wrong comes back, once a sitting. */
const LATER = 3;

/** One question after another, each explained at once; what was wrong comes back later in the sitting. */
export function Runner({ turns: sent, more }: RunnerProps) {
  // An answer makes the server think again about what should be asked; a sitting goes on with what it began with.
  const [turns] = useState(sent);
  const [queue, setQueue] = useState<readonly number[]>(() => turns.map((_, index) => index));
  const [at, setAt] = useState(0);
  const [first, setFirst] = useState<Readonly<Record<string, boolean>>>({});
  const top = useFollow<HTMLDivElement>(at);
  const index = queue[at];
  const turn = index === undefined ? undefined : turns[index];
  const again = index !== undefined && queue.indexOf(index) < at;
  const answered = useCallback(
    (id: string, correct: boolean) => {
      setFirst((before) => (id in before ? before : { ...before, [id]: correct }));
      if (!correct && !again && index !== undefined)
        setQueue((before) => [...before.slice(0, at + 1 + LATER), index, ...before.slice(at + 1 + LATER)]);
    },
    [again, at, index],
  );
  if (turns.length === 0) return null;
  return (
    <div className="practice-run" ref={top} tabIndex={-1}>
      {turn === undefined ? (
        <Summary turns={turns} first={first} more={more} />
      ) : (
        <>
          <p className="small soft">
            {at + 1} of {queue.length}
            {again ? ', once more' : turn.why === undefined ? '' : `, ${turn.why}`} ·{' '}
            <Link href={turn.lesson.href}>{turn.lesson.id}</Link>
          </p>
          <Question
            key={`${turn.question.id}/${at}`}
            question={turn.question}
            digits
            certainty
            onAnswered={(mark) => answered(turn.question.id, mark.correct)}
            after={
              <div className="question-foot">
                <button type="button" className="button button-main" onClick={() => setAt(at + 1)}>
                  {at + 1 >= queue.length ? 'To the end' : 'Next question'}
                </button>
              </div>
            }
          />
        </>
      )}
    </div>
  );
}

function Summary({
  turns,
  first,
  more,
}: Pick<RunnerProps, 'turns' | 'more'> & { readonly first: Readonly<Record<string, boolean>> }) {
  const missed = turns.filter(({ question }) => first[question.id] === false);
  const right = turns.filter(({ question }) => first[question.id] === true).length;
  return (
    <section className="practice-end" aria-label="The end of this sitting">
      <h2>
        {right} of {turns.length} right at the first try
      </h2>
      {missed.length > 0 && (
        <>
          <p>Worth another look:</p>
          <ul>
            {missed.map(({ question, lesson }) => (
              <li key={question.id}>
                <Text>{question.stem.split('\n')[0] ?? ''}</Text> <Link href={lesson.href}>{lesson.id}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="practice-links">
        <a className="button button-main" href={more.href}>
          {more.word}
        </a>
        <Link href="/profile">What you hold and what you mix up</Link>
        <Link href="/">To the course</Link>
      </p>
    </section>
  );
}
