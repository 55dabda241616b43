import { type Diagnostic, errorAt } from '../diagnostic.ts';
import { refusedChanges } from '../resources/changes.ts';
import { ADMITTED_BY_PRINCIPAL } from '../resources/vpc-endpoint/offered.ts';
import { stackOf } from '../stack/stack-of.ts';
import { UNRESOLVED_IMPORT } from '../template/functions/lookups.ts';
import type { Advisory, ProbeAnswer, Rejection } from './answer.ts';
import { changedDeclarations, changedTemplate, danglingReferences } from './change.ts';
import { judgeDeployer } from './deployer.ts';
import { type Loaded, Unanswerable } from './loaded.ts';
import { deployed } from './open.ts';
import type { DeploymentProbe } from './probe.ts';
import { statesOf } from './states.ts';

/** Would AWS accept the configuration; with `change`, would it accept that change to it; with `as`, from this principal? */
export function answerDeployment(loaded: Loaded, probe: DeploymentProbe): Omit<ProbeAnswer, 'id'> {
  const states = statesOf(loaded, probe);
  const change = probe.change ?? undefined;
  const after = change === undefined && states.size === 0 ? loaded : redeployed(loaded, change, states);
  const faults = after.report.diagnostics.flatMap((each) => (known(loaded, each.message) ? [] : refusedText(each)));
  const textFaults = [...faults, ...dangling(loaded, after)].map(
    ({ code, message }): Rejection => ({ logicalId: '', code, message }),
  );
  const [before, next] = [loaded.deployed?.stack.draft, after.deployed?.stack.draft];
  const inUse = before === undefined || next === undefined ? [] : refusedChanges(before, next, states);
  const said = verdict(
    [...after.report.rejections, ...inUse, ...textFaults],
    [...after.report.advisories, ...withoutEffect(after, change ?? {})],
  );
  if (probe.as === undefined || probe.as === null || next === undefined) return said;
  const who = judgeDeployer(loaded.world, probe.as, before, next, change === undefined ? undefined : Object.keys(change));
  // Who deploys is known here, so that nothing has to be said about whoever it may be.
  const remarks = (said.advisories ?? []).filter(({ code }) => code !== ADMITTED_BY_PRINCIPAL);
  const both = verdict([...who.rejections, ...(said.rejections ?? [])], [...remarks, ...who.advisories]);
  return { ...both, ...(who.evaluation === undefined ? {} : { evaluation: who.evaluation }) };
}

/**
 * What of a text is refused: its faults, and what it imports and nobody exports.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html
 */
function refusedText(fault: Diagnostic): readonly Diagnostic[] {
  if (fault.code === UNRESOLVED_IMPORT) return [{ ...fault, code: 'ValidationError' }];
  return fault.severity === 'error' ? [fault] : [];
}

/** References to what the change takes away: in a template they are faults of its text. */
const dangling = (loaded: Loaded, after: Loaded): readonly Diagnostic[] =>
  loaded.sources.flatMap((source, index) => {
    const next = after.sources[index];
    if (!('declarations' in source) || next === undefined || !('declarations' in next)) return [];
    return danglingReferences(source.declarations, next.declarations).map((name) =>
      errorAt('UNRESOLVED_REFERENCE', `\`${name}\` is not declared, and something still refers to it.`),
    );
  });

/** What a change says of resources that a condition leaves out: nothing of it is judged. */
function withoutEffect({ sources, deployed: after }: Loaded, change: Readonly<Record<string, unknown>>): readonly Advisory[] {
  const there = new Set(after?.stack.resources.map((each) => each.logicalId));
  const declared = new Set(
    sources.flatMap((source) => {
      const names = 'template' in source ? [...source.template.resources.keys()] : [];
      return names.map((name) => (source.id === '' ? name : `${source.id}/${name}`));
    }),
  );
  return Object.entries(change).flatMap(([logicalId, value]) => {
    if (value === null || there.has(logicalId) || !declared.has(logicalId)) return [];
    const message = `${logicalId} does not exist here: its condition does not hold, so that nothing of this change is judged.`;
    return [{ logicalId, code: 'CHANGE_WITHOUT_EFFECT', message }];
  });
}

function redeployed(loaded: Loaded, change: DeploymentProbe['change'] | undefined, states: ReadonlyMap<string, string>): Loaded {
  const sources = change === undefined || change === null ? loaded.sources : changedSources(loaded, change);
  const changed = Object.keys(change ?? {});
  const input = changed.length === 0 ? loaded : { ...loaded, world: withExisting(loaded, changed) };
  return deployed({ format: loaded.report.format, input, sources, diagnostics: [] }, states);
}

/** The world in which a change is made: what the configuration has without a refusal and the change does not touch is there already. */
function withExisting({ world, deployed: before, report }: Loaded, changed: readonly string[]): Loaded['world'] {
  const open = new Set([...changed, ...report.rejections.map((each) => each.logicalId)]);
  const there = (before?.stack.resources ?? []).flatMap(({ logicalId }) => (open.has(logicalId) ? [] : [logicalId]));
  return { ...world, existing: [...world.existing.filter((each) => !changed.includes(each)), ...there] };
}

/** The stacks with `change` merged into each: with several its keys are `stackId/LogicalId`. */
function changedSources(loaded: Loaded, change: Readonly<Record<string, unknown>>): Loaded['sources'] {
  const keys = Object.keys(change);
  const homes = new Map(keys.map((key) => [key, homeOf(key, loaded.sources)]));
  const strange = keys.find((key) => homes.get(key) === undefined);
  if (strange !== undefined) throw new Unanswerable('INVALID_CHANGE', `No stack of this configuration holds ${strange}.`);
  return loaded.sources.map((each) => {
    const own = keys.filter((key) => homes.get(key) === each);
    if (own.length === 0) return each;
    const part = Object.fromEntries(own.map((key) => [each.id === '' ? key : key.slice(each.id.length + 1), change[key]]));
    if ('declarations' in each) {
      const idOf = (name: string, by: string) => idIn(loaded, name, by);
      return { ...each, declarations: changedDeclarations(each.declarations, part, idOf) };
    }
    const changed = changedTemplate(each.template, part);
    if ('error' in changed) throw new Unanswerable('INVALID_CHANGE', changed.error);
    return { ...each, template: changed.template };
  });
}

/** The source that a change to `key` is made in: its stack, or what declares it, or else the first place that has no stacks of its own. */
function homeOf(key: string, sources: Loaded['sources']): Loaded['sources'][number] | undefined {
  const stack = stackOf(key);
  return (
    sources.find((each) => 'declarations' in each && each.declarations.some(({ logicalId }) => logicalId === key)) ??
    sources.find((each) => (each.id === '' ? 'declarations' in each && each.stacks?.includes(stack) : each.id === stack)) ??
    sources.find(({ id }) => id === '')
  );
}

/** The AWS id of a thing that a change to `by` refers to: one of its own stack before others. */
const idIn = ({ deployed: before }: Loaded, name: string, by: string): string | undefined =>
  before?.stack.idOf(`${stackOf(by)}/${name}`) ?? before?.stack.idOf(name);

const known = (loaded: Loaded, message: string): boolean => loaded.report.diagnostics.some((each) => each.message === message);

const verdict = (rejections: readonly Rejection[], advisories: Loaded['report']['advisories']): Omit<ProbeAnswer, 'id'> => ({
  deployment: rejections.length > 0 ? 'rejected' : 'accepted',
  rejections,
  advisories,
});
