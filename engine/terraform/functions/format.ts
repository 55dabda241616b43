import { booleanOf, numberOf, numberText, textOf } from '../value/convert.ts';
import { kindOf, type Value } from '../value/value.ts';
import { isNull, Misuse, NotKnown } from './arguments.ts';
import { jsonText } from './json.ts';

const VERB = /%(?:(%)|([-+ #0]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;

const MAX_WIDTH = 1024;

/**
 * The format with its verbs replaced.
 * @see https://developer.hashicorp.com/terraform/language/functions/format
 */
export function formatted(format: string, values: readonly Value[]): string {
  let next = 0;
  let highest = 0;
  const result = format.replace(VERB, (...found: (string | undefined)[]) => {
    const [whole = '', percent, flags = '', width, precision, position, verb = ''] = found;
    if (percent !== undefined) return '%';
    if (position !== undefined) next = Number(position) - 1;
    const value = values[next];
    next += 1;
    highest = Math.max(highest, next);
    if (value === undefined) throw new Misuse(`there is no argument for \`${whole}\`.`);
    if (Number(width ?? 0) > MAX_WIDTH || Number(precision ?? 0) > MAX_WIDTH)
      throw new Misuse(`\`${whole}\` is wider than ${MAX_WIDTH}.`);
    return padded(written(value, verb, flags, precision, whole), flags, Number(width ?? 0));
  });
  if (highest < values.length) throw new Misuse(`there are ${values.length} arguments, and the format uses ${highest}.`);
  if (/%$/.test(format.replace(VERB, ''))) throw new Misuse('the format ends in the middle of a verb.', 0);
  return result;
}

function written(value: Value, verb: string, flags: string, precision: string | undefined, whole: string): string {
  if (value.kind === 'unknown') throw new NotKnown(value.reason);
  if (verb === 'v') return flags.includes('#') ? jsonText(value) : plain(value);
  if (isNull(value)) throw new Misuse(`\`${whole}\` cannot write null.`);
  if (verb === 's' || verb === 'q') {
    const text = cut(plain(value), verb === 's' ? precision : undefined);
    return verb === 'q' ? JSON.stringify(text) : text;
  }
  if (verb === 't') return String(booleanOf(value) ?? misfit(value, 'true or false', whole));
  const number = numberOf(value) ?? misfit(value, 'a number', whole);
  const sign = flags.includes('+') && number >= 0 ? '+' : '';
  return sign + numeral(number, verb, precision, whole);
}

function numeral(number: number, verb: string, precision: string | undefined, whole: string): string {
  const integer = Math.trunc(number);
  if (verb === 'd') return numberText(integer);
  if (verb === 'x' || verb === 'X') return verb === 'x' ? integer.toString(16) : integer.toString(16).toUpperCase();
  if (verb === 'o') return integer.toString(8);
  if (verb === 'b') return integer.toString(2);
  if (verb === 'f' || verb === 'F') return number.toFixed(Math.min(Number(precision ?? 6), 100));
  if (verb === 'e') return number.toExponential(Math.min(Number(precision ?? 6), 100)).replace(/e([+-])(\d)$/, 'e$10$2');
  if (verb === 'g')
    return precision === undefined ? String(number) : String(Number(number.toPrecision(Math.max(Number(precision), 1))));
  throw new Misuse(`there is no verb \`${whole}\`.`, 0);
}

function plain(value: Value): string {
  if (isNull(value)) return 'null';
  return textOf(value) ?? jsonText(value);
}

const cut = (text: string, precision: string | undefined): string =>
  precision === undefined ? text : [...text].slice(0, Number(precision)).join('');

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function misfit(value: Value, wanted: string, whole: string): never {
  throw new Misuse(`\`${whole}\` takes ${wanted}, and this is ${kindOf(value)}.`);
}
