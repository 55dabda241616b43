'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Text } from '../text.tsx';
import { useFollow } from '../use-follow.ts';
import { Question } from './question.tsx';
import './quiz.css';
import type { Answered, ShownQuestion } from './view.ts';

interface QuizItem {
  readonly question: ShownQuestion;
  readonly answered?: Answered;
  /** Another variant, for whoever answers it again. */
  readonly again?: ShownQuestion;
}

interface QuizProps {
  readonly title: string;
  readonly items: readonly QuizItem[];
  readonly lessonHref: string;
}

type Marks = Readonly<Record<string, boolean>>;

/** One question at a time; it opens where somebody stopped, and the end says what to look at again. */
export function Quiz({ title, items, lessonHref }: QuizProps) {
  const [marks, setMarks] = useState<Marks>(() =>
    Object.fromEntries(
      items.flatMap(({ question, answered }) => (answered === undefined ? [] : [[question.id, answered.mark.correct]])),
    ),
  );
  const [first] = useState(items);
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(() => firstOpen(items));
  const [round, setRound] = useState(0);
  const top = useFollow<HTMLDivElement>(at);
  const item = first[at];
  const go = (place: number) => {
    setAt(place);
    // The question that is on screen already is one too that somebody may want to go to.
    if (place === at) top.current?.focus();
  };
  const restart = (ids: readonly string[]) => {
    setAgain(new Set(ids));
    setRound(round + 1);
    go(
      Math.max(
        0,
        first.findIndex((each) => ids.includes(each.question.id)),
      ),
    );
  };
  const next = again.size > 0 ? first.findIndex((each, index) => index > at && again.has(each.question.id)) : at + 1;
  const place = next === -1 ? first.length : next;
  return (
    <div className="quiz">
      <h1 className="quiz-title">
        Questions: <Text>{title}</Text>
      </h1>
      <Palette items={first} marks={marks} at={at} onGo={go} />
      <div ref={top} tabIndex={-1} className="quiz-body" aria-live="off">
        {item === undefined ? (
          <QuizResult items={first} marks={marks} onAgain={restart} lessonHref={lessonHref} />
        ) : (
          <>
            <p className="small soft">
              Question {at + 1} of {first.length}
            </p>
            <Question
              key={`${item.question.id}${again.has(item.question.id) ? `/${round}` : ''}`}
              question={again.has(item.question.id) ? (item.again ?? item.question) : item.question}
              digits
              {...(item.answered === undefined || again.has(item.question.id) ? {} : { answered: item.answered })}
              onAnswered={(mark) => setMarks((before) => ({ ...before, [item.question.id]: mark.correct }))}
              after={
                <div className="question-foot">
                  <button type="button" className="button button-main" onClick={() => go(place)}>
                    {place >= first.length ? 'To the result' : 'Next question'}
                  </button>
                </div>
              }
            />
          </>
        )}
      </div>
    </div>
  );
}

/** The first question without an answer; behind the last one when each has one. */
function firstOpen(items: readonly QuizItem[]): number {
  const open = items.findIndex((item) => item.answered === undefined);
  return open === -1 ? items.length : open;
}

interface PaletteProps {
  readonly items: readonly QuizItem[];
  readonly marks: Marks;
  readonly at: number;
  readonly onGo: (place: number) => void;
}

const STATE_WORDS = { open: 'not answered', right: 'right', wrong: 'not right' } as const;

function Palette({ items, marks, at, onGo }: PaletteProps) {
  return (
    <nav className="palette" aria-label="Questions">
      {items.map(({ question }, index) => {
        const mark = marks[question.id];
        const state = mark === undefined ? 'open' : mark ? 'right' : 'wrong';
        return (
          <button
            key={question.id}
            type="button"
            className={`palette-item is-${state}`}
            aria-current={index === at ? 'step' : undefined}
            aria-label={`Question ${index + 1}, ${STATE_WORDS[state]}`}
            onClick={() => onGo(index)}
          >
            {index + 1}
          </button>
        );
      })}
    </nav>
  );
}

interface ResultProps {
  readonly items: readonly QuizItem[];
  readonly marks: Marks;
  readonly onAgain: (ids: readonly string[]) => void;
  readonly lessonHref: string;
}

function QuizResult({ items, marks, onAgain, lessonHref }: ResultProps) {
  const right = items.filter(({ question }) => marks[question.id] === true).length;
  const missed = items.filter(({ question }) => marks[question.id] !== true).map(({ question }) => question);
  return (
    <section className="quiz-result" aria-label="Result">
      <h2>
        {right} of {items.length} right
      </h2>
      {missed.length === 0 ? (
        <p>Each of them was right in its last answer.</p>
      ) : (
        <>
          <p>These are worth another look:</p>
          <ul>
            {missed.map((question) => (
              <li key={question.id}>
                <Text>{question.stem.split('\n')[0] ?? ''}</Text>
              </li>
            ))}
          </ul>
          <button type="button" className="button button-main" onClick={() => onAgain(missed.map((question) => question.id))}>
            Answer these again
          </button>
        </>
      )}
      <p className="quiz-links">
        <Link href={lessonHref}>Back to the lesson</Link>
        <Link href="/">To the course</Link>
      </p>
    </section>
  );
}
