import { type Diagnostic, errorAt } from '../diagnostic.ts';
import type { StackDeclarations } from '../stack/deploy.ts';
import type { World } from '../world.ts';
import { type Account, emptyAccount } from './account.ts';
import { type DescribedFile, type Gathered, gather } from './gather.ts';
import { MAPPINGS } from './mappings/index.ts';

/** What an account describes, as stacks of things that exist: one for each account and Region. */
export interface DescribedAccounts {
  readonly sources: readonly StackDeclarations[];
  /** The given world with what was described around the network: principals, prefix lists, zones by account, others' services. */
  readonly world: World;
  /** States that differ from what a template would come to, by AWS id. */
  readonly states: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

const KNOWN = new Set(MAPPINGS.flatMap(({ keys }) => keys));

/**
 * The networks that `aws … describe-*` printed, in one file or many, recognised by what they hold. Things go by their AWS ids. What is
 * gone is left out, what was not gathered and matters is a warning; nothing is refused, since it exists.
 */
export function describedAccounts(files: readonly DescribedFile[], world: World): DescribedAccounts {
  const gathered = gather(files, KNOWN);
  const home = {
    account: commonest(gathered, 'account') ?? world.account,
    region: commonest(gathered, 'region') ?? world.region,
  };
  const account = emptyAccount(gathered, world, home);
  for (const { read } of MAPPINGS) read(account);
  const existing = [...world.existing, ...account.declared.keys()];
  const diagnostics = [...account.diagnostics];
  if (account.declared.size === 0) {
    const start = { line: 1, column: 1 };
    const message = 'Nothing here is what an `aws … describe-*` command prints.';
    diagnostics.push(errorAt('NOTHING_DESCRIBED', message, { file: files[0]?.path ?? '', start, end: start }));
  }
  return {
    sources: sourcesOf(account),
    world: { ...world, ...home, ...account.world, existing },
    states: account.states,
    diagnostics,
  };
}

/** Where most things are: what says nothing of its place is there. */
function commonest({ items }: Gathered, what: 'account' | 'region'): string | undefined {
  const counts = new Map<string, number>();
  for (const each of items.values())
    for (const { place } of each) {
      const value = place[what];
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  return [...counts].toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))[0]?.[0];
}

function sourcesOf(account: Account): readonly StackDeclarations[] {
  const { vpcs, interfaces, transitTables, names, spans, propagated, blackholes } = account;
  const described = { vpcs, interfaces, transitTables, names, spans, propagated, blackholes };
  const places = new Map<string, StackDeclarations['declarations'][number][]>();
  for (const each of account.declared.values()) {
    const place = placeOf(account, each);
    const others = places.get(place);
    if (others === undefined) places.set(place, [each]);
    else others.push(each);
  }
  return [...places].map(([place, declarations]) => {
    const [owner = '', region = ''] = place.split('/');
    return { id: '', account: owner, region, declarations, described };
  });
}

/** What stands in a VPC is where the VPC is, whoever printed it. */
function placeOf(
  account: Account,
  { account: owner, region, properties }: Account['declared'] extends Map<string, infer D> ? D : never,
): string {
  const vpc = properties.kind === 'map' ? properties.entries.get('VpcId')?.value : undefined;
  const home = vpc?.kind === 'scalar' ? account.declared.get(String(vpc.value)) : undefined;
  return home === undefined ? `${owner}/${region}` : `${home.account}/${home.region}`;
}

/** Whether a text is what describing commands print, told by its first keys, so that one file needs no word about its format. */
export const isDescribed = (text: string): boolean =>
  /^\uFEFF?\s*[[{]/.test(text) && !/"(?:Resources|AWSTemplateFormatVersion)"\s*:\s*[{"]/.test(text) && PRINTED.test(text);

const PRINTED = new RegExp(`"(?:${[...KNOWN].join('|')}|TargetHealthDescriptions|ResourceRecordSets|HostedZone)"\\s*:\\s*[[{]`);
