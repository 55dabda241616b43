'use client';

import { type ReactNode, useCallback, useState } from 'react';
import { type Answer, told } from '../answer.ts';
import { Figure } from '../diagram/figure.tsx';
import { waitingWords } from '../journal/post.ts';
import { CertaintyChoice } from '../question/certainty.tsx';
import { AnswerForm, isComplete } from '../question/form.tsx';
import { useKeys } from '../question/use-keys.ts';
import { Text } from '../text.tsx';
import { useFollow } from '../use-follow.ts';
import './exam.css';
import { Clock } from './clock.tsx';
import { ExamPalette } from './exam-palette.tsx';
import { HandIn } from './hand-in.tsx';
import { TIME_OVER, useClock } from './use-clock.ts';
import { useHeld } from './use-held.ts';
import type { Held, PlaceView } from './view.ts';

interface ExamRunProps {
  readonly sitting: string;
  readonly title: string;
  readonly places: readonly PlaceView[];
  readonly leftMs: number;
  readonly submit: (sitting: string) => Promise<Answer<void>>;
}

/** A form under way: one question at a time, no word about any of them, and the server's clock. */
export function ExamRun({ sitting, title, places, leftMs, submit }: ExamRunProps) {
  const [first] = useState(places);
  const [at, setAt] = useState(0);
  const toResult = useCallback(() => window.location.reload(), []);
  const handIn = useCallback(() => told(submit(sitting)), [submit, sitting]);
  const clock = useClock(leftMs);
  const { held, change, saving, note, tellOthers } = useHeld({ sitting, first, clock, onOver: toResult });
  const onHandedIn = useCallback(() => {
    tellOthers();
    toResult();
  }, [tellOthers, toResult]);
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
          {statusOf(clock.left, saving)}
        </p>
        <p className="small exam-note" role="status">
          {note}
        </p>
      </header>
      <ExamPalette states={states} at={at} onGo={setAt} />
      <div ref={top} tabIndex={-1} className="exam-place">
        {item === undefined || now === undefined ? (
          <LookOver states={states} onGo={setAt}>
            <HandIn saved={saving.state.kind === 'empty'} submit={handIn} onHandedIn={onHandedIn} />
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

function statusOf(left: number, { state, fault }: ReturnType<typeof useHeld>['saving']): string {
  if (left <= 0) return TIME_OVER;
  return state.kind === 'unsent' ? `Not saved yet. ${waitingWords(state.why)}` : (fault ?? '');
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
        <CertaintyChoice
          name={`exam-${place}`}
          value={held.certainty}
          onChange={(certainty) => onChange({ ...held, certainty })}
        />
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
