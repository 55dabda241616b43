import { parse } from 'yaml';
import { type DeclaredPrincipals, type Diagnostic, readAs, type World, worldSchema } from '#engine';
import type { From } from './asks.ts';

/** What may be said of who calls: the part of a world that is about people and organizations. */
const callersSchema = worldSchema.pick({
  account: true,
  organizations: true,
  managementAccounts: true,
  serviceControlPolicies: true,
  resourceControlPolicies: true,
  principals: true,
});

/** Who calls, as somebody wrote it down; `fault` says what of it could not be read, and then none of it counts. */
export interface Callers {
  readonly given: Partial<World>;
  readonly fault: string;
}

const NOBODY_GIVEN: Callers = { given: {}, fault: '' };

/** The name that a lone policy's principal goes by. */
const TYPED = 'typed';

/** Callers in YAML or JSON: principals and organization as a world has them, or one identity policy alone. */
export function callersIn(text: string): Callers {
  if (text.trim() === '') return NOBODY_GIVEN;
  if (text.length > LARGEST) return { given: {}, fault: 'This is larger than 256 KB.' };
  const value = writtenIn(text);
  if (typeof value !== 'object' || value === null) return { given: {}, fault: 'This is neither YAML nor JSON with principals.' };
  const isPolicy = 'Statement' in value;
  const account = '111122223333';
  const principals = { [TYPED]: { arn: `arn:aws:iam::${account}:role/${TYPED}`, policies: [value] } };
  const start = { line: 1, column: 1 };
  const read = readAs(callersSchema, isPolicy ? { principals } : value, () => ({ file: '', start, end: start }));
  if (!read.ok) return { given: {}, fault: read.errors.map((each: Diagnostic) => each.message).join(' ') };
  return { given: read.value, fault: '' };
}

const LARGEST = 256 * 1024;

function writtenIn(text: string): unknown {
  // What nests deeper than anybody writes is not given to a reader that recurses.
  if ((text.match(/[[{]/g) ?? []).length > 5000) return undefined;
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

/**
 * The world around any network: an account, a role that may do everything, the principals that its text declares, those that somebody wrote down, who
 * win, and machines that are imagined where somebody asks.
 */
export function worldFor(
  region: string,
  { given }: Callers,
  declared: DeclaredPrincipals['principals'],
  hosts: readonly From[],
): World {
  const account = given.account ?? '111122223333';
  return worldSchema.parse({
    ...given,
    ...{ region, account },
    principals: {
      everything: {
        arn: `arn:aws:iam::${account}:role/everything`,
        policies: [{ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
      },
      nobody: { anonymous: true },
      ...declared,
      ...given.principals,
    },
    hosts: Object.fromEntries(
      hosts.map(({ thing, group }) => [thing, { subnet: thing, ...(group === '' ? {} : { securityGroups: [group] }) }]),
    ),
  });
}
