import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What a thing is called in a script: its id stands in the variable of its name. */
export const variable = (name: string): string => `"$${name}"`;

/** A value as one word of a shell: references are variables, everything else is quoted where it must be. */
export function word(value: Json): string {
  const text = textOf(value);
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `"${text}"`;
}

/** A value as the words of an option: a list is several. */
export const words = (value: Json): string =>
  Array.isArray(value) ? value.map((each: Json) => word(each)).join(' ') : word(value);

/** What stands within double quotes: `$` stands for a variable only where a reference is. */
function textOf(value: Json): string {
  if (isJsonObject(value)) return referenceOf(value) ?? escaped(jsonOf(value));
  if (Array.isArray(value)) return escaped(jsonOf(value));
  return escapedText(String(value));
}

function referenceOf(value: JsonObject): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = value;
  if (typeof ref === 'string') return `$${ref}`;
  if (Array.isArray(attribute))
    return attribute[1] === 'AllocationId' ? `$${String(attribute[0])}` : `$${attribute.join('_').replaceAll('.', '_')}`;
  if (typeof sub === 'string') return substituted(sub);
  return undefined;
}

const substituted = (text: string): string =>
  text
    .split(/(\$\{!?[^}]*\})/)
    .map((part) => {
      if (part.startsWith('${!')) return escapedText(`\${${part.slice(3)}`);
      return part.startsWith('${')
        ? `\${${part.slice(2, -1).replace('.AllocationId', '').replaceAll('.', '_')}}`
        : escapedText(part);
    })
    .join('');

const escapedText = (text: string): string => text.replace(/[\\"$`]/g, '\\$&');

/** References in JSON are kept apart while the rest is escaped. */
const OPEN = '\u0001';
const CLOSE = '\u0002';

function jsonOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((each: Json) => jsonOf(each)).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const reference = referenceOf(value);
  if (reference !== undefined) return `"${OPEN}${reference}${CLOSE}"`;
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${jsonOf(each ?? null)}`);
  return `{${entries.join(', ')}}`;
}

const escaped = (json: string): string =>
  json
    .split(new RegExp(`(${OPEN}[^${CLOSE}]*${CLOSE})`))
    .map((part) => (part.startsWith(OPEN) ? part.slice(1, -1) : escapedText(part)))
    .join('');

/** `SubnetIds` is `--subnet-ids`; a switch that is off begins with `no-`. */
export function option(property: string, value: Json): string {
  const name = property
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  if (value === true || value === 'true') return `--${name}`;
  if (value === false || value === 'false') return `--no-${name}`;
  return `--${name} ${words(value)}`;
}
