import { describe, expect, test } from 'vitest';
import type { CourseLab } from '../course.ts';
import { prepareLab } from '../grade.ts';
import type { Step } from '../lab.ts';
import { stepQuestion } from '../steps.ts';
import { TOY, toyLab, toyText } from '../toy.ts';
import { stepFaults } from './steps.ts';

const start = { line: 1, column: 1 };
const text = (reads: string, dark: string) => [
  { path: 'network.yaml', text: toyText({ answers: { reads: { outcome: reads }, dark: { outcome: dark } } }) },
];
const options = [
  { id: 'a', text: 'It hangs', answer: { outcome: 'timeout' }, reason: 'x' },
  { id: 'b', text: 'It reads', answer: { outcome: 'allowed' }, reason: 'y' },
];
const first: Step = { id: 'one', text: 'Do it.', checks: ['reads'], state: text('timeout', 'allowed') };
const second: Step = { id: 'two', text: 'Do more.', checks: ['dark'], state: text('allowed', 'allowed') };

const lab = (...steps: readonly Step[]): CourseLab => ({
  ...toyLab({ kind: 'guided' }),
  concepts: [],
  seeds: [],
  folder: 'x',
  at: () => ({ file: 'here', start, end: start }),
  secrets: { hints: { look: '', principle: '', next: '', worked: '' }, solutions: [], wrong: [], steps },
});
const codes = (...steps: readonly Step[]) =>
  stepFaults(lab(...steps), prepareLab(lab(...steps), '', TOY)).map((fault) => fault.code);

describe('a step', () => {
  test('begins where the steps before it are done and its own is not', () => expect(codes(first, second)).toEqual([]));
  test.each<readonly [string, readonly Step[], readonly string[]]>([
    ['is refused where it is done already', [{ ...first, state: text('allowed', 'allowed') }], ['STEP_DONE']],
    [
      'needs a text of its own after a step that the start does not do',
      [first, { ...second, state: first.state }],
      ['STEP_STATE'],
    ],
    [
      'is refused where it begins at what AWS refuses',
      [{ ...first, state: [{ path: 'network.yaml', text: '{' }] }],
      ['STEP_STATE'],
    ],
    ['names a check that there is', [{ ...first, checks: ['reads', 'no-such'] }], ['UNKNOWN_CHECK']],
    ['has an id of its own', [first, { ...second, id: 'one' }], ['DUPLICATE_ID']],
  ])('%s', (_law, steps, found) => expect(codes(...steps)).toEqual(found));
});

test('the question of a step is about the text that its author chose, with the probe of its first check', () => {
  const asked = { ...first, predict: { question: 'What?', options, on: text('allowed', 'timeout') } };
  expect(stepQuestion(lab(asked), asked)).toMatchObject({ id: 'T01/one', stem: 'What?', probe: { kind: 'cost' } });
  expect(stepQuestion(lab(first), first)).toBeUndefined();
});
