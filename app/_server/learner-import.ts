import 'server-only';
import { z } from 'zod';
import { CERTAINTIES, endOf, lessonsOf, markAnswer, type Place, type Question, questionAnswerSchema } from '#engine';
import { recordAnswer } from './answers.ts';
import { recordAttempt } from './attempts.ts';
import { draftOf, saveDraft } from './drafts.ts';
import { examWith } from './exam-forms.ts';
import { askedAt } from './exam-places.ts';
import { takeHint } from './hints.ts';
import { judgeOnServer } from './lab-data.ts';
import type { LearnerId } from './learner-rows.ts';
import { ownNoteOf, saveOwnNote } from './own-notes.ts';
import { courseNow } from './page-data.ts';
import { recordPrediction } from './predictions.ts';
import { savePreference } from './preferences.ts';
import { copySitting } from './sittings.ts';
import { checkFiles, isClientKey } from './submission-limits.ts';
import { askedWith, labFor } from './variants.ts';
import { noteVisit } from './visits.ts';

const key = z.string().refine(isClientKey);
const name = z.string().max(200);
const moment = z.number().int().min(0);
const files = z.array(z.object({ path: z.string(), text: z.string() }));

/** What of an export is read back; everything that can be worked out again, marks and grades above all, is worked out again. */
const exportSchema = z.object({
  format: z.literal('privatelink-workbook/1'),
  attempts: z.array(z.object({ clientKey: key, labId: name, files, createdAt: moment })).max(20_000),
  quizAnswers: z
    .array(
      z.object({
        ...{ clientKey: key, questionId: name, questionHash: name, answer: questionAnswerSchema, createdAt: moment },
        ...{ seed: name.optional(), certainty: z.enum(CERTAINTIES).optional(), seconds: z.number().int().min(0).optional() },
      }),
    )
    .max(100_000),
  predictions: z
    .array(z.object({ clientKey: key, lessonId: name, predictId: name, answer: questionAnswerSchema, createdAt: moment }))
    .max(100_000),
  drafts: z.array(z.object({ labId: name, files })).max(1000),
  hintsTaken: z.array(z.object({ labId: name, rung: z.number().int().min(0).max(20) })).max(10_000),
  visits: z
    .array(z.object({ lessonId: name, position: z.object({ section: name }), completedAt: moment.optional() }))
    .max(10_000),
  notes: z
    .array(z.object({ subject: name, text: z.string().max(20_000), bookmarked: z.boolean() }))
    .max(10_000)
    .default([]),
  exams: z
    .array(
      z.object({
        ...{ id: key, examId: name, seed: name.optional(), startedAt: moment, endsAt: moment, submittedAt: moment.optional() },
        places: z
          .array(z.object({ item: name, seed: name.optional(), domain: name.optional(), scored: z.boolean().optional() }))
          .max(200),
        answers: z
          .array(
            z.object({
              ...{ place: z.number().int().min(0), at: moment, order: z.number().int(), answer: questionAnswerSchema },
              ...{ flagged: z.boolean(), certainty: z.enum(CERTAINTIES).optional() },
            }),
          )
          .max(20_000),
      }),
    )
    .max(1000)
    .default([]),
  preference: z.object({ examAt: moment.optional(), dailyLimit: z.number().int().min(5).max(100).optional() }).default({}),
});
type Sent = z.output<typeof exportSchema>;

/** How an import went: how many rows were taken in, and how many speak of what the course no longer has. */
export type Imported =
  | { readonly ok: true; readonly taken: number; readonly unknown: number }
  | { readonly ok: false; readonly message: string };

/**
 * Takes an exported file in. Rows are told apart by their keys, so a file that comes twice changes nothing; texts that are here already stay.
 * Nothing in the file is believed that the engine can judge: each submission is graded and each answer marked anew. The learner must exist.
 */
export async function importLearner(learner: LearnerId, text: string): Promise<Imported> {
  const sent = readExport(text);
  if (sent === undefined) return { ok: false, message: 'This is no export of a PrivateLink Workbook. Nothing was changed.' };
  const counts = { taken: 0, unknown: 0 };
  const count = (known: boolean) => {
    counts[known ? 'taken' : 'unknown']++;
  };
  for (const each of sent.attempts) count(await importAttempt(learner, each));
  for (const each of sent.quizAnswers) count(await importAnswer(learner, each));
  for (const each of sent.predictions) count(await importPrediction(learner, each));
  for (const each of sent.drafts) count(await importDraft(learner, each));
  for (const each of sent.exams) count(await importExam(learner, each));
  for (const each of sent.notes) count(await importNote(learner, each));
  for (const { labId, rung } of sent.hintsTaken) await takeHint(learner, labId, rung);
  for (const { lessonId, position, completedAt } of sent.visits)
    await noteVisit(learner, lessonId, position, completedAt !== undefined);
  const { examAt, dailyLimit } = sent.preference;
  if (examAt !== undefined || dailyLimit !== undefined) {
    const wish = { ...(examAt === undefined ? {} : { examAt }), ...(dailyLimit === undefined ? {} : { dailyLimit }) };
    await savePreference(learner, wish);
  }
  return { ok: true, ...counts };
}

function readExport(text: string): Sent | undefined {
  try {
    const read = exportSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

async function importAttempt(learner: LearnerId, { labId, clientKey, files: sent, createdAt }: Sent['attempts'][number]) {
  const place = await labFor(learner, labId, 'action');
  const checked = checkFiles(sent, 'attempt');
  if (place === undefined || !checked.ok) return false;
  const { grade } = await judgeOnServer(place.shown, checked.value);
  await recordAttempt(learner, { clientKey, labId, files: checked.value, grade, createdAt });
  return true;
}

async function importAnswer(
  learner: LearnerId,
  { questionId, answer, seed, certainty, seconds, ...row }: Sent['quizAnswers'][number],
) {
  const lesson = lessonsOf(courseNow()).find((each) => each.questions.some(({ id }) => id === questionId));
  const written = lesson?.questions.find(({ id }) => id === questionId);
  if (lesson === undefined || written === undefined) return false;
  const mark = markAnswer(askedWith(written, seed ?? '').question, answer);
  await recordAnswer(learner, {
    ...row,
    ...{ lessonId: lesson.id, questionId, answer, correct: mark.correct, misconceptions: mark.misconceptions },
    ...(seed === undefined ? {} : { seed }),
    ...(certainty === undefined ? {} : { certainty }),
    ...(seconds === undefined ? {} : { seconds }),
  });
  return true;
}

async function importPrediction(learner: LearnerId, row: Sent['predictions'][number]): Promise<boolean> {
  const lesson = lessonsOf(courseNow()).find((each) => each.id === row.lessonId);
  if (lesson === undefined) return false;
  const asked: readonly Question[] = [...lesson.predictions, ...lesson.checks];
  const question = asked.find((each) => each.id === `${row.lessonId}/${row.predictId}`);
  const mark = question === undefined ? undefined : markAnswer(question, row.answer);
  // What is no question of the lesson is a note of the learner's and has no mark.
  await recordPrediction(learner, { ...row, correct: mark?.correct ?? true, misconceptions: mark?.misconceptions ?? [] });
  return true;
}

/** An exam that was over; one that was under way when the file was made has not told which of its questions count, and stays where it is. */
async function importExam(learner: LearnerId, { id, seed, places: sent, answers, ...moments }: Sent['exams'][number]) {
  const places = sent.flatMap((place): readonly Place[] =>
    place.domain === undefined || place.scored === undefined
      ? []
      : [
          {
            ...{ item: place.item, domain: place.domain, scored: place.scored },
            ...(place.seed === undefined ? {} : { seed: place.seed }),
          },
        ],
  );
  const { examId, startedAt, endsAt, submittedAt } = moments;
  const sitting = { places, startedAt, endsAt, ...(submittedAt === undefined ? {} : { submittedAt }) };
  const isOver = endOf(sitting, Date.now()) !== undefined;
  if (seed === undefined || places.length < sent.length || !isOver || examWith(examId.split('/')[0] ?? '') === undefined)
    return false;
  const marked = answers.map(({ order, certainty, ...answer }) => {
    const at = places[answer.place];
    const question = at === undefined ? undefined : askedAt(at);
    const mark = question === undefined ? undefined : markAnswer(question, answer.answer);
    return {
      ...{ clientKey: `copied-${order}`, ...answer, ...(certainty === undefined ? {} : { certainty }) },
      ...{ mark: mark?.credit ?? 0, misconceptions: mark?.misconceptions ?? [] },
    };
  });
  await copySitting(learner, { clientKey: id, examId, seed, ...sitting, answers: marked });
  return true;
}

/** A note that is here already stays. */
async function importNote(learner: LearnerId, { subject, ...note }: Sent['notes'][number]): Promise<boolean> {
  if ((await ownNoteOf(learner, subject)) === undefined) await saveOwnNote(learner, subject, note, 0);
  return true;
}

async function importDraft(learner: LearnerId, { labId, files: sent }: Sent['drafts'][number]): Promise<boolean> {
  const checked = checkFiles(sent, 'draft');
  if (!checked.ok) return false;
  if ((await draftOf(learner, labId)) === undefined) await saveDraft(learner, labId, checked.value, 0);
  return true;
}
