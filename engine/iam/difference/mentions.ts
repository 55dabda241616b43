import type { WrittenCondition, WrittenStatement } from '../review/written.ts';
import { unique } from './boundary.ts';

/** Everything that either policy says, by what it is about: requests are drawn from it. */
export interface Mentions {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly { readonly type: string; readonly text: string }[];
  /** By lower-case key, as it is written first. */
  readonly conditions: ReadonlyMap<string, readonly WrittenCondition[]>;
  /** Keys that stand as variables, in lower case. */
  readonly variables: readonly string[];
  readonly accounts: readonly string[];
}

/** Whose account a request is made in, where no policy says another. */
export const HOME = '111122223333';
const STRANGER = '999988887777';

export function mentionsOf(statements: readonly WrittenStatement[]): Mentions {
  const conditions = new Map<string, WrittenCondition[]>();
  for (const condition of statements.flatMap((each) => each.conditions))
    conditions.set(condition.key, [...(conditions.get(condition.key) ?? []), condition]);
  const resources = statements.flatMap(({ resource }) => resource?.texts.map(({ text }) => text) ?? []);
  const principals = statements.flatMap(({ principal }) => principal?.entries ?? []);
  const values = [...conditions.values()].flat().flatMap(({ texts }) => texts.map(({ text }) => text));
  const all = [...resources, ...principals.map(({ text }) => text), ...values];
  return {
    actions: unique(statements.flatMap(({ action }) => action.texts.map(({ text }) => text))),
    resources: unique(resources),
    principals: principals.map(({ type, text }) => ({ type, text })),
    conditions,
    variables: unique([...resources, ...values].flatMap(variablesOf)),
    accounts: unique([HOME, ...all.flatMap((text) => text.match(/\b\d{12}\b/g) ?? []), STRANGER]),
  };
}

const variablesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{([^},*?$]+)[^}]*\}/g)].map((match) => (match[1] ?? '').trim().toLowerCase());

/** What a policy variable may stand for; a user's name is one of them. */
export const SAMPLES = ['alice', 'bob'];

/** The text once for each sample in place of its variables, and as it is: a policy of the old version takes it literally. */
export const withSamples = (text: string): readonly string[] =>
  text.includes('${') ? [...SAMPLES.map((sample) => text.replace(/\$\{[^}]*\}/g, sample)), text] : [text];
