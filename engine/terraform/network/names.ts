import { kindOf } from '../../resources/index.ts';
import { asString, at } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { AskedInstance, TerraformInstance } from '../instance.ts';
import { terraformType } from '../types/index.ts';

const plain = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

/** The `Name` tag of an instance. */
const tagOf = ({ values }: AskedInstance): string | undefined => asString(at(values, 'tags', 'Name'));

/** The stack and the rest of `stackId/LogicalId`; the stack is empty where none is named. */
function partsOf(name: string): readonly [stack: string, rest: string] {
  const [, stack = '', rest = name] = /^([\w-]+)\/(.*)$/.exec(name) ?? [];
  return [stack, rest];
}

/** Whether an instance stands in the file of the stack that `name` names; anywhere will do where it names none. */
function isIn({ values }: AskedInstance, name: string, stacks: readonly StackFile[]): boolean {
  const [stack] = partsOf(name);
  const path = stacks.find(({ id }) => id === stack)?.path;
  return path === undefined || values.span.file === path;
}

/** What a label may be for an instance to go by `name`, in letters and digits alone: the whole of it, or what stands behind its stack. */
const meantBy = (name: string): readonly string[] => [...new Set([plain(partsOf(name)[1]), plain(name)])];

/**
 * Whether an instance may go by `name`, a logical id such as `AppA` that a world or a lab uses: its `Name` tag is that name, or its label is,
 * with the key of `count` or `for_each` behind it, letters and digits alone and without regard to case (`app_a`, `AppA`, `app["a"]`). A name with
 * a stack means what stands in the file of that stack.
 */
export function nameFor(instance: AskedInstance, name: string, stacks: readonly StackFile[] = []): boolean {
  const wanted = meantBy(name);
  if (!isIn(instance, name, stacks)) return false;
  return wanted.includes(plain(`${instance.name}${instance.key ?? ''}`)) || wanted.includes(plain(tagOf(instance) ?? ''));
}

/** What somebody outside the configuration calls its things by: names, and of which CloudFormation types each may be. */
export type Wanted = ReadonlyMap<string, readonly string[]>;

const GATEWAYS = ['AWS::EC2::VPNGateway', 'AWS::EC2::TransitGateway'];

/** The names that the hosts of a world use, and those that have an id of their own there. */
export function wantedBy(world: World, others: Wanted = new Map()): Wanted {
  const wanted = new Map<string, readonly string[]>();
  const add = (name: string | undefined, types: readonly string[]): void => {
    if (name !== undefined && !wanted.has(name)) wanted.set(name, types);
  };
  for (const host of Object.values(world.hosts)) {
    add(host.subnet, ['AWS::EC2::Subnet']);
    for (const group of host.securityGroups ?? []) add(group, ['AWS::EC2::SecurityGroup']);
    add(host.gateway, GATEWAYS);
    add(host.resolver, ['AWS::Route53Resolver::ResolverEndpoint']);
    if (typeof host.vpc === 'object') add(host.vpc.peeredWith, ['AWS::EC2::VPC']);
  }
  for (const name of [...Object.keys(world.physicalIds), ...world.existing]) add(name, []);
  for (const [name, types] of others) if (!wanted.has(name) || types.length > 0) wanted.set(name, types);
  return wanted;
}

/** A file whose things go by `id/Name`, as those of a stack do. */
export interface StackFile {
  readonly id: string;
  readonly path: string;
}

/**
 * The names that instances go by, by address: one of `wanted` where exactly one instance fits, the root module before others, a tag before a label;
 * their address otherwise. A name with a stack fits what stands in the file of that stack.
 */
export function namesOf(
  instances: readonly TerraformInstance[],
  wanted: Wanted,
  stacks: readonly StackFile[] = [],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (wanted.size === 0) return names;
  const byName = new Map<string, TerraformInstance[]>();
  for (const instance of instances) {
    if (kindOf(terraformType(instance.type)?.becomes ?? '') === undefined) continue;
    for (const key of new Set([plain(`${instance.name}${instance.key ?? ''}`), plain(tagOf(instance) ?? '')])) {
      const others = byName.get(key);
      if (others === undefined) byName.set(key, [instance]);
      else others.push(instance);
    }
  }
  // A name with a stack says more than the same name without one.
  const inOrder = [...wanted].toSorted(([a], [b]) => Number(b.includes('/')) - Number(a.includes('/')));
  for (const [name, types] of inOrder) {
    const fitting = meantBy(name).flatMap((each) => byName.get(each) ?? []);
    const here = fitting.filter((each) => isIn(each, name, stacks));
    const found = bestOf(here, name, types);
    if (found !== undefined && !names.has(found.address)) names.set(found.address, name);
  }
  return names;
}

function bestOf(found: readonly TerraformInstance[], name: string, types: readonly string[]): TerraformInstance | undefined {
  const fitting = found.filter(({ type }) => types.length === 0 || types.includes(terraformType(type)?.becomes ?? ''));
  const rank = (each: TerraformInstance): number =>
    Number(each.module !== '') * 2 + Number(!meantBy(name).includes(plain(tagOf(each) ?? '')));
  const [best, second] = fitting.toSorted((a, b) => rank(a) - rank(b));
  return best === undefined || (second !== undefined && rank(second) === rank(best)) ? undefined : best;
}
