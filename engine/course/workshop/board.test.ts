import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Board, type BoardStep, boardOf, type Deed, thinned } from './board.ts';
import { type RoomAct, roomStateOf } from './room.ts';

const MINUTE = 60_000;
const STEPS: readonly BoardStep[] = [
  { kind: 'lesson', id: 'L1.1' },
  { kind: 'lab', id: 'F01', hints: 4 },
  { kind: 'quiz', id: 'L1.1', questions: 2 },
];
const LAB = 1;

const board = (seats: readonly string[], deeds: readonly Deed[], at = 10 * MINUTE, acts: readonly RoomAct[] = []): Board =>
  boardOf(STEPS, seats, deeds, roomStateOf(acts.map((act, index) => ({ id: index, at: 5 * MINUTE, act }))), at);
const cell = (deeds: readonly Deed[], step = LAB, at?: number) => board(['a'], deeds, at).rows[0]?.cells[step];

const at = (minutes: number, seat = 'a', step = LAB) => ({ seat, step, at: minutes * MINUTE });
const touched = (minutes: number, seat?: string): Deed => ({ ...at(minutes, seat), kind: 'touched' });
const tried = (minutes: number, failing: readonly string[], text = `text ${minutes}`, seat?: string): Deed => ({
  ...at(minutes, seat),
  ...{ kind: 'tried', passed: failing.length === 0, failing, text },
});
const hinted = (minutes: number, rung: number): Deed => ({ ...at(minutes), kind: 'hinted', rung });

describe('a cell', () => {
  test.each<readonly [string, readonly Deed[], object]>([
    ['where nothing was done is not started', [], { state: 'not-started', tries: 0 }],
    ['in which somebody typed is being worked at', [touched(1)], { state: 'working', tries: 0 }],
    ['in which two submissions failed was tried twice', [tried(1, ['x']), tried(2, ['y'])], { state: 'tried', tries: 2 }],
    ['in which a hint was taken is hinted', [tried(1, ['x']), hinted(2, 1)], { state: 'hinted', tries: 1 }],
    [
      'in which a submission passed is solved, whatever came after',
      [tried(1, []), tried(2, ['x'])],
      { state: 'solved', tries: 2, took: 0 },
    ],
  ])('%s', (_law, deeds, seen) => expect(cell(deeds)).toMatchObject(seen));

  test('of a lesson is solved at its end, and of a quiz when each question was answered', () => {
    expect(cell([{ ...at(1, 'a', 0), kind: 'read' }], 0)).toMatchObject({ state: 'solved' });
    const answered = (question: string): Deed => ({ ...at(1, 'a', 2), kind: 'answered', question, correct: false });
    expect(cell([answered('q1'), answered('q1')], 2)).toMatchObject({ state: 'tried', tries: 2 });
    expect(cell([answered('q1'), answered('q2')], 2)).toMatchObject({ state: 'solved' });
  });

  test('that was reset begins anew', () =>
    expect(board(['a'], [tried(1, [])], undefined, [{ kind: 'reset', seat: 'a', step: LAB }]).rows[0]?.cells[LAB]).toEqual({
      state: 'not-started',
      tries: 0,
    }));
});

describe('somebody is stuck', () => {
  const same = [1, 2, 3, 4].map((minute) => tried(minute, ['reads', ...(minute % 2 === 0 ? ['stays-dark'] : [])]));
  test.each<readonly [string, readonly Deed[], object | undefined]>([
    ['when the same check fails four times', same, { rule: 'same-check', check: 'reads' }],
    ['not when it fails three times', same.slice(1), undefined],
    ['not when it passed in between', [...same.slice(0, 2), tried(2.5, ['stays-dark']), ...same.slice(2)], undefined],
    [
      'when the same text comes three times',
      [tried(1, ['x'], 't'), tried(2, ['y'], 'u'), tried(3, ['x'], 't'), tried(4, ['x'], 't')],
      { rule: 'same-text', check: 'x' },
    ],
    ['when a try fails after the last hint', [tried(1, ['x']), hinted(2, 4), tried(3, ['y'])], { rule: 'last-hint', check: 'y' }],
    ['not before that try', [tried(1, ['x']), hinted(2, 4)], undefined],
    ['not after another hint', [tried(1, ['x']), hinted(2, 3), tried(3, ['y'])], undefined],
    ['not who has solved it', [...same, tried(5, [])], undefined],
  ])('%s', (_law, deeds, stuck) => expect(cell(deeds)?.stuck).toEqual(stuck));

  test('when it takes twice the time that the middle one of the room took', () => {
    const solvers = ['b', 'c', 'd'].flatMap((seat) => [touched(0, seat), tried(4, [], 'x', seat)]);
    const stuckAfter = (minutes: number, others: readonly Deed[]) =>
      board(['a', 'b', 'c', 'd'], [...others, touched(0)], minutes * MINUTE).rows[0]?.cells[LAB]?.stuck;
    expect(stuckAfter(9, solvers)).toEqual({ rule: 'twice-the-median' });
    expect(stuckAfter(8, solvers)).toBeUndefined();
    expect(stuckAfter(60, solvers.slice(0, 4))).toBeUndefined();
  });
});

test('who has done nothing for five minutes is idle, unless all is solved or nothing was begun', () => {
  const idle = (deeds: readonly Deed[], minutes: number) => board(['a'], deeds, minutes * MINUTE).rows[0]?.isIdle;
  expect(idle([touched(1)], 6)).toBe(false);
  expect(idle([touched(1)], 6.1)).toBe(true);
  expect(idle([], 60)).toBe(false);
});

test('the room stands at the step of its middle one, and the slowest fifth are those behind it', () => {
  const read = (seat: string): Deed => ({ ...at(1, seat, 0), kind: 'read' });
  const seats = ['a', 'b', 'c', 'd', 'e', 'f'];
  const seen = board(seats, [...['b', 'c', 'd', 'e'].map(read), touched(2, 'f')]);
  expect(seen.medianStep).toBe(1);
  expect(seen.slowest).toEqual(['a', 'f']);
  expect(board(seats, seats.map(read)).slowest).toEqual([]);
});

test('the check that most miss is counted over those who are still at it', () => {
  const deeds = [
    tried(1, ['x', 'y'], 't', 'a'),
    tried(2, ['y'], 't', 'a'),
    tried(1, ['y'], 't', 'b'),
    tried(1, ['x'], 't', 'c'),
    tried(2, [], 't', 'd'),
  ];
  expect(board(['a', 'b', 'c', 'd'], deeds).mostFailing).toEqual({ step: LAB, check: 'y', failing: 2, of: 3 });
  expect(board(['d'], deeds).mostFailing).toBeUndefined();
});

test('deeds of somebody who has no seat count nowhere', () => expect(board([], [tried(1, ['x'])]).rows).toEqual([]));

test('a board is the same without the middle of what was typed, and what is left does not grow with the typing', () => {
  const seats = ['a', 'b'];
  const deed = fc.record({ seat: fc.constantFrom(...seats), minute: fc.nat(60), typed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (drawn) => {
      const deeds = drawn
        .map(({ seat, minute, typed }) => (typed ? touched(minute, seat) : tried(minute, ['x'], `text ${minute}`, seat)))
        .toSorted((a, b) => a.at - b.at);
      const left = thinned(deeds);
      expect(board(seats, left, 61 * MINUTE)).toEqual(board(seats, deeds, 61 * MINUTE));
      expect(left.filter(({ kind }) => kind === 'touched').length).toBeLessThanOrEqual(2 * seats.length);
    }),
  );
});
