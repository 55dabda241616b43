import type { CheckView, Expectations, FaultView, JudgedView } from './view.ts';

/** Whether one may be asked what will happen: a call or a packet that is meant to get through and does not. */
export const isAskable = ({ passed, must, probe, trace }: CheckView): boolean =>
  !passed && must === 'work' && trace !== undefined && (probe?.kind === 'request' || probe?.kind === 'reachability');

/** The checks of which nobody has said yet what will happen. */
export const unasked = (judged: JudgedView, said: Expectations): ReadonlySet<string> =>
  new Set(judged.checks.filter((check) => isAskable(check) && said[check.id] === undefined).map((check) => check.id));

/** `judged` without what would tell the verdicts of `veiled`: that they fail is said, and no more. */
export function withVeil(judged: JudgedView, veiled: ReadonlySet<string>): JudgedView {
  if (veiled.size === 0) return judged;
  const tells = ({ checks = [] }: FaultView) => checks.length > 0 && checks.every((id) => veiled.has(id));
  return {
    ...judged,
    checks: judged.checks.map((check) => (veiled.has(check.id) ? veiledCheck(check) : check)),
    faults: judged.faults.filter((fault) => !tells(fault)),
  };
}

function veiledCheck({ trace: _trace, ...check }: CheckView): CheckView {
  return { ...check, veiled: true, got: '', verdict: 'rejected', feedback: '', misconception: '', blocks: [] };
}
