import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Grade } from '#engine';
import { learnersAnew } from '../../test/temporary-database.ts';
import { answerRows, listAnswers, type NewQuizAnswer, recordAnswer } from './answers.ts';
import { attemptRows, attemptWithKey, latestAttempt, listAttempts, type NewAttempt, recordAttempt } from './attempts.ts';
import { keepVersion, listVersions, MOST_VERSIONS } from './draft-versions.ts';
import { draftOf, saveDraft as saveDraftFrom, settleStart } from './drafts.ts';
import { listHints, takeHint } from './hints.ts';
import { exportLearner } from './learner-export.ts';
import { deleteLearner, learnerRow, resetProgress } from './learner-rows.ts';
import { listPredictions, predictionRows, recordPrediction } from './predictions.ts';
import { noteVisit, visitOf, visitRows } from './visits.ts';

const me = 'me';
const other = 'other';
const text = (body: string) => [{ path: 'template.yaml', text: body }];
const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

const check = { id: 'c', title: 'C', passed: false, expected: {}, actual: {}, blocks: [], misconception: 'route-is-enough' };
const grade = (gradeClass: Grade['class'] = 'failed'): Grade => ({
  ...{ lab: 'F01', class: gradeClass, score: { passed: 0, of: 1 }, checks: [check], advisories: [], diagnostics: [] },
  ...{ engineVersion: 'e1', contentHash: 'c1' },
});
const attempt = (clientKey: string, body = 'Resources: {}'): NewAttempt => ({
  ...{ clientKey, labId: 'F01', files: text(body), grade: grade() },
});
const answer = (clientKey: string): NewQuizAnswer => ({
  ...{ clientKey, lessonId: 'L2.2', questionId: 'q1', questionHash: 'h1', seed: 's1', correct: false },
  ...{ answer: { chosen: ['a'] }, misconceptions: ['nat-is-private'] },
});
const prediction = (clientKey: string) => ({
  ...{ clientKey, lessonId: 'L2.2', predictId: 'hook', answer: { chosen: ['b'] }, correct: true, misconceptions: [] },
});

learnersAnew(me, other);

const given = text('given');
const saveDraft = (id: string, lab: string, files: ReturnType<typeof text>, base: number) =>
  saveDraftFrom(id, lab, files, base, given);

/** One row of every kind, and what was typed in it. */
async function everything(id: string): Promise<void> {
  await recordAttempt(id, attempt('attempt-1', 'typed in an attempt'));
  await recordAnswer(id, { ...answer('answer-1'), answer: { text: 'typed in an answer' } });
  await recordPrediction(id, { ...prediction('prediction-1'), answer: { text: 'typed in a prediction' } });
  await saveDraft(id, 'F01', text('typed in a draft'), 0);
  await takeHint(id, 'F01', 1);
  await noteVisit(id, 'L2.2', { section: 'the-way-back' }, false);
}

test('fifty submissions under one key leave one row, and all get the same answer', async () => {
  const recorded = await times(50, (index) => recordAttempt(me, attempt('same-key', `text ${index}`)));
  expect(new Set(recorded.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await listAttempts(me)).toEqual([recorded[0]]);
});

test('fifty submissions under keys of their own are all there, in one order for everybody', async () => {
  await times(50, (index) => recordAttempt(me, attempt(`key-${index}`)));
  const first = await listAttempts(me, 'F01');
  expect(new Set(first.map((each) => each.clientKey)).size).toBe(50);
  expect(await listAttempts(me)).toEqual(first);
  expect(await latestAttempt(me, 'F01')).toEqual(first.at(-1));
});

test('a key belongs to its learner: the same key of another is another submission', async () => {
  await recordAttempt(me, attempt('shared', 'mine'));
  await recordAttempt(other, attempt('shared', 'not mine'));
  expect((await attemptWithKey(me, 'shared'))?.files).toEqual(text('mine'));
  expect((await attemptWithKey(other, 'shared'))?.files).toEqual(text('not mine'));
});

test('answers and predictions sent fifty times count once', async () => {
  await times(50, () => recordAnswer(me, answer('one-answer')));
  await times(50, () => recordPrediction(me, prediction('one-prediction')));
  expect(await listAnswers(me, 'L2.2')).toEqual([{ ...answer('one-answer'), createdAt: expect.any(Number) }]);
  expect(await listPredictions(me, 'L2.2')).toEqual([{ ...prediction('one-prediction'), createdAt: expect.any(Number) }]);
});

test('nothing is recorded for a learner who does not exist', async () => {
  await expect(recordAttempt('nobody', attempt('key-0001'))).rejects.toThrow();
});

test('rows for progress carry class, misconceptions and moment; a prediction is named after its lesson', async () => {
  await everything(me);
  const at = expect.any(Number);
  const score = { passed: 0, of: 1 };
  expect(await attemptRows(me)).toEqual([
    { key: 'attempt-1', lab: 'F01', class: 'failed', score, misconceptions: ['route-is-enough'], at },
  ]);
  expect(await answerRows(me)).toEqual([
    { key: 'answer-1', question: 'q1', correct: false, misconceptions: ['nat-is-private'], at },
  ]);
  expect(await predictionRows(me)).toEqual([
    { key: 'prediction-1', question: 'L2.2/hook', correct: true, misconceptions: [], at },
  ]);
  expect(await visitRows(me)).toEqual([{ key: 'L2.2', lesson: 'L2.2', finished: false, at }]);
});

test('of fifty saves from one revision exactly one is kept, and the others get its text', async () => {
  const saves = await times(50, (index) => saveDraft(me, 'F01', text(`tab ${index}`), 0));
  const stored = await draftOf(me, 'F01');
  expect(saves.filter((save) => save.kind === 'saved')).toHaveLength(1);
  for (const save of saves) if (save.kind === 'conflict') expect(save.theirs).toEqual(stored);
});

test('a stale tab gets the other text and loses nothing; after that it can go on', async () => {
  await saveDraft(me, 'F01', text('first'), 0);
  await saveDraft(me, 'F01', text('left tab'), 1);
  const stale = await saveDraft(me, 'F01', text('right tab'), 1);
  expect(stale).toMatchObject({ kind: 'conflict', theirs: { files: text('left tab'), revision: 2 } });
  expect(await draftOf(me, 'F01')).toMatchObject({ files: text('left tab') });
  expect(await saveDraft(me, 'F01', text('right tab'), 2)).toMatchObject({ kind: 'saved', revision: 3 });
});

test('a save that comes again is no conflict, nor is one whose stored text was deleted', async () => {
  await saveDraft(me, 'F01', text('same'), 0);
  expect(await saveDraft(me, 'F01', text('same'), 0)).toMatchObject({ kind: 'saved', revision: 1 });
  await resetProgress(me);
  expect(await saveDraft(me, 'F01', text('after'), 1)).toMatchObject({ kind: 'saved', revision: 2 });
});

test('a draft keeps the given text that it grew from until somebody has chosen under the new one', async () => {
  await saveDraftFrom(me, 'F01', text('mine'), 0, text('old given'));
  await saveDraftFrom(me, 'F01', text('mine too'), 1, text('new given'));
  expect((await draftOf(me, 'F01'))?.start).toEqual(text('old given'));
  await settleStart(me, 'F01', text('new given'));
  expect((await draftOf(me, 'F01'))?.start).toEqual(text('new given'));
});

test('the history has one text for each minute of typing, the newest first, and forgets the oldest', async () => {
  const minute = (at: number) => new Date(at * 60_000);
  await keepVersion(me, 'F01', text('first'), minute(0));
  await keepVersion(me, 'F01', text('a second later'), new Date(1000));
  expect((await listVersions(me, 'F01')).map((each) => each.files)).toEqual([text('a second later')]);
  for (let at = 1; at <= MOST_VERSIONS; at++) await keepVersion(me, 'F01', text(`minute ${at}`), minute(at));
  const kept = await listVersions(me, 'F01');
  expect(kept).toHaveLength(MOST_VERSIONS);
  expect([kept[0]?.files, kept.at(-1)?.files]).toEqual([text(`minute ${MOST_VERSIONS}`), text('minute 1')]);
  expect(await listVersions(other, 'F01')).toEqual([]);
});

test('a hint is taken once', async () => {
  await times(10, () => takeHint(me, 'F01', 2));
  await takeHint(me, 'F01', 1);
  expect((await listHints(me, 'F01')).map((hint) => hint.rung)).toEqual([1, 2]);
});

test('the last place in a lesson counts, and an end once reached stays reached', async () => {
  await noteVisit(me, 'L2.2', { section: 'end' }, true);
  const reached = (await visitOf(me, 'L2.2'))?.completedAt;
  await noteVisit(me, 'L2.2', { section: 'top' }, false);
  expect(await visitOf(me, 'L2.2')).toMatchObject({ position: { section: 'top' }, completedAt: reached });
  expect(reached).toEqual(expect.any(Number));
});

test('an export holds everything that was typed, and nothing of anybody else', async () => {
  await everything(me);
  await recordAttempt(other, attempt('other-key', 'a secret of another'));
  const json = JSON.stringify(await exportLearner(me));
  for (const typed of ['attempt', 'answer', 'prediction', 'draft']) expect(json).toMatch(new RegExp(`typed in an? ${typed}`));
  expect(JSON.parse(json)).toMatchObject({ hintsTaken: [{ rung: 1 }], visits: [{ position: { section: 'the-way-back' } }] });
  expect(json).not.toContain('a secret of another');
});

test('somebody without a cookie has an empty export', async () => {
  const { attempts, quizAnswers, predictions, drafts, draftVersions, hintsTaken, visits } = await exportLearner(undefined);
  expect([attempts, quizAnswers, predictions, drafts, draftVersions, hintsTaken, visits].flat()).toEqual([]);
});

test.each([
  ['deleting a learner', deleteLearner],
  ['a reset', resetProgress],
])('%s takes every row along, and nobody else loses one', async (_act, act) => {
  await everything(me);
  await everything(other);
  await act(me);
  const left = await exportLearner(me);
  const { attempts, quizAnswers, predictions, drafts, draftVersions, hintsTaken, visits } = left;
  expect([attempts, quizAnswers, predictions, drafts, draftVersions, hintsTaken, visits].flat()).toEqual([]);
  expect(await listAttempts(other)).toHaveLength(1);
  expect((await learnerRow(me)) === undefined).toBe(act === deleteLearner);
});

test('two processes that write at once both finish, and every row is there', async () => {
  const script = `
    const { touchLearner } = await import('./app/_server/learner-rows.ts');
    const { takeHint } = await import('./app/_server/hints.ts');
    const { noteVisit } = await import('./app/_server/visits.ts');
    const { saveDraft } = await import('./app/_server/drafts.ts');
    await touchLearner('me');
    for (let index = 0; index < 100; index++) {
      await takeHint('me', process.argv[1], index);
      await noteVisit('me', process.argv[1], { section: String(index) }, false);
      await saveDraft('me', process.argv[1], [{ path: 'a', text: String(index) }], index, []);
    }`;
  const run = (lab: string) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, lab]);
  const here = times(100, (index) => recordAttempt(me, attempt(`parallel-${index}`)));
  await Promise.all([here, run('left'), run('right')]);
  for (const lab of ['left', 'right']) {
    expect(await listHints(me, lab)).toHaveLength(100);
    expect(await draftOf(me, lab)).toMatchObject({ revision: 100 });
  }
  expect(await listAttempts(me)).toHaveLength(100);
});
