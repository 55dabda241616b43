import type { World } from '../../world.ts';

/** The organization that the world puts an account into, with its path there where the world says one (`o-…/r-…/ou-…/`). */
export function organizationOf(world: World, account: string): { readonly id: string; readonly path?: string } | undefined {
  for (const [key, value] of Object.entries(world.organizations)) {
    if (Array.isArray(value) && value.includes(account)) return { id: key };
    if (key === account && typeof value === 'string') return { id: value.split('/')[0] ?? value, path: value };
  }
  return undefined;
}

/** The accounts of an organization, in the order of the world. */
function accountsOf(world: World, organization: string): readonly string[] {
  const accounts = Object.entries(world.organizations).flatMap(([key, value]): readonly string[] => {
    if (Array.isArray(value)) return key === organization ? value : [];
    return typeof value === 'string' && value.split('/')[0] === organization ? [key] : [];
  });
  return [...new Set(accounts)];
}

/** What the world's own levels and paths put an account under: root, organizational units, and the account itself, from above. */
function ownUnits(world: World, account: string): readonly string[] {
  const path = organizationOf(world, account)?.path?.split('/').slice(1) ?? [];
  const levels = [...world.serviceControlPolicies, ...world.resourceControlPolicies].filter((each) => each.account === account);
  const named = levels.flatMap((each) => each.levels.map(({ orgIdentifier }) => orgIdentifier));
  return [...new Set([...path, ...named, account])].filter((unit) => unit !== '');
}

const isRoot = (unit: string): boolean => unit.startsWith('r-');

/** Everything that a policy may be attached to in an organization: its root, its units and its accounts, as far as the world names them. */
export const targetsIn = (world: World, organization: string): ReadonlySet<string> =>
  new Set(accountsOf(world, organization).flatMap((account) => ownUnits(world, account)));

/** What a policy may be attached to so that it reaches `account`, from above; an organization has one root, whoever of its accounts names it. */
export function unitsAbove(world: World, account: string): readonly string[] {
  const organization = organizationOf(world, account);
  const own = ownUnits(world, account);
  if (organization === undefined) return own;
  const roots = [...targetsIn(world, organization.id)].filter((unit) => isRoot(unit) && !own.includes(unit));
  return [...roots, ...own];
}
