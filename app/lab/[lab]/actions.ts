'use server';

import { markAnswer, type QuestionAnswer, questionAnswerSchema, type SourceFile, startOf } from '#engine';
import { attemptWithKey, recordAttempt } from '#server/attempts';
import { listVersions } from '#server/draft-versions';
import { saveDraft as keepDraft, settleStart } from '#server/drafts';
import { keepExpectation as keepExpected } from '#server/expectations';
import { takeHint } from '#server/hints';
import { attemptView, GAVE_UP, helpOf, judgeOnServer } from '#server/lab-data';
import { helpIn, labIn, languageOfFiles } from '#server/lab-language';
import { keepGuess, keepNote, questionOfStep } from '#server/lab-notes';
import { ensureLearner } from '#server/learner';
import { beliefsOf, type LabPlace, labWith } from '#server/page-data';
import { recordPrediction } from '#server/predictions';
import { markView } from '#server/question-views';
import { checkFiles, isClientKey } from '#server/submission-limits';
import { labFor } from '#server/variants';
import type { LearnerId } from '../../_server/learner-rows.ts';
import { partsOfTextKey, textKey } from '../../_ui/lab/language.ts';
import type { GuessRecord, HelpView, NoteView, SaveAnswer, SubmitAnswer, VersionView } from '../../_ui/lab/view.ts';
import type { MarkView } from '../../_ui/question/view.ts';
import type { Guess } from '../../_ui/trace/guess.ts';
import { VERDICTS } from '../../_ui/verdict/words.ts';
import { judgedView } from './judged.ts';

/** Saves the text unless another was saved since `base`; then that one comes back and nothing is overwritten. */
export async function saveDraft(labId: string, sent: readonly SourceFile[], base: number): Promise<SaveAnswer> {
  const files = checkFiles(sent, 'draft');
  if (!files.ok) throw new Error(files.fault.message);
  const { learner, lab, key } = await textFor(labId);
  return keepDraft(learner, key, files.value, Number.isInteger(base) && base >= 0 ? base : 0, startOf(lab));
}

/** What the learner's text of the lab was before, the newest first. */
export async function draftHistory(labId: string): Promise<readonly VersionView[]> {
  const { learner, key } = await textFor(labId);
  const versions = await listVersions(learner, key);
  return versions.map(({ id, files, at }) => ({ id, files, at }));
}

/** Notes that the learner has chosen what becomes of his text now that the lab gives another one. */
export async function settleUpdate(labId: string): Promise<void> {
  const { learner, lab, key } = await textFor(labId);
  await settleStart(learner, key, startOf(lab));
}

/** Judges the text again, here, and records it once for each key; a key that comes again gets what was recorded the first time. */
export async function submit(labId: string, sent: readonly SourceFile[], key: string): Promise<SubmitAnswer> {
  if (!isClientKey(key)) throw new Error('not a key');
  const files = checkFiles(sent, 'attempt');
  if (!files.ok) return { kind: 'refused', message: files.fault.message };
  const { learner, place, language } = await textFor(labId);
  const before = await attemptWithKey(learner, key);
  const judged = before?.files ?? files.value;
  const judgement = await judgeOnServer(place.shown, judged);
  const shown = labIn(place.shown, languageOfFiles(judged));
  const recorded =
    before ?? (await recordAttempt(learner, { clientKey: key, labId: place.lab.id, files: files.value, grade: judgement.grade }));
  return {
    kind: 'recorded',
    attempt: attemptView(recorded),
    judged: judgedView(judgement, shown, beliefsOf(shown), judged),
    help: helpIn(await helpOf(learner, place.lab), place.shown, language),
  };
}

/** Gives out the next rung and notes that it was taken. */
export async function nextHint(labId: string): Promise<HelpView> {
  const { learner, place, language } = await textFor(labId);
  const { lab } = place;
  const { hints, hintsLeft, nextHintIn } = await helpOf(learner, lab);
  if (hintsLeft && nextHintIn === 0) await takeHint(learner, lab.id, hints.length + 1);
  return helpIn(await helpOf(learner, lab), place.shown, language);
}

/** Opens the solutions to somebody who has seen every hint and asks for them; it is noted. */
export async function giveUp(labId: string): Promise<HelpView> {
  const { learner, place, language } = await textFor(labId);
  const { lab } = place;
  const { mayGiveUp } = await helpOf(learner, lab);
  if (mayGiveUp) await takeHint(learner, lab.id, GAVE_UP);
  return helpIn(await helpOf(learner, lab), place.shown, language);
}

/** Marks the prediction of a step and records it once for each key. */
export async function predictStep(id: string, sent: QuestionAnswer, key: string): Promise<MarkView> {
  const { learner, place } = await placeFor(String(id).split('/')[0] ?? '');
  const { lab, lesson } = place;
  const question = questionOfStep(lab, String(id));
  if (question === undefined || !isClientKey(key)) throw new Error('no such step');
  const answer = questionAnswerSchema.parse(sent);
  const { correct, misconceptions } = markAnswer(question, answer);
  const kept = await recordPrediction(learner, {
    ...{ clientKey: key, lessonId: lesson.id, predictId: question.id, answer, correct, misconceptions },
  });
  return markView(question, markAnswer(question, kept.answer));
}

/** Keeps the note in which a design is defended. */
export async function keepTradeOff(labId: string, note: NoteView, key: string): Promise<void> {
  const { learner, place } = await placeFor(labId);
  const { lab, lesson } = place;
  if (lab.tradeOff === undefined || !isClientKey(key)) throw new Error('no such note');
  const met = Array.isArray(note.met) ? note.met.map(String) : [];
  await keepNote(learner, lesson.id, lab, { text: String(note.text), met }, key);
}

/** Keeps what was expected of a question beside what happened. */
export async function keepOwnGuess(labId: string, guess: GuessRecord, key: string): Promise<void> {
  const { learner, place } = await placeFor(labId);
  if (!isClientKey(key)) throw new Error('no such guess');
  await keepGuess(learner, place.lesson.id, place.lab, guess, key);
}

/** Keeps what was expected of a check of the given text, or that it was not said, beside what the engine says now. */
export async function keepExpectation(labId: string, checkId: string, said: Guess | 'skipped', key: string): Promise<void> {
  const { learner, place } = await placeFor(labId);
  if (!isClientKey(key)) throw new Error('no such prediction');
  const files = startOf(place.shown);
  const { checks } = judgedView(await judgeOnServer(place.shown, files), place.shown, {}, files);
  const check = checks.find((each) => each.id === String(checkId));
  if (check?.trace === undefined) throw new Error('no such check');
  const verdict = VERDICTS.find((each) => said !== 'skipped' && each === said.verdict);
  const guess =
    said === 'skipped' || verdict === undefined ? ('skipped' as const) : { verdict, hop: String(said.hop).slice(0, 40) };
  const { id: lessonId } = place.lesson;
  await keepExpected(learner, { lessonId, lab: place.lab.id, check: check.id, trace: check.trace }, guess, key);
}

/** A lab's text in one of its languages: `key` is what the text goes by, `lab` the lab as it is given in that language. */
async function textFor(sent: string) {
  const { labId, language } = partsOfTextKey(String(sent));
  const { learner, place } = await placeFor(labId);
  const lab = labIn(place.shown, language);
  return { learner, place, language, lab, key: textKey({ id: place.lab.id, files: lab.files }) };
}

/** Who acts, made known now if he was not, and the lab as he has it. */
async function placeFor(labId: string): Promise<{ readonly learner: LearnerId; readonly place: LabPlace }> {
  if (labWith(String(labId)) === undefined) throw new Error('no such lab');
  const learner = await ensureLearner();
  const place = await labFor(learner, String(labId), 'action');
  if (place === undefined) throw new Error('no such lab');
  return { learner, place };
}
