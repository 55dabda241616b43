'use client';

import { useState } from 'react';
import { Question } from '../question/question.tsx';
import { Text } from '../text.tsx';
import './steps.css';
import type { JudgedView, StepView } from './view.ts';

interface StepsProps {
  readonly steps: readonly StepView[];
  readonly judged: JudgedView | undefined;
}

/** The steps of a guided lab, one at a time: the question first, then what to do; the next one comes when the checks hold. */
export function Steps({ steps, judged }: StepsProps) {
  const [given, setGiven] = useState<ReadonlySet<string>>(
    () => new Set(steps.filter((step) => step.answered !== undefined).map((step) => step.id)),
  );
  if (judged === undefined) return <p className="lab-steps soft">The steps open when the text is judged.</p>;
  const held = new Set(judged.class === 'rejected' ? [] : judged.checks.filter((check) => check.passed).map((check) => check.id));
  const isDone = (step: StepView) =>
    (step.question === undefined || given.has(step.id)) && step.checks.every((check) => held.has(check));
  const open = steps.findIndex((step) => !isDone(step));
  const shown = open === -1 ? steps : steps.slice(0, open + 1);
  return (
    <section className="lab-steps" aria-labelledby="steps-title">
      <h2 id="steps-title" className="pane-title">
        Steps
        <span className="checks-count">
          {open === -1 ? steps.length : open} of {steps.length} done
        </span>
      </h2>
      <ol className="lab-steps-list">
        {shown.map((step, index) => (
          <li key={step.id} className={`lab-step ${index === open ? 'is-open' : 'is-done'}`} data-step={step.id}>
            <StepBody
              step={step}
              open={index === open}
              asked={given.has(step.id)}
              onGiven={() => setGiven((before) => new Set([...before, step.id]))}
            />
          </li>
        ))}
      </ol>
      <p className="small" role="status">
        {open === -1 ? 'Every step is done. Submit when every check holds.' : ''}
      </p>
    </section>
  );
}

interface StepBodyProps {
  readonly step: StepView;
  readonly open: boolean;
  readonly asked: boolean;
  readonly onGiven: () => void;
}

function StepBody({ step, open, asked, onGiven }: StepBodyProps) {
  const question = step.question !== undefined && (
    <Question
      question={step.question}
      kind="step"
      manner="predict"
      {...(step.answered === undefined ? {} : { answered: step.answered })}
      onAnswered={onGiven}
    />
  );
  if (open)
    return (
      <>
        {question}
        {(step.question === undefined || asked) && <Text>{step.text}</Text>}
      </>
    );
  return (
    <details>
      <summary>
        <span className="visually-hidden">Done: </span>
        <Text>{step.text.split('\n')[0] ?? ''}</Text>
      </summary>
      {question}
      <Text>{step.text}</Text>
    </details>
  );
}
