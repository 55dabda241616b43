import type { PolicyFault } from '../policy.ts';
import { hasWildcard } from './wildcards.ts';
import { forEach, type Rule, type WrittenCondition, type WrittenText } from './written.ts';

/** Global keys whose values AWS makes up, so that a part of one means nothing (facts:E24, E28). */
const SYSTEM_IDS: ReadonlySet<string> = new Set(
  (
    'aws:PrincipalAccount aws:PrincipalOrgID aws:ResourceAccount aws:ResourceOrgID aws:SourceAccount aws:SourceOrgID aws:SourceVpc ' +
    'aws:SourceVpce aws:VpceAccount aws:VpceOrgID'
  )
    .toLowerCase()
    .split(' '),
);

const wildTexts = ({ operator, texts }: WrittenCondition): readonly WrittenText[] =>
  operator.wildcards ? texts.filter(({ text }) => hasWildcard(withoutLiterals(text))) : [];

/** `${*}` and `${?}` are the characters themselves. */
const withoutLiterals = (text: string): string => text.replace(/\$\{[*?]\}/g, 'x');

/** No wildcard and no numeric operator on keys of system ids: an endpoint policy is refused (facts:E24), in others it means little (facts:E28). */
export const systemIds: Rule = forEach(({ conditions }, { place }) =>
  conditions
    .filter(({ key }) => SYSTEM_IDS.has(key))
    .flatMap((condition): readonly PolicyFault[] => {
      const code = place.kind === 'endpoint' ? place.code : 'WILDCARD_IN_ID';
      const numeric = condition.operator.compares === 'number' && place.kind === 'endpoint';
      const numbers = numeric
        ? [{ code, message: `${condition.writtenKey} is an id: no numeric operator compares it.`, pointer: condition.pointer }]
        : [];
      const wild = wildTexts(condition).map(({ text, pointer }) => ({
        code,
        message: `\`${text}\`: ${condition.writtenKey} holds an id that AWS made, so it is written whole, without * or ?.`,
        pointer,
      }));
      return [...numbers, ...wild];
    }),
);

/** Refused in an endpoint policy: a value of a string operator without six plain characters in a row beside its wildcards (facts:E25). */
export const shortWildcards: Rule = forEach(({ conditions }, { place }) => {
  if (place.kind !== 'endpoint') return [];
  return stringTexts(conditions)
    .filter(({ text }) => runsOf(text).every((run) => run.length < SIX))
    .map(({ text, pointer }) => ({
      code: place.code,
      message: `\`${text}\`: with a string operator at least six plain characters stand before or after each wildcard.`,
      pointer,
    }));
});

/** Six in a row somewhere, but not right beside each wildcard: whether AWS takes that is not written anywhere. */
export const loneWildcards: Rule = forEach(({ conditions }, { place }) => {
  if (place.kind !== 'endpoint') return [];
  return stringTexts(conditions)
    .filter(({ text }) => runsOf(text).some((run) => run.length >= SIX) && !eachBesideSix(text))
    .map(({ text, pointer }) => ({
      code: 'SHORT_WILDCARD',
      message: `\`${text}\`: AWS asks for six plain characters before or after each wildcard; it may refuse this policy.`,
      pointer,
    }));
});

const SIX = 6;

const stringTexts = (conditions: readonly WrittenCondition[]): readonly WrittenText[] =>
  conditions.filter(({ operator }) => operator.compares === 'text').flatMap(wildTexts);

const runsOf = (text: string): readonly string[] => withoutLiterals(text).split(/[*?]+/);

function eachBesideSix(text: string): boolean {
  const runs = runsOf(text);
  return runs.slice(1).every((run, index) => run.length >= SIX || (runs[index]?.length ?? 0) >= SIX);
}

/** Refused in an endpoint policy: an account of an ARN that is partly a wildcard (facts:E26). */
export const mixedAccounts: Rule = forEach(({ resource, conditions }, { place }) => {
  if (place.kind !== 'endpoint') return [];
  const values = conditions.filter(({ operator }) => operator.wildcards).flatMap(({ texts }) => texts);
  return [...(resource?.texts ?? []), ...values]
    .filter(({ text }) => /^arn:[^:]*:[^:]*:[^:]*:(?=[^:]*[*?])[^:]*[^:*?][^:]*:/.test(withoutBraces(text)))
    .map(({ text, pointer }) => ({
      code: place.code,
      message: `\`${text}\`: the account of an ARN is a whole account id or a wildcard, never a mix.`,
      pointer,
    }));
});

/** A variable may hold a colon, which would shift the parts of an ARN; its value is not known here. */
const withoutBraces = (text: string): string => text.replace(/\$\{[^}]*\}/g, '');
