'use client';

import { useChoice } from '../use-choice.ts';

/** Whether somebody prefers the text area; a phone gets it without asking, because Monaco has no touch. */
export const usePlain = () => useChoice(PLAIN);

const PLAIN = {
  key: 'workbook/editor',
  words: ['plain', 'monaco'],
  usual: () => matchMedia('(pointer: coarse) and (width < 900px)').matches,
  onServer: true,
} as const;
