import { type Share, shareOf } from './interval.ts';
import { CERTAINTIES, type Certainty, type ItemTry } from './try.ts';

/** What each word is taken to claim, where it is scored: the chance of being right. */
const CLAIMED: Readonly<Record<Certainty, number>> = { guess: 0.4, likely: 0.7, sure: 0.95 };

/** How well a learner knows what he knows. */
export interface Calibration {
  readonly rows: readonly { readonly certainty: Certainty; readonly claimed: number; readonly right: Share }[];
  /** The mean squared distance of claim and outcome, from 0 (perfect) to 1; absent without an answer that claimed anything. */
  readonly brier?: number;
  /** Answers that were wrong though the learner was sure, the latest first and of each item the last. */
  readonly sureAndWrong: readonly ItemTry[];
}

/** The calibration of the tries that came with a certainty; `tries` are in the order of their time. */
export function calibrationOf(tries: readonly ItemTry[]): Calibration {
  const claims = tries.flatMap((each) => (each.certainty === undefined ? [] : [{ ...each, certainty: each.certainty }]));
  const rows = CERTAINTIES.map((certainty) => {
    const here = claims.filter((each) => each.certainty === certainty);
    return { certainty, claimed: CLAIMED[certainty], right: shareOf(here.filter((each) => each.correct).length, here.length) };
  });
  const squares = claims.map((each) => (CLAIMED[each.certainty] - Number(each.correct)) ** 2);
  const brier = squares.length === 0 ? {} : { brier: squares.reduce((a, b) => a + b, 0) / squares.length };
  const wrong = claims.filter((each) => each.certainty === 'sure' && !each.correct).toReversed();
  return {
    rows,
    ...brier,
    sureAndWrong: wrong.filter((each, index) => wrong.findIndex((one) => one.item === each.item) === index),
  };
}
