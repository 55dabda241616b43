import type { ProbeAnswer, Rejection } from './answer.ts';
import { changedTemplate } from './change.ts';
import { type Loaded, Unanswerable } from './loaded.ts';
import { deployed } from './open.ts';
import type { DeploymentProbe } from './probe.ts';

/** Would AWS accept the configuration; with `change`, would it accept that change to it? */
export function answerDeployment(loaded: Loaded, probe: DeploymentProbe): Omit<ProbeAnswer, 'id'> {
  if (probe.as !== undefined && probe.as !== null)
    throw new Unanswerable('NOT_SIMULATED_YET', 'Who may deploy is not simulated yet.');
  const before = loaded.report.rejections;
  if (probe.change === undefined || probe.change === null) return verdict(before, loaded.report.advisories);
  if (loaded.template === undefined) throw new Unanswerable('NOT_LOADED', 'There is no configuration to change.');
  const changed = changedTemplate(loaded.template, probe.change);
  if ('error' in changed) throw new Unanswerable('INVALID_CHANGE', changed.error);
  const after = deployed(loaded, changed.template, [], loaded);
  const faults = after.report.diagnostics.filter((each) => each.severity === 'error' && !known(loaded, each.message));
  const textFaults = faults.map((each): Rejection => ({ logicalId: '', code: each.code, message: each.message }));
  return verdict([...after.report.rejections, ...textFaults], after.report.advisories);
}

const known = (loaded: Loaded, message: string): boolean => loaded.report.diagnostics.some((each) => each.message === message);

const verdict = (rejections: readonly Rejection[], advisories: Loaded['report']['advisories']): Omit<ProbeAnswer, 'id'> => ({
  deployment: rejections.length > 0 ? 'rejected' : 'accepted',
  rejections,
  advisories,
});
