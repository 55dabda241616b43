import { expect, test } from 'vitest';
import { z } from 'zod';
import { action, aKey, aRevision, refuse, refuseAbsent } from './action.ts';

const UNREADABLE = { ok: false, code: 'UNREADABLE', sentence: expect.any(String) };

test('what an action makes is its answer', async () => {
  const add = action([z.number(), z.number()], async (one, two) => one + two);
  expect(await add(1, 2)).toEqual({ ok: true, value: 3 });
});

test('a refusal is an answer too, wherever in the action it was said', async () => {
  const deep = async () => refuse('PAUSED', 'The room is paused.');
  expect(await action([], deep)()).toEqual({ ok: false, code: 'PAUSED', sentence: 'The room is paused.' });
});

test('what is somebody else’s is refused as what is not there', async () => {
  const absent = await action([], async () => refuseAbsent('workshop'))();
  expect(absent).toMatchObject({ ok: false, code: 'NOT_THERE' });
});

test('a fault of ours stays one', async () => {
  const broken = action([], async () => {
    throw new TypeError('ours');
  });
  await expect(broken()).rejects.toThrow('ours');
});

test.each([
  [[]],
  [['x']],
  [[null, null]],
  [['long-enough-key', 'no revision', 'more']],
  [[{ toString: () => 'long-enough-key' }, 1]],
])('what does not read is refused before anything is done, and what comes besides is left out: %j', async (sent) => {
  const done: unknown[] = [];
  const one = action([aKey, aRevision], async (...taken) => void done.push(taken)) as (...all: unknown[]) => Promise<unknown>;
  const isKey = sent[0] === 'long-enough-key';
  expect(await one(...sent)).toEqual(isKey ? { ok: true, value: undefined } : UNREADABLE);
  expect(done).toEqual(isKey ? [['long-enough-key', 0]] : []);
});
