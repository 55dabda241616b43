import { expect, test } from 'vitest';
import { honestTries, waitFor } from './hint-rules.ts';

const lab = { files: [{ path: 'a', start: 'given' }] };
const attempt = (text: string) => ({ files: [{ path: 'a', text }] });
const hint = (at: number) => ({ labId: 'F01', rung: 1, at });

test.each([
  ['the first hint is open', [], [], 1000, 0],
  ['the next one is shut right after', [hint(1000)], [], 1000, 20_000],
  ['it opens after twenty seconds', [hint(1000)], [], 21_000, 0],
  ['it opens after a new try', [hint(1000)], [{ createdAt: 1500 }], 2000, 0],
  ['a try from before opens nothing', [hint(1000)], [{ createdAt: 500 }], 2000, 19_000],
] as const)('%s', (_law, taken, attempts, now, wait) => expect(waitFor(taken, attempts, now)).toBe(wait));

test('the given text, the same text again and white space are no tries', () => {
  expect(honestTries(lab, [attempt('given'), attempt('given  \n')])).toBe(0);
  expect(honestTries(lab, [attempt('mine'), attempt('mine '), attempt('other')])).toBe(2);
});
