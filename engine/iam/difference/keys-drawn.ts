import { holds } from '../condition.ts';
import type { WrittenCondition } from '../review/written.ts';
import { addressEdges, arnEdges, dateEdges, edgesOf, numberEdges, swappedCase, unique } from './boundary.ts';
import { type Mentions, SAMPLES, withSamples } from './mentions.ts';

/** A value that a request may carry for one key; undefined where it carries none. */
export type DrawnValue = string | readonly string[] | undefined;

/** Keys that follow from who calls and whose the resource is; they are not drawn apart. */
const DERIVED: ReadonlySet<string> = new Set(
  'aws:principalarn aws:principalaccount aws:principaltype aws:principalisawsservice aws:principalservicename aws:username aws:userid aws:resourceaccount'.split(
    ' ',
  ),
);

/** Keys that every request carries (facts:E82, E.4). */
const ALWAYS: ReadonlyMap<string, string> = new Map([
  ['aws:viaawsservice', 'false'],
  ['aws:securetransport', 'true'],
  ['aws:requestedregion', 'us-east-1'],
  ['aws:currenttime', '1767225600'],
  ['aws:epochtime', '1767225600'],
]);

/** The keys that either policy asks for, each with values at the edges of what it is compared with; absent first where it may be. */
export function drawnKeys({ conditions, variables, accounts }: Mentions): ReadonlyMap<string, readonly DrawnValue[]> {
  const keys = unique([...conditions.keys(), ...variables]).filter((key) => !DERIVED.has(key));
  return new Map(
    keys.map((key) => {
      const asked = conditions.get(key) ?? [];
      const values = asked.flatMap((each) => valuesFor(each, accounts));
      const samples = variables.includes(key) ? SAMPLES : [];
      const always = ALWAYS.get(key);
      const texts = unique([
        ...(always === undefined ? [] : [always]),
        ...samples,
        ...values,
        ...(values.length === 0 ? ['any'] : []),
      ]);
      const drawn: readonly DrawnValue[] = [...(always === undefined ? [undefined] : []), ...texts, ...lists(texts, asked)];
      return [key, variables.length > 0 ? drawn.slice(0, 16) : different(drawn, asked)] as const;
    }),
  );
}

function valuesFor({ operator, texts }: WrittenCondition, accounts: readonly string[]): readonly string[] {
  const written = texts.flatMap(({ text }) => withSamples(text));
  switch (operator.compares) {
    case 'number':
      return numberEdges(written);
    case 'date':
      return dateEdges(written);
    case 'address':
      return addressEdges(written);
    case 'arn':
      return written.flatMap((text) => arnEdges(text, accounts));
    case 'bool':
      return ['true', 'false'];
    case 'presence':
      return [];
    case 'text':
    case 'bytes':
      return written.flatMap((text) => (operator.wildcards ? edgesOf(text) : textEdges(text)));
  }
}

/** What only an operator of whole texts, of cases or of wildcards tells apart. */
const textEdges = (text: string): readonly string[] => [
  text,
  `${text}x`,
  swappedCase(text),
  ...(text.includes('*') ? edgesOf(text) : []),
];

/** A key that set operators ask for may carry several values, or none. */
function lists(texts: readonly string[], asked: readonly WrittenCondition[]): readonly (readonly string[])[] {
  if (asked.every(({ set }) => set === undefined)) return [];
  const some = texts.slice(0, 6);
  return [...some.flatMap((a, index) => some.slice(index + 1).map((b) => [a, b])), some];
}

/** One value for each way in which the conditions on this key may hold or not. */
function different(values: readonly DrawnValue[], asked: readonly WrittenCondition[]): readonly DrawnValue[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const [first] = asked;
    const context = new Map(
      value === undefined || first === undefined ? [] : [[first.key, typeof value === 'string' ? [value] : value]],
    );
    const way = `${value === undefined}${asked.map((each) => (holds(each, context, new Set()) ? '1' : '0')).join('')}`;
    if (seen.has(way)) return false;
    seen.add(way);
    return true;
  });
}
