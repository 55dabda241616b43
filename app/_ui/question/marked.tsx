'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { FactList } from '../facts/facts.tsx';
import { Text } from '../text.tsx';
import { Trace } from '../trace/trace.tsx';
import './question.css';
import type { LineView, MarkView, PlayView, ShownQuestion } from './view.ts';

const Play = dynamic(() => import('../trace/play.tsx').then((loaded) => loaded.Play));

interface MarkedProps {
  readonly question: ShownQuestion;
  readonly mark: MarkView;
  /** Whether the mark came just now and was not there when the page opened. */
  readonly arrived: boolean;
}

/** A question after its answer: what was right, then every option with its reason. */
export function Marked({ question, mark, arrived }: MarkedProps) {
  const head = useRef<HTMLParagraphElement>(null);
  // What was clicked is gone; without this the keyboard would begin again at the top of the page.
  useEffect(() => {
    if (arrived) head.current?.focus();
  }, [arrived]);
  return (
    <div className="marked">
      <p className={`marked-head ${mark.correct ? 'is-right' : 'is-wrong'}`} role="status" ref={head} tabIndex={-1}>
        <strong>{headOf(question, mark)}</strong>
      </p>
      {mark.accepted.length > 0 && !mark.correct && (
        <p>
          Right would be <code>{mark.accepted.join(' or ')}</code>.
        </p>
      )}
      {mark.reason !== undefined && (
        <div>
          <Text>{mark.reason}</Text>
        </div>
      )}
      <ul className="lines">
        {mark.lines.map((line) => (
          <Line key={line.id} line={line} question={question} />
        ))}
      </ul>
      {mark.trace !== undefined && (
        <div className="marked-trace">
          <Trace trace={mark.trace} />
        </div>
      )}
      {mark.plays.map((play) => (
        <Played key={play.title} play={play} />
      ))}
      {mark.facts.length > 0 && (
        <details className="marked-facts">
          <summary>{mark.facts.length === 1 ? 'The fact behind it' : `The ${mark.facts.length} facts behind it`}</summary>
          <FactList facts={mark.facts} />
        </details>
      )}
    </div>
  );
}

/** The network and the way through it, loaded and played when somebody asks for them. */
function Played({ play }: { readonly play: PlayView }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="marked-play" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show me: {play.title.charAt(0).toLowerCase() + play.title.slice(1)}</summary>
      {open && <Play {...play} />}
    </details>
  );
}

function headOf(question: ShownQuestion, mark: MarkView): string {
  if (mark.correct) return question.kind === 'predict' ? 'As you predicted.' : 'Right.';
  if (mark.credit > 0) return `Partly right: ${Math.round(mark.credit * 100)} %.`;
  return question.kind === 'predict' ? 'Not what happens.' : 'Not right.';
}

function Line({ line, question }: { readonly line: LineView; readonly question: ShownQuestion }) {
  const kind = question.kind;
  const choice = kind === 'single' || kind === 'multiple' || kind === 'predict' || kind === 'hotspot';
  const word = choice ? choiceWord(line) : line.correct ? 'right' : 'not right';
  return (
    <li className={`line ${line.correct ? 'is-right' : line.chosen ? 'is-wrong' : 'is-other'}`}>
      <div className="line-text">
        <LineSign right={line.correct} />
        <span>
          <Text>{line.text}</Text>
          {line.partner !== undefined && (
            <>
              {' '}
              → <Text>{line.partner}</Text>
            </>
          )}
        </span>
        {word !== '' && <span className="line-word">{word}</span>}
      </div>
      <div className="line-reason">
        <Text>{line.reason}</Text>
        {line.misconception !== undefined && (
          <div className="line-misconception">
            The belief behind it: <Text>{line.misconception}</Text>
          </div>
        )}
      </div>
    </li>
  );
}

function choiceWord(line: LineView): string {
  if (line.correct) return line.chosen ? 'right, your choice' : 'right';
  return line.chosen ? 'your choice' : '';
}

function LineSign({ right }: { readonly right: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      className="line-sign"
    >
      {right ? <path d="m3 8.5 3.5 3.5L13 4.5" /> : <path d="M4 4l8 8M12 4l-8 8" />}
    </svg>
  );
}
