import type { z } from 'zod';
import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import { fail, ok, type Result } from '../../result.ts';
import { nearest } from './nearest.ts';

export type Path = readonly (string | number)[];

/** Where the value at `path` stands in the author's text, or its nearest parent that does; `key` asks for the field's name instead. */
export type Locate = (path: Path, part?: 'key') => Span;

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** `value` as `schema` describes it, or every fault, each saying what its author must do. */
export function readAs<S extends z.ZodType>(schema: S, value: unknown, locate: Locate): Result<z.output<S>, Diagnostic> {
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  // A misspelt field is both unknown and missing: the first says it better.
  const issues = read.error.issues.toSorted(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  return fail(issues.flatMap((issue) => faultsOf(issue, schema, value, [], locate)));
}

function faultsOf(issue: Issue, root: Schema, value: unknown, base: Path, locate: Locate): readonly Diagnostic[] {
  const path = [...base, ...(issue.path as (string | number)[])];
  const name = nameOf(path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownField(key, path, fieldsAt(root, value, path), locate));
  if (valueAt(value, path) === undefined && issue.code !== 'custom') {
    return [errorAt('MISSING_FIELD', `${name} is missing: add it${wanted(issue)}.`, locate(path))];
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = closestBranch(issue.errors);
    return closest.flatMap((each) => faultsOf(each, root, value, path, locate));
  }
  return [errorAt('WRONG_VALUE', sentence(name, issue, valueAt(value, path)), locate(path))];
}

function unknownField(key: string, path: Path, known: readonly string[], locate: Locate): Diagnostic {
  const near = nearest(key, known);
  const advice = near === undefined ? 'remove it' : `did you mean \`${near}\`?`;
  const fields = known.length === 0 ? '' : ` The fields are ${known.join(', ')}.`;
  return errorAt(
    'UNKNOWN_FIELD',
    `${nameOf([...path, key])} is not a field here: ${advice}${fields}`,
    locate([...path, key], 'key'),
  );
}

function sentence(name: string, issue: Issue, value: unknown): string {
  if (issue.code === 'custom') return `${name} ${issue.message}${issue.message.endsWith('?') ? '' : '.'}`;
  const words = choices(issue);
  if (words !== undefined) {
    const near = typeof value === 'string' ? nearest(value, words) : undefined;
    const found = typeof value === 'string' ? `\`${value}\`` : 'this value';
    return `${name} cannot be ${found}: write one of ${words.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}.`;
  }
  return `${name} must be different${wanted(issue)}: ${issue.message.replace(/^Invalid input: /, '')}.`;
}

function choices(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) return issue.options.map(String);
  return undefined;
}

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_type') return ` (${KIND_WORDS[issue.expected] ?? issue.expected})`;
  const words = choices(issue);
  return words === undefined ? '' : ` (one of ${words.join(', ')})`;
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** Of the shapes that a value might have had, the faults of the one that it came closest to: deepest first, then fewest. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const wrongKind = (issues: readonly Issue[]) =>
    issues.filter((issue) => issue.code === 'invalid_type' && issue.path.length === 0).length;
  const ranked = branches.toSorted((a, b) => wrongKind(a) - wrongKind(b) || a.length - b.length || depth(b) - depth(a));
  return ranked[0] ?? [];
}

/** The names that an object at `path` may hold, of every shape that `schema` allows there. */
function fieldsAt(schema: Schema, value: unknown, path: Path): readonly string[] {
  let candidates = shapes(schema, value);
  let here = value;
  for (const step of path) {
    here = valueAt(here, [step]);
    const next = here;
    candidates = candidates.flatMap((each) => inside(each, step)).flatMap((each) => shapes(each, next));
  }
  return [...new Set(candidates.flatMap((each) => (isObject(each) ? Object.keys(each._zod.def.shape) : [])))];
}

function inside(schema: Schema, step: string | number): readonly Schema[] {
  if (isObject(schema)) {
    const field = schema._zod.def.shape[String(step)];
    return field === undefined ? [] : [field];
  }
  const def = schema._zod.def as { readonly element?: Schema; readonly valueType?: Schema };
  return [def.element, def.valueType].filter((each) => each !== undefined);
}

/** The schemas that remain when optional, default and union wrappings are taken off; a discriminated union keeps what `value` chose. */
function shapes(schema: Schema, value: unknown): readonly Schema[] {
  const def = schema._zod.def as {
    readonly innerType?: Schema;
    readonly options?: readonly Schema[];
    readonly discriminator?: string;
  };
  if (def.innerType !== undefined) return shapes(def.innerType, value);
  if (def.options === undefined) return [schema];
  const key = def.discriminator;
  const chosen = key === undefined ? def.options : def.options.filter((option) => accepts(option, key, value));
  return chosen.flatMap((option) => shapes(option, value));
}

function accepts(option: Schema, key: string, value: unknown): boolean {
  return shapes(option, value).some((each) => inside(each, key)[0]?._zod.values?.has(valueAt(value, [key]) as string) === true);
}

const isObject = (schema: Schema): schema is z.core.$ZodObject => schema._zod.def.type === 'object';

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, step) => {
    const holder = typeof here === 'object' && here !== null && Object.hasOwn(here, step) ? here : {};
    return (holder as Record<string | number, unknown>)[step];
  }, value);
}

/** `checks[0].title`, as an author would point at it. */
function nameOf(path: Path): string {
  if (path.length === 0) return 'This';
  return `\`${path.reduce<string>((name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`), '')}\``;
}
