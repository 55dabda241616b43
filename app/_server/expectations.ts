import 'server-only';
import type { Item, ItemTry } from '#engine';
import type { Expectations } from '../_ui/lab/view.ts';
import { decidingGate, type Guess, guessedRight } from '../_ui/trace/guess.ts';
import type { TraceView } from '../_ui/trace/view.ts';
import { VERDICTS, type VerdictKind } from '../_ui/verdict/words.ts';
import type { LearnerId } from './learner-rows.ts';
import { listPredictions, type PredictionRecord, recordPrediction } from './predictions.ts';

/** Under which name it is kept among the predictions of the lab's lesson what was expected of a check: ids of labs hold no such sign. */
const EXPECTED = (lab: string, check = ''): string => `${lab}#expected/${check}`;
const NAMED = /^([^#]+)#expected\/(.+)$/;

/** Where expecting the one and getting the other shows a belief; a wrong place of the same kind shows none. */
const CONFUSED = ['timeout-is-a-policy', 'denial-is-a-network-fault'] as const;

/** What was expected of one check of a lab before its packet ran, with what happened. */
export interface Expectation {
  readonly key: string;
  readonly lab: string;
  readonly check: string;
  readonly guess: Guess | 'skipped';
  /** Whether the verdict was right, and whether its place was. */
  readonly right: { readonly verdict: boolean; readonly hop: boolean };
  readonly misconceptions: readonly string[];
  readonly at: number;
}

/** What this learner has expected of the checks of a lab; of a check the first word counts, because it was locked. */
export async function expectedIn(learner: LearnerId | undefined, lessonId: string, lab: string): Promise<Expectations> {
  const said = expectationsIn(await listPredictions(learner, lessonId)).filter((each) => each.lab === lab);
  return Object.fromEntries(said.toReversed().map(({ check, guess }) => [check, guess]));
}

/** Everything that this learner has expected of checks, in the order in which he said it. */
export const listExpectations = async (learner: LearnerId | undefined): Promise<readonly Expectation[]> =>
  expectationsIn(await listPredictions(learner));

/** Keeps what was expected of a check beside what happens, which `trace` says. */
export async function keepExpectation(
  learner: LearnerId,
  place: { readonly lessonId: string; readonly lab: string; readonly check: string; readonly trace: TraceView },
  said: Guess | 'skipped',
  clientKey: string,
): Promise<void> {
  const { lessonId, lab, check, trace } = place;
  const got = { got: trace.verdict, gate: decidingGate(trace) };
  const right = said !== 'skipped' && guessedRight(said, trace).verdict && guessedRight(said, trace).hop;
  await recordPrediction(learner, {
    ...{ clientKey, lessonId, predictId: EXPECTED(lab, check), correct: right },
    answer: { pairs: said === 'skipped' ? got : { ...got, verdict: said.verdict, hop: said.hop } },
    misconceptions: said === 'skipped' ? [] : confusionIn(said.verdict, trace.verdict),
  });
}

function confusionIn(said: VerdictKind, got: string | undefined): readonly string[] {
  if (said === 'denied' && got === 'timeout') return [CONFUSED[0]];
  return said === 'timeout' && got === 'denied' ? [CONFUSED[1]] : [];
}

/** Expectations as occasions to show a belief, the first of each check; they count for no concept, because nobody set a question. */
export function beliefTries(items: ReadonlyMap<string, Item>, said: readonly Expectation[]): readonly ItemTry[] {
  return said.flatMap(({ key, lab, check, guess, right, misconceptions, at }): readonly ItemTry[] => {
    const of = items.get(lab);
    if (of === undefined || guess === 'skipped') return [];
    const item = `${lab} ${check}`;
    return [{ key, item, correct: right.verdict, misconceptions, at, of: { ...of, id: lab, misconceptions: [] } }];
  });
}

function expectationsIn(rows: readonly PredictionRecord[]): readonly Expectation[] {
  return rows.flatMap(({ clientKey, predictId, answer, createdAt }) => {
    const [, lab, check] = NAMED.exec(predictId) ?? [];
    if (lab === undefined || check === undefined) return [];
    const { verdict, hop = '', got, gate } = answer.pairs ?? {};
    const known = VERDICTS.find((each) => each === verdict);
    const guess = known === undefined ? ('skipped' as const) : { verdict: known, hop };
    const right = { verdict: known !== undefined && known === got, hop: hop !== '' && hop === gate };
    const misconceptions = known === undefined ? [] : confusionIn(known, got);
    return [{ key: clientKey, lab, check, guess, right, misconceptions, at: createdAt }];
  });
}
