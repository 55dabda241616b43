'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Certainty, QuestionAnswer } from '#engine';
import { whyNot } from '../answer.ts';
import { newKey } from '../client-key.ts';
import { Figure } from '../diagram/figure.tsx';
import { journal, useLine, useWaiting } from '../journal/here.ts';
import { waitingWords } from '../journal/post.ts';
import { Text } from '../text.tsx';
import { CertaintyChoice } from './certainty.tsx';
import { AnswerForm, isComplete, orderOf } from './form.tsx';
import { Marked } from './marked.tsx';
import './question.css';
import { useKeys } from './use-keys.ts';
import type { Answered, MarkView, ShownQuestion } from './view.ts';

interface QuestionProps {
  readonly question: ShownQuestion;
  readonly answered?: Answered;
  /** As what it is recorded. */
  readonly kind?: 'answer' | 'prediction' | 'step' | 'viva';
  /** `predict` answers with the first click; `ask` wants a choice and then a button. */
  readonly manner?: 'predict' | 'ask';
  /** Whether the digits choose options; only where one question has the page to itself. */
  readonly digits?: boolean;
  /** Whether it is asked how sure somebody is. */
  readonly certainty?: boolean;
  readonly onAnswered?: (mark: MarkView) => void;
  /** What may follow an answer. */
  readonly after?: ReactNode;
}

/** One question from the asking to the reasons. The key and the reasons arrive with the mark and are not on the page before. */
export function Question({
  question,
  answered,
  kind = 'answer',
  manner = 'ask',
  digits = false,
  certainty = false,
  onAnswered,
  after,
}: QuestionProps) {
  const [answer, setAnswer] = useState<QuestionAnswer>(answered?.answer ?? {});
  const [mark, setMark] = useState<MarkView | undefined>(answered?.mark);
  const [state, setState] = useState<'open' | 'given' | 'refused'>('open');
  const [fault, setFault] = useState<string>();
  const [sure, setSure] = useState<Certainty>();
  const line = `${kind}/${question.id}`;
  const sending = useLine(line);
  const waits = useWaiting(kind, line);
  const asked = useRef(0);
  useEffect(() => {
    asked.current = Date.now();
  }, []);
  const hear = useCallback(
    async (mine: Promise<MarkView>) => {
      setState('given');
      try {
        const result = await mine;
        setMark(result);
        onAnswered?.(result);
      } catch (error) {
        setFault(whyNot(error));
        setState('refused');
      }
    },
    [onAnswered],
  );
  const submit = useCallback(
    (given: QuestionAnswer) => {
      const whole = question.kind === 'order' ? { order: [...orderOf(question, given)] } : given;
      const beside = {
        seconds: Math.round((Date.now() - asked.current) / 1000),
        ...(sure === undefined ? {} : { certainty: sure }),
      };
      const key = newKey();
      void hear(journal.record({ key, kind, args: [question.id, whole, key, beside], line }));
    },
    [question, sure, hear, kind, line],
  );
  // What was answered here before and never left is this question's answer.
  const isOpen = mark === undefined && state === 'open';
  useEffect(() => {
    const left = isOpen ? journal.waiting(kind, line).at(-1) : undefined;
    const outcome = left === undefined || left.key !== waits ? undefined : journal.outcome(kind, left.key);
    if (left === undefined || outcome === undefined) return;
    setAnswer(left.args[1]);
    void hear(outcome);
  }, [isOpen, waits, kind, line, hear]);
  const change = (next: QuestionAnswer) => {
    setAnswer(next);
    if (manner === 'predict') submit(next);
  };
  const ready = digits && isOpen;
  useKeys(ready, question, answer, setAnswer, submit);
  return (
    <section className={`question question-${manner}`} aria-labelledby={`q-${question.id}`}>
      <fieldset className="question-field">
        <legend id={`q-${question.id}`} className="question-stem">
          <Text>{question.stem}</Text>
          {question.choose > 1 && mark === undefined && <span className="question-choose"> Choose {question.choose}.</span>}
        </legend>
        {question.drawing !== undefined && (question.kind !== 'hotspot' || mark !== undefined) && (
          <Figure drawing={question.drawing} title="The network of this question" />
        )}
        {mark === undefined ? (
          <AnswerForm question={question} answer={answer} onChange={change} disabled={state === 'given'} />
        ) : (
          <Marked question={question} mark={mark} arrived={state !== 'open'} />
        )}
      </fieldset>
      {certainty && mark === undefined && <CertaintyChoice name={question.id} value={sure} onChange={setSure} />}
      {mark === undefined && (manner === 'ask' || sending.kind === 'unsent' || state === 'refused') && (
        <div className="question-foot">
          {sending.kind === 'unsent' ? (
            <button type="button" className="button button-main" onClick={journal.again}>
              Send again
            </button>
          ) : (
            <button
              type="button"
              className="button button-main"
              disabled={state === 'given' || !isComplete(question, answer)}
              onClick={() => submit(answer)}
            >
              Answer
            </button>
          )}
          {sending.kind === 'unsent' && <p role="alert">{waitingWords(sending.why)}</p>}
          {state === 'refused' && <p role="alert">{fault ?? 'The server does not take this answer.'}</p>}
        </div>
      )}
      {mark !== undefined && after}
    </section>
  );
}
