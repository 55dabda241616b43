'use client';

import { useState } from 'react';
import { Question } from '../question/question.tsx';
import './steps.css';
import type { VivaView } from './view.ts';

interface VivaProps {
  readonly draw: number;
  /** What was drawn for the network that passed; undefined before one has. */
  readonly viva: VivaView | undefined;
}

/** The viva of a design: decisions that were drawn, each defended by saying what a probe of one's own network will say, before it runs. */
export function Viva({ draw, viva }: VivaProps) {
  return (
    <section className="lab-steps" aria-labelledby="viva-title">
      <h2 id="viva-title" className="pane-title">
        Viva
      </h2>
      {viva === undefined ? (
        <p className="soft">
          When a network of yours has passed here, {draw} decisions are drawn. Of each you say what a probe of your network will
          say, and then it runs. It scores nothing.
        </p>
      ) : (
        <Panel key={viva.attempt} viva={viva} />
      )}
    </section>
  );
}

function Panel({ viva }: { readonly viva: VivaView }) {
  const [marks, setMarks] = useState<ReadonlyMap<string, boolean>>(
    () =>
      new Map(
        viva.asked.flatMap(({ question, answered }) => (answered === undefined ? [] : [[question.id, answered.mark.correct]])),
      ),
  );
  const held = [...marks.values()].filter((correct) => correct).length;
  return (
    <>
      <p className="soft">About the network that you handed in last and that passed. What you say first stands.</p>
      <ol className="lab-steps-list">
        {viva.asked.map(({ question, answered }) => (
          <li key={question.id} className="lab-step is-open">
            <Question
              question={question}
              kind="viva"
              manner="predict"
              {...(answered === undefined ? {} : { answered })}
              onAnswered={(mark) => setMarks((before) => new Map([...before, [question.id, mark.correct]]))}
            />
          </li>
        ))}
      </ol>
      <p role="status">
        {held} of {viva.asked.length} foretold{marks.size < viva.asked.length ? '.' : verdictOf(held, viva.right)}
      </p>
    </>
  );
}

const verdictOf = (held: number, right: number): string =>
  held >= right
    ? ': your design is defended.'
    : `, and ${right} are wanted. Read the traces of the others; the next network that passes gets another draw.`;
