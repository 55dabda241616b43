import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** One line of a body, or a block in it. Values may hold functions of CloudFormation, which are written as Terraform's expressions. */
export type Item = readonly [argument: string, value: Json] | Block;

export interface Block {
  /** What stands before the brace, such as `ingress` or `resource "aws_vpc" "v"`. */
  readonly head: string;
  readonly items: readonly Item[];
}

/** How Terraform writes a reference to a thing or to one of its attributes. */
export type Refer = (name: string, attribute?: string) => string;

const WIDTH = 110;
const STEP = '  ';

/** The items as `terraform fmt` lays them out: equals signs in line, what takes several lines apart from the rest. */
export function printed(items: readonly Item[], refer: Refer, indent = ''): string {
  const parts = items.map((item) => partOf(item, refer, indent));
  const lines: string[] = [];
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1];
    if (before !== undefined && (part.isWide || before.isWide)) lines.push('');
    lines.push(part.isWide || part.name === undefined ? part.text : `${indent}${aligned(parts, index)} = ${part.text}`);
  }
  return lines.join('\n');
}

interface Part {
  /** Of an argument in one line. */
  readonly name?: string;
  readonly text: string;
  readonly isWide: boolean;
}

function partOf(item: Item, refer: Refer, indent: string): Part {
  if ('head' in item) {
    const inner = item.items.length === 0 ? '' : `\n${printed(item.items, refer, indent + STEP)}\n${indent}`;
    return { text: `${indent}${item.head} {${inner}}`, isWide: true };
  }
  const [name, value] = item;
  const text = expression(value, refer, indent);
  return text.includes('\n') ? { text: `${indent}${name} = ${text}`, isWide: true } : { name, text, isWide: false };
}

/** The name at `index`, as wide as the widest of those that stand together with it. */
function aligned(parts: readonly Part[], index: number): string {
  const first = parts.findLastIndex((part, place) => place < index && part.isWide) + 1;
  const end = parts.findIndex((part, place) => place > index && part.isWide);
  const width = Math.max(...parts.slice(first, end === -1 ? parts.length : end).map(({ name = '' }) => name.length));
  return (parts[index]?.name ?? '').padEnd(width);
}

/** An expression of Terraform that stands where a value of JSON would. */
export const raw = (code: string): JsonObject => ({ [RAW]: code });
const RAW = 'Terraform::Expression';

/** The text of a document that is written as `jsonencode({ … })`. */
export const encoded = (document: Json): JsonObject => ({ 'Fn::ToJsonString': document });

/** `value` as an expression; lines after the first begin with `indent`. */
export function expression(value: Json, refer: Refer, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return listed(value, refer, indent);
  if (!isJsonObject(value)) return JSON.stringify(value);
  return functionOf(value, refer, indent) ?? mapped(value, refer, indent);
}

function functionOf(value: JsonObject, refer: Refer, indent: string): string | undefined {
  const [[key, argument = null] = ['', null], ...more] = Object.entries(value);
  if (more.length > 0) return undefined;
  if (key === 'Ref' && typeof argument === 'string') return refer(argument);
  if (key === 'Fn::GetAtt' && Array.isArray(argument)) return refer(String(argument[0]), String(argument[1]));
  if (key === 'Fn::Sub' && typeof argument === 'string') return substituted(argument, refer);
  if (key === 'Fn::ToJsonString') return `jsonencode(${expression(argument, refer, indent)})`;
  return key === RAW && typeof argument === 'string' ? argument : undefined;
}

function listed(items: readonly Json[], refer: Refer, indent: string): string {
  const inner = items.map((each) => expression(each, refer, indent + STEP));
  const line = `[${inner.join(', ')}]`;
  if (!line.includes('\n') && indent.length + line.length <= WIDTH) return line;
  return `[\n${inner.map((each) => `${indent}${STEP}${each},\n`).join('')}${indent}]`;
}

function mapped(value: JsonObject, refer: Refer, indent: string): string {
  const entries = Object.entries(value).map(
    ([key, each]) => [keyOf(key), expression(each ?? null, refer, indent + STEP)] as const,
  );
  if (entries.length === 0) return '{}';
  const line = `{ ${entries.map((each) => each.join(' = ')).join(', ')} }`;
  if (entries.length === 1 && !line.includes('\n') && indent.length + line.length <= WIDTH) return line;
  const width = Math.max(...entries.map(([key, each]) => (each.includes('\n') ? 0 : key.length)));
  return `{\n${entries.map(([key, each]) => `${indent}${STEP}${each.includes('\n') ? key : key.padEnd(width)} = ${each}\n`).join('')}${indent}}`;
}

const keyOf = (key: string): string => (/^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key));

/** A text within double quotes in which nothing is read as a template. */
const quoted = (text: string): string => `"${escaped(text)}"`;

const escaped = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[$%]\{/g, (start) => `${start.slice(0, 1)}${start}`);

/** A text of `Fn::Sub` as a template of Terraform. */
const substituted = (text: string, refer: Refer): string =>
  `"${text
    .split(/(\$\{!?[^}]*\})/)
    .map((part) => {
      if (part.startsWith('${!')) return escaped(`\${${part.slice(3)}`);
      if (!part.startsWith('${')) return escaped(part);
      const [name = '', ...attribute] = part.slice(2, -1).split('.');
      return `\${${attribute.length === 0 ? refer(name) : refer(name, attribute.join('.'))}}`;
    })
    .join('')}"`;
