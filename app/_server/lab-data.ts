import 'server-only';
import {
  engineWith,
  HINT_RUNGS,
  type Judgement,
  judgePrepared,
  type Lab,
  labInTerraform,
  loadActionCatalogue,
  loadTerraform,
  type PreparedLab,
  type PublicLab,
  prepareLab,
  type SourceFile,
} from '#engine';
import type { AttemptView, HelpView } from '../_ui/lab/view.ts';
import { type AttemptRecord, listAttempts } from './attempts.ts';
import { engineVersionOf } from './content-version.ts';
import { ENOUGH_TRIES, honestTries, waitFor } from './hint-rules.ts';
import { listHints } from './hints.ts';
import type { LearnerId } from './learner-rows.ts';
import { isRevealed } from './team/reveal.ts';

/** The rung after the last hint: that somebody asked for the solutions without having passed. */
export const GAVE_UP = HINT_RUNGS.length + 1;

const engine = async () => engineWith(await loadActionCatalogue(), await loadTerraform());
const held = new WeakMap<PublicLab['checks'], PreparedLab>();

/** The judgement of `files` for the record; the lab is prepared once for each reading of the content. */
export async function judgeOnServer(lab: PublicLab, files: readonly SourceFile[]): Promise<Judgement> {
  const prepared = held.get(lab.checks) ?? prepareLab(lab, engineVersionOf(), await engine(), labInTerraform);
  held.set(lab.checks, prepared);
  return judgePrepared(prepared, files);
}

export const attemptView = ({ clientKey, createdAt, grade, files }: AttemptRecord): AttemptView => ({
  key: clientKey,
  at: createdAt,
  class: grade.class,
  passed: grade.score.passed,
  of: grade.score.of,
  files,
});

/** The help that this learner has taken or earned; nothing of it is in the answer before. `now` is in milliseconds. */
export async function helpOf(learner: LearnerId | undefined, lab: Lab, now = Date.now()): Promise<HelpView> {
  const [taken, attempts, revealed] = await Promise.all([
    listHints(learner, lab.id),
    listAttempts(learner, lab.id),
    isRevealed(learner, lab.id),
  ]);
  const rungs = new Set(taken.map((hint) => hint.rung));
  const hints = HINT_RUNGS.filter((_, index) => rungs.has(index + 1)).map((rung) => lab.secrets.hints[rung]);
  const passed = attempts.some((attempt) => attempt.grade.class === 'passed');
  const earned = passed || rungs.has(GAVE_UP) || revealed;
  const hintsLeft = hints.length < HINT_RUNGS.length;
  return {
    hints,
    hintsLeft,
    nextHintIn: hintsLeft ? waitFor(taken, attempts, now) : 0,
    mayGiveUp: !earned && (!hintsLeft || honestTries(lab, attempts) >= ENOUGH_TRIES),
    solutions: earned ? lab.secrets.solutions.map(({ title, tradeOff, files }) => ({ title, tradeOff, files })) : undefined,
  };
}
