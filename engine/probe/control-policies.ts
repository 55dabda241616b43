import type { Json } from '../json.ts';
import type { OrganizationPolicy } from '../resources/kind.ts';
import { organizationOf, unitsAbove } from '../resources/organizations-policy/organization.ts';
import { asJson } from '../stack/draft.ts';
import type { World } from '../world.ts';

/** A level of an organization; a document that the configuration holds knows its resource. */
export interface ControlLevel {
  readonly orgIdentifier: string;
  readonly policies: readonly Json[];
  /** The resources of `policies`, by place. */
  readonly made: ReadonlyMap<number, OrganizationPolicy>;
}

/** AWS's own policy, attached to everything as long as nobody detaches it (facts:E39). */
const FULL_AWS_ACCESS: Json = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const RCP_FULL_AWS_ACCESS: Json = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

type Policies = ReadonlyMap<string, OrganizationPolicy>;

/** By the policies of one deployment, which is whole when it is asked, and has one world. */
const REMEMBERED = new WeakMap<Policies, Map<string, readonly ControlLevel[]>>();

/**
 * The levels whose policies of a kind reach the account: those that the world has for it, with what the configuration attaches there, and
 * those that only the configuration attaches something to. None: nothing is attached, or the account is in no organization.
 */
export function controlLevels(world: World, made: Policies, kind: 'scp' | 'rcp', account: string): readonly ControlLevel[] {
  const before = REMEMBERED.get(made) ?? new Map<string, readonly ControlLevel[]>();
  REMEMBERED.set(made, before);
  const key = `${kind} ${account}`;
  const levels = before.get(key) ?? levelsOf(world, made, kind, account);
  before.set(key, levels);
  return levels;
}

function levelsOf(world: World, made: Policies, kind: 'scp' | 'rcp', account: string): readonly ControlLevel[] {
  const entries = kind === 'scp' ? world.serviceControlPolicies : world.resourceControlPolicies;
  const own = entries.find((each) => each.account === account)?.levels ?? [];
  const home = organizationOf(world, account)?.id;
  const attached = [...made.values()].filter((each) => each.kind === kind && each.organization === home);
  const levels = own.map((level) => withMade(level.orgIdentifier, level.policies.map(asJson), attached));
  const named = new Set(own.map(({ orgIdentifier }) => orgIdentifier));
  const fresh = unitsAbove(world, account).filter(
    (unit) => !named.has(unit) && attached.some(({ targets }) => targets.includes(unit)),
  );
  const full = kind === 'scp' ? FULL_AWS_ACCESS : RCP_FULL_AWS_ACCESS;
  return [...levels, ...fresh.map((unit) => withMade(unit, [full], attached))];
}

function withMade(orgIdentifier: string, before: readonly Json[], attached: readonly OrganizationPolicy[]): ControlLevel {
  const here = attached.filter(({ targets }) => targets.includes(orgIdentifier));
  return {
    orgIdentifier,
    policies: [...before, ...here.map(({ policy }) => policy.document)],
    made: new Map(here.map((each, index) => [before.length + index, each])),
  };
}

/** The levels as `decide` takes them. */
export const shownLevels = (levels: readonly ControlLevel[]): Json =>
  levels.map(({ orgIdentifier, policies }) => ({ orgIdentifier, policies }));

/** The configuration's policy at a place of a layer, where it is one of the configuration's. */
export const madeAt = (
  levels: readonly ControlLevel[],
  { policy, orgIdentifier }: { readonly policy: number; readonly orgIdentifier?: string },
): OrganizationPolicy | undefined => levels.find((each) => each.orgIdentifier === orgIdentifier)?.made.get(policy);
