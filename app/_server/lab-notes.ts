import 'server-only';
import {
  continuedFrom,
  decisionQuestion,
  drawnDecisions,
  type Lab,
  type PredictQuestion,
  type QuestionAnswer,
  type SourceFile,
  stepQuestion,
} from '#engine';
import type { GuessRecord, NoteView, StepView, VivaView } from '../_ui/lab/view.ts';
import { type AttemptRecord, listAttempts } from './attempts.ts';
import { labIn, languageOfFiles } from './lab-language.ts';
import type { LearnerId } from './learner-rows.ts';
import { listPredictions, type PredictionRecord, recordPrediction } from './predictions.ts';
import { answeredView, shownQuestion } from './question-views.ts';

/** Under which name what is said inside a lab is kept among the predictions of its lesson: ids of lessons hold no slash. */
const STEP = (lab: string, step: string): string => `${lab}/${step}`;
const NOTE = (lab: string): string => `${lab}#trade-off`;
const GUESS = (lab: string): string => `${lab}#own`;
const VIVA = (attempt: AttemptRecord, decision: string): string => `${attempt.labId}#viva-${attempt.clientKey}-${decision}`;

/** The question of one step of `lab`, or undefined where it asks none. */
export function questionOfStep(lab: Lab, id: string): PredictQuestion | undefined {
  const step = lab.secrets.steps?.find((each) => STEP(lab.id, each.id) === id);
  return step === undefined ? undefined : stepQuestion(lab, step);
}

/** What this learner has said inside `lab`: the answers to its steps and, of a design, the note that was kept last. */
export async function saidInLab(
  learner: LearnerId | undefined,
  lessonId: string,
  lab: Lab,
): Promise<{ readonly steps: readonly StepView[]; readonly note: NoteView | undefined }> {
  if (lab.steps === undefined && lab.tradeOff === undefined) return { steps: [], note: undefined };
  const rows = await listPredictions(learner, lessonId);
  const last = rows.findLast((row) => row.predictId === NOTE(lab.id));
  const note = last === undefined ? undefined : { text: last.answer.text ?? '', met: last.answer.chosen ?? [] };
  return { steps: (lab.steps ?? []).map((step) => stepView(lab, step, rows)), note };
}

/**
 * The viva of the network that this learner handed in last and that passed: what was drawn for it, with what he said first; undefined
 * before there is one. Another network that passes gets another draw. It scores nothing.
 */
export async function vivaOf(learner: LearnerId | undefined, lessonId: string, lab: Lab): Promise<VivaView | undefined> {
  const panel = await panelOf(learner, lessonId, lab);
  if (panel === undefined) return undefined;
  const asked = panel.decisions.map(({ question, said }) => ({
    question: shownQuestion(question, false),
    ...(said === undefined ? {} : { answered: answeredView(question, said) }),
  }));
  return { attempt: panel.attempt, right: panel.right, asked };
}

/** This learner's own text of the lab that `lab` goes on from, as it passed there last, with what has happened to it since. */
export async function ownBeginning(learner: LearnerId | undefined, lab: Lab): Promise<readonly SourceFile[] | undefined> {
  const { continues } = lab.secrets;
  if (continues === undefined) return undefined;
  const attempt = (await listAttempts(learner, continues.lab)).findLast(({ grade }) => grade.class === 'passed');
  return attempt === undefined ? undefined : continuedFrom(continues, attempt.files);
}

/** The decision that is shown under `shownId`: its question, the name under which what is said is kept, and what was said already. */
export async function decisionOf(learner: LearnerId, lessonId: string, lab: Lab, shownId: string) {
  const panel = await panelOf(learner, lessonId, lab);
  return panel?.decisions.find(({ question }) => question.id === shownId);
}

async function panelOf(learner: LearnerId | undefined, lessonId: string, lab: Lab) {
  const { viva, secrets } = lab;
  if (viva === undefined || secrets.decisions === undefined) return undefined;
  const attempt = (await listAttempts(learner, lab.id)).findLast(({ grade }) => grade.class === 'passed');
  if (attempt === undefined) return undefined;
  const rows = await listPredictions(learner, lessonId);
  const decisions = drawnDecisions(secrets.decisions, viva.draw, `${lab.id}/${attempt.clientKey}`).flatMap((each) => {
    const question = decisionQuestion(labIn(lab, languageOfFiles(attempt.files)), each, attempt.files);
    const predictId = VIVA(attempt, each.id);
    const said = rows.find((row) => row.predictId === predictId)?.answer;
    return question === undefined ? [] : [{ question, predictId, said }];
  });
  return { attempt: attempt.clientKey, right: viva.right, decisions };
}

function stepView(lab: Lab, step: NonNullable<Lab['steps']>[number], rows: readonly PredictionRecord[]): StepView {
  const { id, text, checks } = step;
  const question = questionOfStep(lab, STEP(lab.id, id));
  if (question === undefined) return { id, text, checks };
  const said = rows.findLast((row) => row.predictId === STEP(lab.id, id));
  const answered = said === undefined ? {} : { answered: answeredView(question, said.answer) };
  return { id, text, checks, question: shownQuestion(question, false), ...answered };
}

/** Keeps the note; the last one counts. Nothing about it is right or wrong. */
export async function keepNote(learner: LearnerId, lessonId: string, lab: Lab, note: NoteView, key: string): Promise<void> {
  const answer: QuestionAnswer = { text: note.text.slice(0, 6000), chosen: note.met.slice(0, 50) };
  await recordPrediction(learner, {
    ...{ clientKey: key, lessonId, predictId: NOTE(lab.id), answer, correct: true, misconceptions: [] },
  });
}

/** Keeps what a learner expected of a question of his own, with what happened. It is no answer that progress counts: nobody set the question. */
export async function keepGuess(learner: LearnerId, lessonId: string, lab: Lab, guess: GuessRecord, key: string): Promise<void> {
  const short = (text: unknown) => String(text).slice(0, 200);
  const { verdict, hop, got } = guess;
  const answer: QuestionAnswer = {
    text: String(guess.asked).slice(0, 2000),
    pairs: { verdict: short(verdict), hop: short(hop), got: short(got) },
  };
  await recordPrediction(learner, {
    ...{ clientKey: key, lessonId, predictId: GUESS(lab.id), answer, correct: guess.right === true, misconceptions: [] },
  });
}
