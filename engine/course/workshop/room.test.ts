import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairsOf, type RoomAct, type RoomEvent, roomStateOf } from './room.ts';

const MINUTE = 60_000;
/** The acts one minute apart; one of a seat stands beside its name. */
const after = (...acts: readonly (RoomAct | readonly [string, RoomAct])[]) =>
  roomStateOf(
    acts.map((act, index): RoomEvent => {
      const head = { id: index + 1, at: index * MINUTE };
      return 'kind' in act ? { ...head, act } : { ...head, seat: act[0], act: act[1] };
    }),
  );

test('a room in which nothing happened is open, runs and asks nothing', () =>
  expect(after()).toEqual({ isPaused: false, revealed: [], resets: [], polls: [], hands: [] }));

test('the last pace counts, and one without a step opens all', () => {
  expect(after({ kind: 'pace', upTo: 1 }, { kind: 'pace', upTo: 4 }).openUpTo).toBe(4);
  expect(after({ kind: 'pace', upTo: 1 }, { kind: 'pace' }).openUpTo).toBeUndefined();
});

test('while a room is paused its clock stands still', () => {
  const state = after(
    { kind: 'timer', minutes: 10 },
    { kind: 'pause', on: true },
    { kind: 'say', text: 'x' },
    { kind: 'pause', on: false },
  );
  expect(state.endsAt).toBe((10 + 2) * MINUTE);
  expect(state.isPaused).toBe(false);
});

test('who looks while it is paused sees what was left then, and time that is given meanwhile begins when it goes on', () => {
  const pause = { kind: 'pause', on: true } as const;
  const paused = after({ kind: 'timer', minutes: 10 }, pause, { kind: 'say', text: 'x' });
  expect((paused.endsAt ?? 0) - (paused.pausedAt ?? 0)).toBe(9 * MINUTE);
  const goOn = { kind: 'pause', on: false } as const;
  expect(after(pause, { kind: 'timer', minutes: 10 }, goOn).endsAt).toBe((2 + 10) * MINUTE);
  expect(
    after({ kind: 'timer', minutes: 2 }, pause, { kind: 'say', text: 'x' }, { kind: 'more-time', minutes: 5 }, goOn).endsAt,
  ).toBe((4 + 1 + 5) * MINUTE);
});

test('a second pause within one changes nothing', () => {
  const state = after(
    { kind: 'timer', minutes: 10 },
    { kind: 'pause', on: true },
    { kind: 'pause', on: true },
    { kind: 'pause', on: false },
  );
  expect(state.endsAt).toBe(12 * MINUTE);
});

test('more time is added to what is left, or to now when it was over', () => {
  expect(after({ kind: 'timer', minutes: 10 }, { kind: 'more-time', minutes: 5 }).endsAt).toBe(15 * MINUTE);
  expect(
    after(
      { kind: 'timer', minutes: 1 },
      { kind: 'say', text: 'x' },
      { kind: 'say', text: 'y' },
      { kind: 'more-time', minutes: 5 },
    ).endsAt,
  ).toBe(8 * MINUTE);
});

test('hands stand in the order in which they went up', () =>
  expect(
    after(
      ['b', { kind: 'hand', up: true }],
      ['a', { kind: 'hand', up: true }],
      ['c', { kind: 'hand', up: true }],
      ['a', { kind: 'hand', up: false }],
    ).hands,
  ).toEqual(['b', 'c']));

const poll: RoomAct = { kind: 'poll', poll: 'p', question: 'Which hop?', options: ['route', 'group'] };
const vote = (seat: string, option: number) => [seat, { kind: 'vote', poll: 'p', option }] as const;

test('the last vote of a seat counts, once, in the round in which it was given', () => {
  const [polled] = after(poll, vote('a', 0), vote('a', 1), vote('b', 0), { kind: 'poll-again', poll: 'p' }, vote('b', 1)).polls;
  expect(polled?.rounds).toEqual([
    [1, 1],
    [0, 1],
  ]);
});

test('a vote that comes when its round is over counts in no other', () => {
  const late = (round: number) =>
    after(poll, { kind: 'poll-again', poll: 'p' }, ['a', { kind: 'vote', poll: 'p', option: 0, round }]);
  expect(late(1).polls[0]?.rounds).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(late(2).polls[0]?.rounds.at(-1)).toEqual([1, 0]);
});

test('a vote after the close, for no option, or for another poll, changes nothing', () => {
  const before = after(poll, vote('a', 0));
  expect(after(poll, vote('a', 0), vote('b', 7)).polls).toEqual(before.polls);
  expect(after(poll, vote('a', 0), ['b', { kind: 'vote', poll: 'q', option: 0 }]).polls).toEqual(before.polls);
  const closed = after(poll, vote('a', 0), { kind: 'poll-close', poll: 'p' }, vote('b', 1)).polls[0];
  expect(closed).toMatchObject({ isOpen: false, rounds: [[1, 0]] });
});

test('sides change in every pair, and twice is as before', () => {
  const teams: RoomAct = {
    kind: 'teams',
    lab: 'A02',
    pairs: [
      ['a', 'b'],
      ['c', 'd', 'e'],
    ],
  };
  expect(after(teams).teams?.sideOf).toEqual({ a: 'red', b: 'blue', c: 'red', d: 'blue', e: 'blue' });
  expect(after(teams, { kind: 'swap' }).teams?.sideOf).toEqual({ a: 'blue', b: 'red', c: 'blue', d: 'red', e: 'red' });
  expect(after(teams, { kind: 'swap' }, { kind: 'swap' }).teams).toEqual(after(teams).teams);
});

test('everybody of a room of two or more is in one pair of two or three', () =>
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), (seats) => {
      const pairs = pairsOf(seats);
      expect(pairs.flat()).toEqual(seats.length < 2 ? [] : seats);
      for (const pair of pairs) expect([2, 3]).toContain(pair.length);
    }),
  ));
