import { type Diagnostic, infoAt } from '../../diagnostic.ts';
import { kindOf } from '../../resources/index.ts';
import type { Located, LocatedUnknown } from '../../template/tree.ts';
import type { Made } from '../types/type.ts';

/**
 * Ids of the resources that hang on a value which is not known here, with those that refer to them: they may be missing in the network, and nothing
 * that AWS would say to that is known either. Each value is remarked on where it stands.
 */
export function unsureOf(
  resources: readonly Made[],
  diagnostics: Diagnostic[],
  standIns: readonly string[] = [],
): ReadonlySet<string> {
  const simulated = resources.filter((each) => kindOf(each.type) !== undefined);
  const unsure = new Set(standIns);
  for (const made of simulated) {
    for (const { key, value } of made.properties.values()) {
      const [first] = unknownsIn(value);
      if (first === undefined || WITHOUT_PART.has(key)) continue;
      const message = `A value of ${made.logicalId} is not known here (${first.reason}): the network is judged without it.`;
      diagnostics.push(infoAt('UNKNOWN_VALUE', message, first.span));
      unsure.add(made.physicalId);
    }
  }
  if (unsure.size > 0) spread(simulated, unsure);
  return unsure;
}

/** Properties that no verdict hangs on; a policy that is not known is remarked on where it is read. */
const WITHOUT_PART = new Set([
  'Content',
  'Description',
  'GroupDescription',
  'GroupName',
  'IamInstanceProfile',
  'ImageId',
  'InstanceType',
  'KeyName',
  'Name',
  'PolicyDocument',
  'ResourcePolicy',
  'SslPolicy',
  'Tags',
]);

/** Adds whatever names something that is unsure already. */
function spread(resources: readonly Made[], unsure: Set<string>): void {
  const namedBy = new Map<string, string[]>();
  for (const made of resources) {
    const parts = [...made.properties.values()].filter(({ key }) => !WITHOUT_PART.has(key));
    for (const text of new Set(parts.flatMap(({ value }) => textsIn(value)))) {
      const others = namedBy.get(text);
      if (others === undefined) namedBy.set(text, [made.physicalId]);
      else others.push(made.physicalId);
    }
  }
  const waiting = [...unsure];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const id of namedBy.get(next) ?? [])
      if (!unsure.has(id)) {
        unsure.add(id);
        waiting.push(id);
      }
}

function unknownsIn(node: Located): readonly LocatedUnknown[] {
  if (node.kind === 'unknown') return [node];
  if (node.kind === 'list') return node.items.flatMap(unknownsIn);
  return node.kind === 'map' ? [...node.entries.values()].flatMap((each) => unknownsIn(each.value)) : [];
}

function textsIn(node: Located): readonly string[] {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? [node.value] : [];
  if (node.kind === 'list') return node.items.flatMap(textsIn);
  return node.kind === 'map' ? [...node.entries.values()].flatMap((each) => textsIn(each.value)) : [];
}
