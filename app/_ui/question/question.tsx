'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Certainty, QuestionAnswer } from '#engine';
import { told, whyNot } from '../answer.ts';
import { newKey } from '../client-key.ts';
import { Figure } from '../diagram/figure.tsx';
import { Text } from '../text.tsx';
import { CertaintyChoice } from './certainty.tsx';
import { AnswerForm, isComplete, orderOf } from './form.tsx';
import { Marked } from './marked.tsx';
import './question.css';
import { useKeys } from './use-keys.ts';
import type { Answered, MarkView, SendAnswer, ShownQuestion } from './view.ts';

interface QuestionProps {
  readonly question: ShownQuestion;
  readonly answered?: Answered;
  readonly send: SendAnswer;
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
  send,
  manner = 'ask',
  digits = false,
  certainty = false,
  onAnswered,
  after,
}: QuestionProps) {
  const [answer, setAnswer] = useState<QuestionAnswer>(answered?.answer ?? {});
  const [mark, setMark] = useState<MarkView | undefined>(answered?.mark);
  const [state, setState] = useState<'open' | 'sending' | 'unsent'>('open');
  const [fault, setFault] = useState<string>();
  const [sure, setSure] = useState<Certainty>();
  const key = useRef('');
  const asked = useRef(0);
  useEffect(() => {
    asked.current = Date.now();
  }, []);
  const submit = useCallback(
    async (given: QuestionAnswer) => {
      if (key.current === '') key.current = newKey();
      setState('sending');
      try {
        const sent = question.kind === 'order' ? { order: [...orderOf(question, given)] } : given;
        const seconds = Math.round((Date.now() - asked.current) / 1000);
        const note = { seconds, ...(sure === undefined ? {} : { certainty: sure }) };
        const result = await told(send(question.id, sent, key.current, note));
        setMark(result);
        onAnswered?.(result);
      } catch (error) {
        setFault(whyNot(error));
        setState('unsent');
      }
    },
    [question, send, onAnswered, sure],
  );
  const change = (next: QuestionAnswer) => {
    setAnswer(next);
    if (manner === 'predict') void submit(next);
  };
  const ready = digits && mark === undefined && state !== 'sending';
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
          <AnswerForm question={question} answer={answer} onChange={change} disabled={state === 'sending'} />
        ) : (
          <Marked question={question} mark={mark} arrived={state !== 'open'} />
        )}
      </fieldset>
      {certainty && mark === undefined && <CertaintyChoice name={question.id} value={sure} onChange={setSure} />}
      {mark === undefined && (manner === 'ask' || state === 'unsent') && (
        <div className="question-foot">
          <button
            type="button"
            className="button button-main"
            disabled={state === 'sending' || !isComplete(question, answer)}
            onClick={() => void submit(answer)}
          >
            {state === 'unsent' ? 'Send again' : 'Answer'}
          </button>
          {state === 'unsent' && <p role="alert">{fault ?? 'The answer did not reach the server. It is kept here.'}</p>}
        </div>
      )}
      {mark !== undefined && after}
    </section>
  );
}
