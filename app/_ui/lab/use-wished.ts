'use client';

import { useChoice } from '../use-choice.ts';

/** Whether somebody wishes to be asked what will happen before he sees it. */
export const useWished = () => useChoice(PREDICT);

const PREDICT = { key: 'workbook/predict', words: ['on', 'off'], usual: () => true, onServer: true } as const;
