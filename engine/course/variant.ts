import { formatAddress } from '../ip/address.ts';
import { addressAt, blockAt, formatCidr, parseCidr, sizeOf } from '../ip/cidr.ts';
import { fail, ok, type Result } from '../result.ts';
import type { CourseLab } from './course.ts';
import type { Drawn, Parameters } from './format/parameters.ts';
import { ANSWER_PLACE } from './format/proof-schema.ts';
import { hotspotOf } from './hotspot.ts';
import { keyProofFaults } from './key-proof.ts';
import { type Ask, askEngine, keyOf, normalised } from './mark.ts';
import type { Question } from './question.ts';
import { numbersFrom, shuffled } from './shuffle.ts';

/** The seed of the variant that everybody sees who has drawn none. */
export const FIRST_SEED = 'first';

const TRIES = 20;

/**
 * The variant of `question` that `seed` draws: the same one for the same seed. One whose answer is not unique is refused and the next is
 * drawn; after twenty of them the last reason comes back. A question that is no template is its own variant.
 */
export function drawQuestion(question: Question, seed: string, asking?: Ask): Result<Question, string> {
  const { template } = question;
  if (template === undefined) return ok(question);
  let reason = '';
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const variant = attemptAt(template, `${question.id}/${seed}/${attempt}`);
    const refused = 'refused' in variant ? variant.refused : ambiguityOf(variant.question, asking);
    if (refused === undefined && 'question' in variant) return ok({ ...variant.question, template });
    reason = refused ?? '';
  }
  return fail([reason]);
}

/** The variant of `lab` that `seed` draws: its texts, world, checks, hints and answers alike. A lab that is no template is its own. */
export function drawLab(lab: CourseLab, seed: string): CourseLab {
  const { template } = lab;
  if (template === undefined) return lab;
  const filled = filledIn(template.written, valuesOf(template.parameters, numbersFrom(`${lab.id}/${seed}`)));
  return { ...filled, at: lab.at, template };
}

/** Every `{{name}}` in `drawn` that no parameter fills. */
export function unfilledIn(drawn: unknown): readonly string[] {
  if (typeof drawn === 'string') {
    return [...drawn.matchAll(PLACE)].map((match) => match[0]).filter((place) => place !== ANSWER_PLACE);
  }
  if (Array.isArray(drawn)) return drawn.flatMap(unfilledIn);
  if (typeof drawn !== 'object' || drawn === null) return [];
  return Object.entries(drawn).flatMap(([key, value]) => (key === 'template' ? [] : unfilledIn(value)));
}

function attemptAt(
  template: NonNullable<Question['template']>,
  seed: string,
): { readonly question: Question } | { readonly refused: string } {
  const filled = filledIn(template.written, valuesOf(template.parameters, numbersFrom(seed)));
  const [left] = unfilledIn(filled);
  if (left !== undefined) return { refused: `nothing fills ${left}` };
  if (filled.kind !== 'hotspot') return { question: filled };
  // What a thing is called is read off its configuration, which could not be read before.
  const options = filled.options.map(({ text, ...option }) => (text === '' ? option : { ...option, text }));
  return { question: hotspotOf({ ...filled, configuration: '', options }, filled.configuration) };
}

/** Why `question` has not exactly one answer, or undefined where it has. */
function ambiguityOf(question: Question, asking?: Ask): string | undefined {
  const twice = textsOf(question).find((text, index, all) => all.indexOf(text) !== index);
  if (twice !== undefined) return `two of its choices say the same: ${twice}`;
  if (question.kind === 'fill-in') {
    const accepted = question.accepted.map(normalised);
    const near = question.nearMisses.find((each) => accepted.includes(normalised(each.when)));
    if (near !== undefined) return `${near.when} is accepted and a near miss`;
  }
  if (question.kind !== 'predict' && question.kind !== 'hotspot') return keyProofFaults(question, asking ?? askEngine)[0];
  const key = keyOf(question, asking);
  if (key.kind !== 'options' || (key.correct.length === 1 && key.answer?.error === undefined)) return undefined;
  return key.correct.length === 0
    ? 'none of its choices is what the engine answers'
    : `${key.correct.join(' and ')} are both right`;
}

function textsOf(question: Question): readonly string[] {
  if ('options' in question) return question.options.map((each) => each.text);
  if (question.kind === 'order') return question.items.map((each) => each.text);
  return question.kind === 'match' ? question.right.map((each) => each.text) : [];
}

type Values = Map<string, string | number>;

/** The values of all parameters, in their order: a later one may name an earlier one. */
function valuesOf(parameters: Parameters, next: () => number): Values {
  const values: Values = new Map();
  for (const [name, drawn] of Object.entries(parameters)) draw(name, drawn, values, next);
  return values;
}

function draw(name: string, drawn: Drawn, values: Values, next: () => number): void {
  if (Array.isArray(drawn)) {
    const one = drawn[Math.floor(next() * drawn.length)];
    if (typeof one !== 'object') values.set(name, one ?? '');
    else for (const [field, value] of Object.entries(one)) values.set(`${name}.${field}`, filledIn(value, values));
    return;
  }
  if ('some' in drawn) {
    const several = shuffled(drawn.some, `${next()}`).slice(0, drawn.take);
    for (const [index, value] of several.entries()) values.set(`${name}.${index + 1}`, value);
    return;
  }
  values.set(name, oneOf(drawn, values, next));
}

function oneOf(
  drawn: Exclude<Drawn, readonly unknown[] | { some: unknown }>,
  values: Values,
  next: () => number,
): string | number {
  if ('min' in drawn) {
    const step = drawn.step ?? 1;
    return drawn.min + step * Math.floor(next() * (Math.floor((drawn.max - drawn.min) / step) + 1));
  }
  if ('id' in drawn) {
    const digits = Array.from({ length: 16 }, () => Math.floor(next() * 16).toString(16));
    return `${drawn.id}-0${digits.join('')}`;
  }
  const block = parseCidr(String(filledIn('cidr' in drawn ? drawn.cidr : drawn.address, values)));
  if (block === undefined) return '';
  if ('address' in drawn) return formatAddress(addressAt(block, 4 + Math.floor(next() * Math.max(1, sizeOf(block) - 5))));
  const size = 2 ** (32 - drawn.length);
  const count = Math.max(1, Math.floor(sizeOf(block) / size));
  return formatCidr(blockAt(addressAt(block, size * Math.floor(next() * count)), drawn.length));
}

const PLACE = /\{\{\s*([A-Za-z]\w*(?:\.\w+)?)\s*\}\}/g;

/** `value` with every `{{name}}` in its texts and keys replaced; what is no data (where a thing is written) stays. */
function filledIn<T>(value: T, values: Values): T {
  const fill = (text: string) => text.replace(PLACE, (whole, name: string) => String(values.get(name) ?? whole));
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return fill(each);
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [fill(key), walk(inner)]));
  };
  // The same shape comes back: only texts differ.
  return walk(value) as T;
}
