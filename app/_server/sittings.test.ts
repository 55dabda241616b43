import { expect, test } from 'vitest';
import { countedAnswers, endOf } from '#engine';
import { learnersAnew } from '../../test/temporary-database.ts';
import { database } from './db.ts';
import { preferenceOf, savePreference } from './preferences.ts';
import {
  beginSitting,
  changedBetween,
  examAnswers,
  listSittings,
  recordExamAnswer,
  sittingOf,
  submitSitting,
} from './sittings.ts';

learnersAnew('me', 'other');

const places = [
  { item: 'a', domain: 'N1', scored: true },
  { item: 'b', domain: 'N2', scored: false, seed: 's' },
];
const begin = (key = 'key-00000001') =>
  beginSitting('me', { clientKey: key, examId: 'ANS-C01/full', seed: 'x', places, minutes: 170 });
const change = (clientKey: string, place = 0, mark = 1) => ({
  ...{ clientKey, place, mark, flagged: false },
  ...{ answer: { chosen: ['a'] }, misconceptions: [] },
});

test('begun twice under one key it is one sitting, and its clock does not begin anew', async () => {
  const first = await begin();
  expect(await begin()).toEqual(first);
  expect(first.endsAt - first.startedAt).toBe(170 * 60_000);
  expect(await listSittings('me')).toEqual([first]);
  expect((await begin('key-00000002')).id).not.toBe(first.id);
});

test('nobody sees a sitting that is not theirs', async () => {
  const { id } = await begin();
  expect(await sittingOf('other', id)).toBeUndefined();
  expect(await sittingOf(undefined, id)).toBeUndefined();
  expect((await sittingOf('me', id))?.places).toEqual(places);
});

test('a change that is sent twice counts once, and the last change at a place counts', async () => {
  const sitting = await begin();
  const first = await recordExamAnswer(sitting.id, change('change-0001'));
  expect(await recordExamAnswer(sitting.id, change('change-0001', 0, 0))).toEqual(first);
  await recordExamAnswer(sitting.id, change('change-0002', 0, 0.5));
  const answers = await examAnswers(sitting.id);
  expect(answers).toHaveLength(2);
  expect(countedAnswers(sitting, answers, Date.now()).get(0)?.mark).toBe(0.5);
});

test('of fifty changes at once none is lost', async () => {
  const sitting = await begin();
  await Promise.all(Array.from({ length: 50 }, (_, at) => recordExamAnswer(sitting.id, change(`change-${1000 + at}`, at % 2))));
  expect(await examAnswers(sitting.id)).toHaveLength(50);
});

test('what is handed in stays handed in, by its owner alone, and not after its time', async () => {
  const sitting = await begin();
  await submitSitting('other', sitting.id);
  expect((await sittingOf('me', sitting.id))?.submittedAt).toBeUndefined();
  await submitSitting('me', sitting.id);
  const handed = await sittingOf('me', sitting.id);
  await submitSitting('me', sitting.id);
  expect(await sittingOf('me', sitting.id)).toEqual(handed);
  const late = await begin('key-00000003');
  await database().examSitting.update({ where: { id: late.id }, data: { endsAt: new Date(Date.now() - 1) } });
  await submitSitting('me', late.id);
  const over = await sittingOf('me', late.id);
  expect(over?.submittedAt).toBeUndefined();
  expect(over === undefined ? undefined : endOf(over, Date.now())).toBe(over?.endsAt);
});

test('a wish replaces the one before', async () => {
  expect(await preferenceOf('me')).toEqual({});
  await savePreference('me', { examAt: 86_400_000, dailyLimit: 12 });
  await savePreference('me', { dailyLimit: 30 });
  expect(await preferenceOf('me')).toEqual({ dailyLimit: 30 });
});

test('how sure somebody was is kept with the answer', async () => {
  const sitting = await begin();
  await recordExamAnswer(sitting.id, { ...change('change-0001'), certainty: 'sure' });
  await recordExamAnswer(sitting.id, change('change-0002'));
  expect((await examAnswers(sitting.id)).map((each) => each.certainty)).toEqual(['sure', undefined]);
});

test('what another window changed since is known; what one’s own changed is none of it', async () => {
  const sitting = await begin();
  const [here, there] = ['a'.repeat(16), 'b'.repeat(16)];
  const seen = await recordExamAnswer(sitting.id, change(`${here}-0001`));
  await recordExamAnswer(sitting.id, change(`${here}-0002`));
  await recordExamAnswer(sitting.id, change(`${there}-0003`, 1));
  const key = `${here}-0004`;
  const own = await recordExamAnswer(sitting.id, change(key));
  expect(await changedBetween(sitting.id, { place: 0, seen: seen.order, order: own.order, key })).toBe(false);
  const theirs = await recordExamAnswer(sitting.id, change(`${there}-0005`));
  expect(await changedBetween(sitting.id, { place: 0, seen: seen.order, order: theirs.order, key: `${there}-0005` })).toBe(true);
});
