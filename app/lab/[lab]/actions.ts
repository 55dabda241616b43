'use server';

import { z } from 'zod';
import { loadTerraformMending, markAnswer, questionAnswerSchema, startOf } from '#engine';
import { action, aKey, anId, aRevision, refuse, refuseAbsent } from '#server/action';
import { attemptWithKey, recordAttempt } from '#server/attempts';
import { listVersions } from '#server/draft-versions';
import { saveDraft as keepDraft, settleStart } from '#server/drafts';
import { keepExpectation as keepExpected } from '#server/expectations';
import { takeHint } from '#server/hints';
import { attemptView, GAVE_UP, helpOf, judgeOnServer } from '#server/lab-data';
import { helpIn, labIn, languageOfFiles } from '#server/lab-language';
import { decisionOf, keepGuess, keepNote, questionOfStep, vivaOf } from '#server/lab-notes';
import { ensureLearner } from '#server/learner';
import { beliefsOf, type LabPlace, labWith } from '#server/page-data';
import { recordPrediction } from '#server/predictions';
import { markView } from '#server/question-views';
import { checkFiles } from '#server/submission-limits';
import { refuseHeld } from '#server/team/pace';
import { labFor } from '#server/variants';
import type { LearnerId } from '../../_server/learner-rows.ts';
import { partsOfTextKey, textKey } from '../../_ui/lab/language.ts';
import type { HelpView, SaveAnswer, SubmitAnswer, VersionView } from '../../_ui/lab/view.ts';
import type { MarkView } from '../../_ui/question/view.ts';
import { VERDICTS } from '../../_ui/verdict/words.ts';
import { judgedView } from './judged.ts';

/** Saves the text unless another was saved since `base`; then that one comes back and nothing is overwritten. */
export const saveDraft = action([anId, z.unknown(), aRevision], async (labId, sent, base): Promise<SaveAnswer> => {
  const files = checkFiles(sent, 'draft');
  if (!files.ok) return refuse('TOO_MUCH', files.fault.message);
  const { learner, lab, key } = await textFor(labId);
  return keepDraft(learner, key, files.value, base, startOf(lab));
});

/** What the learner's text of the lab was before, the newest first. */
export const draftHistory = action([anId], async (labId): Promise<readonly VersionView[]> => {
  const { learner, key } = await textFor(labId);
  const versions = await listVersions(learner, key);
  return versions.map(({ id, files, at }) => ({ id, files, at }));
});

/** Notes that the learner has chosen what becomes of his text now that the lab gives another one. */
export const settleUpdate = action([anId], async (labId) => {
  const { learner, lab, key } = await textFor(labId);
  await settleStart(learner, key, startOf(lab));
});

/** Judges the text again, here, and records it once for each key; a key that comes again gets what was recorded the first time. */
export const submit = action([anId, z.unknown(), aKey], async (labId, sent, key): Promise<SubmitAnswer> => {
  const files = checkFiles(sent, 'attempt');
  if (!files.ok) return refuse('TOO_MUCH', files.fault.message);
  const { learner, place, language } = await textFor(labId);
  const before = await attemptWithKey(learner, key);
  if (before === undefined) await refuseHeld(learner, `lab/${place.lab.id}`);
  const judged = before?.files ?? files.value;
  const judgement = await judgeOnServer(place.shown, judged);
  const shown = labIn(place.shown, languageOfFiles(judged));
  const recorded =
    before ?? (await recordAttempt(learner, { clientKey: key, labId: place.lab.id, files: files.value, grade: judgement.grade }));
  const viva = await vivaOf(learner, place.lesson.id, place.lab);
  return {
    attempt: attemptView(recorded),
    ...(viva === undefined ? {} : { viva }),
    judged: judgedView(judgement, shown, beliefsOf(shown), judged, await loadTerraformMending()),
    help: helpIn(await helpOf(learner, place.lab), place.shown, language),
  };
});

/** Gives out the next rung and notes that it was taken. */
export const nextHint = action([anId], async (labId): Promise<HelpView> => {
  const { learner, place, language } = await textFor(labId);
  const { lab } = place;
  await refuseHeld(learner, `lab/${lab.id}`);
  const { hints, hintsLeft, nextHintIn } = await helpOf(learner, lab);
  if (hintsLeft && nextHintIn === 0) await takeHint(learner, lab.id, hints.length + 1);
  return helpIn(await helpOf(learner, lab), place.shown, language);
});

/** Opens the solutions to somebody who has seen every hint and asks for them; it is noted. */
export const giveUp = action([anId], async (labId): Promise<HelpView> => {
  const { learner, place, language } = await textFor(labId);
  const { lab } = place;
  await refuseHeld(learner, `lab/${lab.id}`);
  const { mayGiveUp } = await helpOf(learner, lab);
  if (mayGiveUp) await takeHint(learner, lab.id, GAVE_UP);
  return helpIn(await helpOf(learner, lab), place.shown, language);
});

/** Marks the prediction of a step and records it once for each key. */
export const predictStep = action([anId, questionAnswerSchema, aKey], async (id, answer, key): Promise<MarkView> => {
  const { learner, place } = await placeFor(id.split('/')[0] ?? '');
  const { lab, lesson } = place;
  const question = questionOfStep(lab, id);
  if (question === undefined) return refuseAbsent('step');
  await refuseHeld(learner, `lab/${lab.id}`);
  const { correct, misconceptions } = markAnswer(question, answer);
  const kept = await recordPrediction(learner, {
    ...{ clientKey: key, lessonId: lesson.id, predictId: question.id, answer, correct, misconceptions },
  });
  return markView(question, markAnswer(question, kept.answer));
});

const aDefence = z.object({ text: z.string(), met: z.array(z.string()).readonly() });

/** Marks what was foretold of one's own network in its viva; what was said of a decision first stands. */
export const defendDecision = action([anId, questionAnswerSchema, aKey], async (id, answer, key): Promise<MarkView> => {
  const { learner, place } = await placeFor(id.split('/')[0] ?? '');
  const { lab, lesson } = place;
  const found = await decisionOf(learner, lesson.id, lab, id);
  if (found === undefined) return refuseAbsent('decision');
  await refuseHeld(learner, `lab/${lab.id}`);
  const { question, predictId, said } = found;
  const mark = markAnswer(question, said ?? answer);
  if (said === undefined)
    await recordPrediction(learner, {
      ...{ clientKey: key, lessonId: lesson.id, predictId, answer, correct: mark.correct, misconceptions: [] },
    });
  return markView(question, mark);
});

/** Keeps the note in which a design is defended. */
export const keepTradeOff = action([anId, aDefence, aKey], async (labId, note, key) => {
  const { learner, place } = await placeFor(labId);
  const { lab, lesson } = place;
  if (lab.tradeOff === undefined) return refuseAbsent('note');
  await keepNote(learner, lesson.id, lab, note, key);
});

const anOwnGuess = z.object({ asked: z.string(), verdict: z.string(), hop: z.string(), got: z.string(), right: z.boolean() });

/** Keeps what was expected of a question beside what happened. */
export const keepOwnGuess = action([anId, anOwnGuess, aKey], async (labId, guess, key) => {
  const { learner, place } = await placeFor(labId);
  await keepGuess(learner, place.lesson.id, place.lab, guess, key);
});

const aGuess = z.union([z.literal('skipped'), z.object({ verdict: z.enum(VERDICTS), hop: z.string().max(40) })]);

/** Keeps what was expected of a check of the given text, or that it was not said, beside what the engine says now. */
export const keepExpectation = action([anId, anId, aGuess, aKey], async (labId, checkId, guess, key) => {
  const { learner, place } = await placeFor(labId);
  const files = startOf(place.shown);
  const { checks } = judgedView(await judgeOnServer(place.shown, files), place.shown, {}, files);
  const check = checks.find((each) => each.id === checkId);
  if (check?.trace === undefined) return refuseAbsent('check');
  const { id: lessonId } = place.lesson;
  await keepExpected(learner, { lessonId, lab: place.lab.id, check: check.id, trace: check.trace }, guess, key);
});

/** A lab's text in one of its languages: `key` is what the text goes by, `lab` the lab as it is given in that language. */
async function textFor(sent: string) {
  const { labId, language } = partsOfTextKey(sent);
  const { learner, place } = await placeFor(labId);
  const lab = labIn(place.shown, language);
  return { learner, place, language, lab, key: textKey({ id: place.lab.id, files: lab.files }) };
}

/** Who acts, made known now if he was not, and the lab as he has it. */
async function placeFor(labId: string): Promise<{ readonly learner: LearnerId; readonly place: LabPlace }> {
  if (labWith(labId) === undefined) return refuseAbsent('lab');
  const learner = await ensureLearner();
  const place = await labFor(learner, labId, 'action');
  return place === undefined ? refuseAbsent('lab') : { learner, place };
}
