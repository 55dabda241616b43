import { expect, test } from 'vitest';
import { WrongTries } from './slow-down.ts';

const MINUTE = 60_000;
const counted = () => new WrongTries({ each: 5, all: 20, within: MINUTE });
const tries = (count: number, who: (index: number) => string, at: (index: number) => number) => {
  const wrong = counted();
  for (let index = 0; index < count; index++) wrong.note(who(index), at(index));
  return wrong;
};

test('four wrong tries cost nothing, the fifth closes the door for a minute from the first', () => {
  expect(
    tries(
      4,
      () => 'a',
      () => 0,
    ).waitFor('a', 1),
  ).toBe(0);
  expect(
    tries(
      5,
      () => 'a',
      () => 0,
    ).waitFor('a', 1),
  ).toBe(MINUTE - 1);
  expect(
    tries(
      5,
      () => 'a',
      (index) => index * 1000,
    ).waitFor('a', 5000),
  ).toBe(MINUTE - 5000);
});

test('who typed nothing wrong does not wait for who did', () =>
  expect(
    tries(
      19,
      () => 'a',
      () => 0,
    ).waitFor('b', 1),
  ).toBe(0));

test('tries from many addresses are slowed together', () =>
  expect(
    tries(
      20,
      (index) => `address-${index}`,
      () => 0,
    ).waitFor('another', 1),
  ).toBe(MINUTE - 1));

test('after a minute the door is open again', () =>
  expect(
    tries(
      50,
      () => 'a',
      () => 0,
    ).waitFor('a', MINUTE),
  ).toBe(0));
