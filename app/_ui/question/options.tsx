'use client';

import type { QuestionAnswer } from '#engine';
import { Text } from '../text.tsx';
import type { ShownQuestion } from './view.ts';

export interface FormProps {
  readonly question: ShownQuestion;
  readonly answer: QuestionAnswer;
  readonly onChange: (answer: QuestionAnswer) => void;
  readonly disabled: boolean;
  /** How many choices stand before these. */
  readonly before?: number;
}

/** `answer` after option `id` was taken or given back; no more than the question asks for may be taken. */
export function withOption(question: ShownQuestion, answer: QuestionAnswer, id: string): QuestionAnswer {
  const chosen = answer.chosen ?? [];
  if (question.kind !== 'multiple') return { chosen: [id] };
  if (chosen.includes(id)) return { chosen: chosen.filter((each) => each !== id) };
  return chosen.length < question.choose ? { chosen: [...chosen, id] } : answer;
}

export function Options({ question, answer, onChange, disabled, before = 0 }: FormProps) {
  const many = question.kind === 'multiple';
  const chosen = answer.chosen ?? [];
  return (
    <div className="options">
      {question.items.map((item, index) => (
        <label key={item.id} className="option">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={question.id}
            value={item.id}
            checked={chosen.includes(item.id)}
            disabled={disabled || (many && !chosen.includes(item.id) && chosen.length >= question.choose)}
            onChange={() => onChange(withOption(question, answer, item.id))}
          />
          <span className="option-key" aria-hidden="true">
            {before + index + 1}
          </span>
          <Text>{item.text}</Text>
        </label>
      ))}
    </div>
  );
}
