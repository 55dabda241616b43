'use client';

import { useEffect, useRef, useState } from 'react';
import type { Span } from '#engine';
import { Text } from '../_ui/text.tsx';
import { openingStep, Stepper } from '../_ui/trace/stepper.tsx';
import type { TraceView } from '../_ui/trace/view.ts';
import type { Answer, AskNetwork, OpenedView, Question } from './asks.ts';
import { QuestionForm } from './question-form.tsx';
import { questionWords } from './question-words.ts';

interface Props {
  readonly opened: OpenedView;
  readonly ask: AskNetwork;
  readonly questions: readonly Question[];
  readonly onQuestions: (questions: readonly Question[]) => void;
  readonly onShown: (trace: TraceView | undefined, step: number) => void;
  readonly onLine: (span: Span) => void;
}

const MOST = 30;

/** A question in a sentence, its answer with every hop, and the questions before it, each one press away. */
export function AskPane({ opened, ask, questions, onQuestions, onShown, onLine }: Props) {
  const [asked, setAsked] = useState<Question | undefined>();
  const { answer, failed } = useAnswer(asked, opened, ask);
  const [step, setStep] = useState<number | undefined>();
  const told = useRef(onShown);
  useEffect(() => {
    told.current = onShown;
  });
  useEffect(() => {
    told.current(answer?.trace, answer === undefined ? 0 : (step ?? openingStep(answer.trace)));
  }, [answer, step]);
  const put = (question: Question) => {
    setAsked(question);
    setStep(undefined);
    const key = JSON.stringify(question);
    onQuestions([question, ...questions.filter((each) => JSON.stringify(each) !== key)].slice(0, MOST));
  };
  return (
    <section className="own-ask" aria-label="Ask">
      <h2>Ask it something</h2>
      <QuestionForm opened={opened} onAsk={put} />
      {asked !== undefined && (
        <div className="own-answer" aria-live="polite">
          <h3>
            <Text>{questionWords(asked)}</Text>
          </h3>
          {failed && <p role="alert">This took too long or failed. Ask again.</p>}
          {answer !== undefined && <Told answer={answer} />}
          {answer !== undefined && (
            <Stepper trace={answer.trace} step={step} onStep={setStep} onLine={onLine} link={(at) => `#step-${at + 1}`} />
          )}
        </div>
      )}
      <Before questions={questions} onAsk={put} onQuestions={onQuestions} />
    </section>
  );
}

function Told({ answer }: { readonly answer: Answer }) {
  return (
    <>
      <Text>{answer.said}</Text>
      {answer.denied !== '' && (
        <figure className="own-denied">
          <figcaption className="small soft">What AWS would say</figcaption>
          <pre>
            <code>{answer.denied}</code>
          </pre>
        </figure>
      )}
    </>
  );
}

interface BeforeProps extends Pick<Props, 'questions' | 'onQuestions'> {
  readonly onAsk: (question: Question) => void;
}

function Before({ questions, onAsk, onQuestions }: BeforeProps) {
  if (questions.length === 0) return null;
  return (
    <details className="own-before">
      <summary>Asked before: {questions.length}</summary>
      <ul>
        {questions.map((question) => (
          <li key={JSON.stringify(question)}>
            <button type="button" className="line-link" onClick={() => onAsk(question)}>
              <Text>{questionWords(question)}</Text>
            </button>{' '}
            <button
              type="button"
              className="button button-plain"
              aria-label={`Forget: ${questionWords(question).replaceAll('`', '')}`}
              onClick={() => onQuestions(questions.filter((each) => each !== question))}
            >
              Forget
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The answer about the network as it is now. */
function useAnswer(question: Question | undefined, opened: OpenedView, ask: AskNetwork) {
  const [told, setTold] = useState<
    { readonly of: unknown; readonly by: unknown; readonly answer: Answer | undefined } | undefined
  >();
  useEffect(() => {
    let wanted = true;
    if (question === undefined) return;
    const settle = (answer: Answer | undefined) => {
      if (wanted) setTold({ of: question, by: opened, answer });
    };
    ask('answer', question).then(settle, () => settle(undefined));
    return () => {
      wanted = false;
    };
  }, [question, opened, ask]);
  const current = told?.of === question && told?.by === opened ? told : undefined;
  return { answer: current?.answer, failed: current !== undefined && current.answer === undefined };
}
