import { expect, test } from 'vitest';
import { labsOf, lessonsOf } from '#engine';
import { learnersAnew } from '../../test/temporary-database.ts';
import { listAnswers, recordAnswer } from './answers.ts';
import { listAttempts } from './attempts.ts';
import { draftOf, saveDraft } from './drafts.ts';
import { exportLearner } from './learner-export.ts';
import { importLearner } from './learner-import.ts';
import { courseNow } from './page-data.ts';
import { beginSitting, examAnswers, listSittings, recordExamAnswer, submitSitting } from './sittings.ts';
import { noteVisit, visitOf } from './visits.ts';

learnersAnew('me', 'other');

const lab = () => {
  const found = labsOf(courseNow()).find((each) => each.files.length === 1 && each.template === undefined);
  if (found === undefined) throw new Error('the course has no lab of one file');
  return found;
};
const [lesson] = lessonsOf(courseNow());
const question = lesson?.questions.find((each) => each.kind === 'single');

/** The export of a learner who claims to have passed a lab and answered a question rightly, and did neither. */
async function boastful() {
  if (lesson === undefined || question === undefined) throw new Error('the course has no single question');
  const wrong = question.kind === 'single' ? question.options.find((option) => option.correct !== true) : undefined;
  await recordAnswer('me', {
    ...{ clientKey: 'answer-0001', lessonId: lesson.id, questionId: question.id, questionHash: 'h', correct: true },
    ...{ answer: { chosen: [wrong?.id ?? ''] }, misconceptions: [], certainty: 'sure', createdAt: 1000 },
  });
  await noteVisit('me', lesson.id, { section: 'x' }, true);
  await saveDraft('me', lab().id, [{ path: 'network.yaml', text: 'mine' }], 0);
  const exported = await exportLearner('me');
  const files = lab().files.map((file) => ({ path: file.path, text: file.start }));
  const grade = { lab: lab().id, class: 'passed', score: { passed: 9, of: 9 }, checks: [] };
  return JSON.stringify({
    ...exported,
    attempts: [{ clientKey: 'attempt-0001', labId: lab().id, files, grade, createdAt: 2000 }],
  });
}

test('what was done on one machine is there on another, at its time, and judged again', async () => {
  expect(await importLearner('other', await boastful())).toEqual({ ok: true, taken: 3, unknown: 0 });
  const [attempt] = await listAttempts('other');
  expect(attempt).toMatchObject({ clientKey: 'attempt-0001', createdAt: 2000, grade: { class: 'failed' } });
  expect(await listAnswers('other')).toMatchObject([{ correct: false, certainty: 'sure', createdAt: 1000 }]);
  expect((await visitOf('other', lesson?.id ?? ''))?.completedAt).toBeDefined();
});

test('a file that comes twice changes nothing, and a text that is here stays', async () => {
  const text = await boastful();
  await saveDraft('other', lab().id, [{ path: 'network.yaml', text: 'theirs' }], 0);
  await importLearner('other', text);
  await importLearner('other', text);
  expect(await listAttempts('other')).toHaveLength(1);
  expect(await listAnswers('other')).toHaveLength(1);
  expect((await draftOf('other', lab().id))?.files[0]?.text).toBe('theirs');
});

/** The export of a learner who answered `question` rightly in an exam, sure of it, and says that his mark was none. */
async function afterAnExam() {
  if (question?.kind !== 'single') throw new Error('the course has no single question');
  const [right] = question.options.filter((option) => option.correct === true);
  const places = [{ item: question.id, domain: 'N1', scored: true }];
  const sitting = await beginSitting('me', { clientKey: 'exam-0001', examId: 'ANS-C01/full', seed: 'x', places, minutes: 9 });
  const change = { clientKey: 'change-0001', place: 0, flagged: true, certainty: 'sure' as const, mark: 0, misconceptions: [] };
  await recordExamAnswer(sitting.id, { ...change, answer: { chosen: [right?.id ?? ''] } });
  return sitting;
}

test('an exam that is over is there on another machine, marked again, and once', async () => {
  const { id, startedAt, endsAt } = await afterAnExam();
  await submitSitting('me', id);
  const text = JSON.stringify(await exportLearner('me'));
  await importLearner('other', text);
  await importLearner('other', text);
  // From there it may come back to where it was, too.
  await importLearner('me', JSON.stringify(await exportLearner('other')));
  expect(await listSittings('me')).toHaveLength(1);
  const [copy, ...more] = await listSittings('other');
  expect(more).toEqual([]);
  expect(copy).toMatchObject({ examId: 'ANS-C01/full', startedAt, endsAt });
  expect(await examAnswers(copy?.id ?? '')).toMatchObject([{ mark: 1, certainty: 'sure', flagged: true }]);
});

test('an exam under way stays on its machine', async () => {
  await afterAnExam();
  expect(await importLearner('other', JSON.stringify(await exportLearner('me')))).toMatchObject({ ok: true, unknown: 1 });
  expect(await listSittings('other')).toEqual([]);
});

test('rows about what the course lacks are counted and left out', async () => {
  const exported = JSON.parse(await boastful());
  const text = JSON.stringify({ ...exported, quizAnswers: [{ ...exported.quizAnswers[0], questionId: 'Q-none' }], drafts: [] });
  expect(await importLearner('other', text)).toEqual({ ok: true, taken: 1, unknown: 1 });
});

test.each(['', 'null', '{}', '{"format":"privatelink-workbook/1"}', '[1]'])(
  '%j is no export and changes nothing',
  async (text) => {
    expect(await importLearner('other', text)).toMatchObject({ ok: false });
    expect(await listAttempts('other')).toEqual([]);
  },
);
