import { SERVICES } from '../catalogue/services.ts';
import type { Position, Span } from '../diagnostic.ts';
import { keyNamed } from '../iam/keys/index.ts';
import { wordsOf } from './completions.ts';
import type { LooseEntry } from './loose.ts';
import {
  type Declared,
  declaredIn,
  offsetAt,
  policyStart,
  positionAt,
  prefixListsIn,
  type Surroundings,
} from './surroundings.ts';

/** What is said about a word of the text, in lines of Markdown, and which stretch it is about. */
export interface Hover {
  readonly lines: readonly string[];
  readonly span: Omit<Span, 'file'>;
}

/** What is known about the word at `position`; undefined where nothing is. */
export function hoverAt(text: string, position: Position, surroundings: Surroundings): Hover | undefined {
  const offset = offsetAt(text, position);
  const declared = declaredIn(text);
  const word = wordAround(text, offset);
  if (word === undefined) return undefined;
  const entry = declared.entries.findLast((each) => each.start <= offset);
  return hoverOf(text, word, linesFor(word.text, entry, offset, declared, surroundings, text));
}

/** A word of a text and the offset at which it begins. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** What is said about a word; undefined where that is nothing. */
export function hoverOf(text: string, word: Word, lines: readonly string[]): Hover | undefined {
  if (lines.length === 0) return undefined;
  return { lines, span: { start: positionAt(text, word.start), end: positionAt(text, word.start + word.text.length) } };
}

/** The word at `offset`. */
export function wordAround(text: string, offset: number): Word | undefined {
  const signs = /[\w.:/*-]/;
  let start = offset;
  while (start > 0 && signs.test(text[start - 1] ?? '')) start -= 1;
  let end = offset;
  while (end < text.length && signs.test(text[end] ?? '')) end += 1;
  const word = text.slice(start, end).replace(/:$/, '');
  return word === '' || word.length > 300 ? undefined : { text: word, start };
}

function linesFor(
  word: string,
  entry: LooseEntry | undefined,
  offset: number,
  declared: Declared,
  around: Surroundings,
  text: string,
): readonly string[] {
  if (entry !== undefined && offset < entry.valueStart && entry.path.at(-1) === word)
    return keyLines(entry.path, declared, around);
  return referenceLines(word, declared, text) ?? typeLines(word, around) ?? valueLines(word, around);
}

/** About a value that means something by itself: a service name, a prefix list, an action; empty for anything else. */
export const valueLines = (word: string, around: Surroundings): readonly string[] =>
  serviceLines(word) ?? prefixListLines(word, around) ?? actionLines(word, around) ?? [];

/** About a key: a property of a resource, or a condition key of a policy. */
function keyLines(path: readonly string[], declared: Declared, around: Surroundings): readonly string[] {
  const name = path.at(-1) ?? '';
  if (policyStart(path.slice(0, -1), declared) !== undefined) return conditionLines(name);
  const [section, id = '', field, ...inner] = path;
  if (section === 'Resources' && field === undefined) return [`\`${id}\`: ${declared.resources.get(id) ?? 'resource'}`];
  if (section !== 'Resources' || field !== 'Properties') return [];
  const type = declared.resources.get(id) ?? '';
  const names = inner.filter((each) => !/^\d+$/.test(each));
  let properties = around.specification?.types.get(type)?.properties;
  for (const [at, each] of names.entries()) {
    const property = properties?.get(each);
    if (property === undefined) return [];
    if (at === names.length - 1) return [`**${name}** of \`${type}\``, wordsOf(property)];
    const inside = property.type.kind === 'list' ? property.type.of : property.type;
    properties = inside.kind === 'part' ? around.specification?.partNamed(inside.part) : undefined;
  }
  return [];
}

/** About a condition key; empty where there is none of this name. */
export function conditionLines(name: string): readonly string[] {
  const row = keyNamed(name);
  if (row === undefined) return [];
  const ways = row.ways.length === 7 ? 'any request' : `requests by ${row.ways.join(', ')}`;
  return [`**${row.key}**: ${row.type}${row.multivalued ? ', several values' : ''}`, `Carried by ${ways}. Row ${row.fact}.`];
}

function referenceLines(word: string, { resources, entries, parameters }: Declared, text: string): readonly string[] | undefined {
  const [id = ''] = word.split('.');
  const type = resources.get(id);
  if (type === undefined) return parameters.includes(word) ? [`\`${word}\`: parameter`] : undefined;
  const entry = entries.find(({ path }) => path.length === 2 && path[0] === 'Resources' && path[1] === id);
  return [`\`${id}\`: ${type}`, ...(entry === undefined ? [] : [`Line ${positionAt(text, entry.start).line}`])];
}

function typeLines(word: string, { specification }: Surroundings): readonly string[] | undefined {
  const known = specification?.types.get(word);
  if (known === undefined)
    return specification?.everyType.has(word) === true ? [`\`${word}\``, 'Drawn on the map, not simulated.'] : undefined;
  const required = [...known.properties.values()].filter((each) => each.required).map(({ name }) => `\`${name}\``);
  return [`\`${word}\``, required.length === 0 ? 'No property is required.' : `Required: ${required.join(', ')}`];
}

function serviceLines(word: string): readonly string[] | undefined {
  const label = /^com\.amazonaws\.[a-z0-9-]+\.(.+)$/.exec(word)?.[1];
  const service = SERVICES.find((each) => each.service === label);
  if (service === undefined) return undefined;
  const policy = service.endpointPolicy ? 'Takes endpoint policies.' : 'Takes no endpoint policy but full access.';
  return [`Endpoint service of \`${service.service}\`: ${service.endpointTypes.join(', ')}`, policy];
}

function prefixListLines(word: string, { world }: Surroundings): readonly string[] | undefined {
  const list = prefixListsIn(world).find(({ id }) => id === word);
  return list === undefined ? undefined : [`Prefix list \`${list.name}\``, list.cidrs.join(', ')];
}

function actionLines(word: string, { actions }: Surroundings): readonly string[] | undefined {
  const [prefix = '', name = ''] = word.split(':');
  const action = actions?.service(prefix)?.actions.get(name.toLowerCase());
  if (action === undefined) return undefined;
  const on = action.resources.map(({ arn }) => `\`${arn}\``).join(', ');
  return [`**${prefix}:${action.name}**`, on === '' ? 'Acts on no resource of its own: its Resource is `*`.' : `Acts on ${on}`];
}
