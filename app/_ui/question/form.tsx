'use client';

import { useState } from 'react';
import type { QuestionAnswer } from '#engine';
import { Text } from '../text.tsx';
import { Hotspot } from './hotspot.tsx';
import { type FormProps, Options } from './options.tsx';
import './question.css';
import type { Item, ShownQuestion } from './view.ts';

/** What a learner fills in, by the kind of the question. */
export function AnswerForm(props: FormProps) {
  switch (props.question.kind) {
    case 'single':
    case 'predict':
    case 'multiple':
      return <Options {...props} />;
    case 'hotspot':
      return <Hotspot {...props} />;
    case 'fill-in':
      return <FillIn {...props} />;
    case 'order':
      return <Order {...props} />;
    case 'match':
      return <Match {...props} />;
  }
}

/** Whether `answer` says enough to be marked. */
export function isComplete(question: ShownQuestion, answer: QuestionAnswer): boolean {
  switch (question.kind) {
    case 'single':
    case 'predict':
    case 'multiple':
    case 'hotspot':
      return (answer.chosen ?? []).length === question.choose;
    case 'fill-in':
      return (answer.text ?? '').trim() !== '';
    case 'order':
      return true;
    case 'match':
      return question.items.every((item) => (answer.pairs?.[item.id] ?? '') !== '');
  }
}

function FillIn({ question, answer, onChange, disabled }: FormProps) {
  return (
    <label className="fill-in">
      <span className="small soft">Your answer</span>
      <input
        type="text"
        name={question.id}
        value={answer.text ?? ''}
        disabled={disabled}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={2000}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    </label>
  );
}

/** The items as they stand now: as shown first, or as the learner has moved them. */
export const orderOf = (question: ShownQuestion, answer: QuestionAnswer): readonly string[] =>
  answer.order ?? question.items.map((item) => item.id);

/** Buttons move an item, for keyboards and fingers alike; one that can go no further keeps the focus, and what was moved is said. */
function Order({ question, answer, onChange, disabled }: FormProps) {
  const [said, setSaid] = useState('');
  const order = orderOf(question, answer);
  const items = order.flatMap((id): readonly Item[] => question.items.filter((item) => item.id === id));
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    setSaid(`${items[from]?.text.replaceAll('`', '')}: now ${to + 1} of ${order.length}`);
    onChange({ order: next });
  };
  return (
    <>
      <ol className="order">
        {items.map((item, index) => (
          <li key={item.id}>
            <span className="order-place">{index + 1}</span>
            <span className="order-text">
              <Text>{item.text}</Text>
            </span>
            {MOVES.map(({ name, sign, by }) => (
              <button
                key={name}
                type="button"
                aria-label={`${name}: ${item.text}`}
                disabled={disabled}
                aria-disabled={order[index + by] === undefined}
                onClick={() => move(index, index + by)}
              >
                {sign}
              </button>
            ))}
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}

const MOVES = [
  { name: 'Move up', sign: '↑', by: -1 },
  { name: 'Move down', sign: '↓', by: 1 },
] as const;

function Match({ question, answer, onChange, disabled }: FormProps) {
  const pairs = answer.pairs ?? {};
  return (
    <div className="match">
      {question.items.map((item) => (
        <label key={item.id} className="match-row">
          <span>
            <Text>{item.text}</Text>
          </span>
          <select
            value={pairs[item.id] ?? ''}
            disabled={disabled}
            onChange={(event) => onChange({ pairs: { ...pairs, [item.id]: event.target.value } })}
          >
            <option value="">Choose…</option>
            {question.partners.map((partner) => (
              <option key={partner.id} value={partner.id}>
                {partner.text.replaceAll('`', '')}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
