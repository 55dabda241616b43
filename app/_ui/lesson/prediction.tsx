'use client';

import { Question } from '../question/question.tsx';
import type { Answered, ShownQuestion } from '../question/view.ts';
import './lesson-parts.css';

interface Props {
  readonly question: ShownQuestion;
  readonly answered?: Answered;
}

/** Choose first, with one click; then the engine answers, and every option says why. */
export function Prediction({ question, answered }: Props) {
  return (
    <div className="card">
      <p className="card-kind">Predict</p>
      <Question question={question} kind="prediction" manner="predict" {...(answered === undefined ? {} : { answered })} />
    </div>
  );
}

/** A small question inside a lesson. */
export function InlineCheck({ question, answered }: Props) {
  return (
    <div className="card">
      <p className="card-kind">Check</p>
      <Question question={question} kind="prediction" {...(answered === undefined ? {} : { answered })} />
    </div>
  );
}
