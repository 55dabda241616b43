import { useEffect } from 'react';
import type { QuestionAnswer } from '#engine';
import { isComplete } from './form.tsx';
import { withOption } from './options.tsx';
import type { ShownQuestion } from './view.ts';

const CHOOSING: readonly ShownQuestion['kind'][] = ['single', 'multiple', 'predict', 'hotspot'];

/**
 * Digits from 1 and letters from a choose the option at that place, and Enter goes on with a complete answer, unless somebody is writing or
 * on a button. For a question that has the page to itself.
 */
export function useKeys(
  active: boolean,
  question: ShownQuestion | undefined,
  answer: QuestionAnswer,
  choose: (answer: QuestionAnswer) => void,
  goOn: (answer: QuestionAnswer) => void,
): void {
  useEffect(() => {
    if (!active || question === undefined) return;
    const onKey = (event: KeyboardEvent) => {
      const at = event.target instanceof HTMLElement ? event.target : document.body;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || at.closest('dialog') !== null) return;
      if (event.key === 'Enter' && !at.matches('button, a, select, summary') && isComplete(question, answer)) goOn(answer);
      const item = CHOOSING.includes(question.kind) ? question.items[placeOf(event.key)] : undefined;
      if (item !== undefined) choose(withOption(question, answer, item.id));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [active, question, answer, choose, goOn]);
}

/** Which place a key names, from 0; -1 where it names none. */
export function placeOf(key: string): number {
  if (/^[1-9]$/.test(key)) return Number(key) - 1;
  return key.length === 1 ? 'abcdefghi'.indexOf(key.toLowerCase()) : -1;
}
