'use client';

import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { QuestionAnswer } from '#engine';
import { type Answer, told } from '../answer.ts';
import { Figure } from '../diagram/figure.tsx';
import { waitingWords } from '../journal/post.ts';
import { AnswerForm, isComplete } from '../question/form.tsx';
import { useKeys } from '../question/use-keys.ts';
import { Text } from '../text.tsx';
import { useFollow } from '../use-follow.ts';
import './exam.css';
import { ExamPalette } from './exam-palette.tsx';
import { HandIn } from './hand-in.tsx';
import { clockText, useClock } from './use-clock.ts';
import { useSaving } from './use-saving.ts';
import type { PlaceView } from './view.ts';

interface ExamRunProps {
  readonly sitting: string;
  readonly title: string;
  readonly places: readonly PlaceView[];
  readonly leftMs: number;
  readonly submit: (sitting: string) => Promise<Answer<void>>;
}

interface Held {
  readonly answer: QuestionAnswer;
  readonly flagged: boolean;
}

/** A form under way: one question at a time, no word about any of them, and the server's clock. */
export function ExamRun({ sitting, title, places, leftMs, submit }: ExamRunProps) {
  const [first] = useState(places);
  const [held, setHeld] = useState<readonly Held[]>(() => first.map(({ answer, flagged }) => ({ answer, flagged })));
  const [at, setAt] = useState(0);
  const toResult = useCallback(() => window.location.reload(), []);
  const handIn = useCallback(() => told(submit(sitting)), [submit, sitting]);
  const clock = useClock(leftMs, toResult);
  const onReply = useCallback(
    (reply: { readonly over: boolean; readonly leftMs: number }) => (reply.over ? toResult() : clock.set(reply.leftMs)),
    [clock.set, toResult],
  );
  const saving = useSaving(sitting, onReply);
  // What was answered here and had not left when the page closed is shown as it was.
  const { found } = saving;
  useEffect(() => {
    if (found.length > 0) setHeld((before) => before.map((each, place) => found.findLast((one) => one.place === place) ?? each));
  }, [found]);
  const change = (place: number, next: Held) => {
    setHeld((before) => before.map((each, index) => (index === place ? next : each)));
    saving.change(place, next.answer, next.flagged);
  };
  const top = useFollow<HTMLDivElement>(at);
  const item = first[at];
  const now = held[at];
  const states = first.map(({ question }, index) => ({
    answered: isComplete(question, held[index]?.answer ?? {}),
    flagged: held[index]?.flagged ?? false,
  }));
  return (
    <div className="exam">
      <header className="exam-head">
        <h1>{title}</h1>
        <Clock left={clock.left} />
        <p className="small soft" role="status">
          {saving.state.kind === 'unsent' ? `Not saved yet. ${waitingWords(saving.state.why)}` : saving.fault}
        </p>
      </header>
      <ExamPalette states={states} at={at} onGo={setAt} />
      <div ref={top} tabIndex={-1} className="exam-place">
        {item === undefined || now === undefined ? (
          <LookOver states={states} onGo={setAt}>
            <HandIn saved={saving.state.kind === 'empty'} submit={handIn} onHandedIn={toResult} />
          </LookOver>
        ) : (
          <Place
            key={at}
            place={at}
            of={first.length}
            view={item}
            held={now}
            onChange={(next) => change(at, next)}
            onGo={setAt}
          />
        )}
      </div>
    </div>
  );
}

/** The time that is left; it can be hidden, and comes back by itself for the last five minutes. */
function Clock({ left }: { readonly left: number }) {
  const [hidden, setHidden] = useState(false);
  const last = left < 5 * 60_000;
  return (
    <p className="exam-clock">
      {(!hidden || last) && (
        <time>
          <span className="visually-hidden">Time left: </span>
          {clockText(left)}
        </time>
      )}
      <button type="button" className="button button-quiet" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>
        {hidden ? 'Show the clock' : 'Hide the clock'}
      </button>
    </p>
  );
}

interface PlaceProps {
  readonly place: number;
  readonly of: number;
  readonly view: PlaceView;
  readonly held: Held;
  readonly onChange: (held: Held) => void;
  readonly onGo: (place: number) => void;
}

function Place({ place, of, view: { question }, held, onChange, onGo }: PlaceProps) {
  useKeys(
    true,
    question,
    held.answer,
    (answer) => onChange({ ...held, answer }),
    () => onGo(place + 1),
  );
  return (
    <section className="question" aria-labelledby={`exam-${place}`}>
      <p className="small soft">
        Question {place + 1} of {of}
      </p>
      <fieldset className="question-field">
        <legend id={`exam-${place}`} className="question-stem">
          <Text>{question.stem}</Text>
          {question.choose > 1 && <span className="question-choose"> Choose {question.choose}.</span>}
        </legend>
        {question.drawing !== undefined && <Figure drawing={question.drawing} title="The network of this question" />}
        <AnswerForm
          question={question}
          answer={held.answer}
          onChange={(answer) => onChange({ ...held, answer })}
          disabled={false}
        />
      </fieldset>
      <div className="question-foot">
        <button type="button" className="button" disabled={place === 0} onClick={() => onGo(place - 1)}>
          Back
        </button>
        <button type="button" className="button button-main" onClick={() => onGo(place + 1)}>
          {place + 1 === of ? 'Look over it all' : 'Next'}
        </button>
        <label className="exam-flag">
          <input type="checkbox" checked={held.flagged} onChange={() => onChange({ ...held, flagged: !held.flagged })} /> Flag to
          come back
        </label>
      </div>
    </section>
  );
}

interface LookOverProps {
  readonly states: readonly { readonly answered: boolean; readonly flagged: boolean }[];
  readonly onGo: (place: number) => void;
  readonly children: ReactNode;
}

function LookOver({ states, onGo, children }: LookOverProps) {
  const open = states.filter((each) => !each.answered).length;
  const flagged = states.filter((each) => each.flagged).length;
  const again = Math.max(
    0,
    states.findIndex((each) => !each.answered || each.flagged),
  );
  return (
    <section aria-label="Before you hand in">
      <h2>Before you hand in</h2>
      <p>
        {states.length - open} of {states.length} answered, {open} open, {flagged} flagged. What stays open counts as wrong.
      </p>
      <div className="question-foot">
        <button type="button" className="button" onClick={() => onGo(again)}>
          Go through it again
        </button>
        {children}
      </div>
    </section>
  );
}
