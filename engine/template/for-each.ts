import { errorAt, type Span } from '../diagnostic.ts';
import { MAX_ALIASED_NODES } from './limits.ts';
import type { Scope } from './scope.ts';
import { LANGUAGE_EXTENSIONS, type Template, templateOf } from './template.ts';
import { asString, type Located, type LocatedEntry, type LocatedMap, scalarAt } from './tree.ts';

const LOOP = 'Fn::ForEach::';

/** What loops know while they are written out: the names of those around, and how many values they have made. */
interface Loops {
  readonly scope: Scope;
  readonly names: ReadonlyMap<string, string>;
  readonly made: { count: number };
}

/**
 * `template` with each `Fn::ForEach` written out, as the transform AWS::LanguageExtensions does; the same template where it has none.
 * What a loop makes stands where the loop does.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
 */
export function withoutLoops(template: Template, scope: Scope): Template {
  const { root } = template;
  if (root.kind !== 'map' || !template.transforms.some(({ name }) => name === LANGUAGE_EXTENSIONS) || !hasLoop(root))
    return template;
  const written = copy(root, { scope, names: new Map(), made: { count: 0 } });
  return templateOf(written).template ?? template;
}

function hasLoop(node: Located): boolean {
  if (node.kind === 'list') return node.items.some(hasLoop);
  return node.kind === 'map' && [...node.entries.values()].some(({ key, value }) => key.startsWith(LOOP) || hasLoop(value));
}

function copy(node: Located, loops: Loops): Located {
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => copy(item, loops)) };
  if (node.kind === 'map') return copiedMap(node, loops);
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  return text === undefined || loops.names.size === 0 ? node : ({ ...node, value: named(text, loops) } as Located);
}

function copiedMap(node: LocatedMap, loops: Loops): Located {
  const [only] = node.entries.size === 1 ? node.entries.values() : [];
  const value = only?.key === 'Ref' ? loops.names.get(asString(only.value) ?? '') : undefined;
  if (value !== undefined) return scalarAt(value, node.span);
  const entries = new Map<string, LocatedEntry>();
  for (const entry of node.entries.values()) {
    const made = entry.key.startsWith(LOOP)
      ? loop(entry, loops)
      : [{ ...entry, key: named(entry.key, loops), value: copy(entry.value, loops) }];
    for (const each of made) entries.set(each.key, each);
  }
  return { ...node, entries };
}

/** `${Name}` and `&{Name}` in a text, where a loop around it has that name. */
const named = (text: string, { names }: Loops): string =>
  names.size === 0 ? text : text.replace(/[$&]\{([A-Za-z0-9]+)\}/g, (whole, name: string) => names.get(name) ?? whole);

/** What [identifier, collection, {key: value}] comes to, once for each item. */
function loop({ keySpan, value: node }: LocatedEntry, loops: Loops): readonly LocatedEntry[] {
  const [identifier, collection, body] = node.kind === 'list' && node.items.length === 3 ? node.items : [];
  const name = asString(identifier);
  const { scope } = loops;
  if (name === undefined || collection === undefined || body?.kind !== 'map') {
    const message = 'Fn::ForEach takes an identifier, a list of texts and a map of what is repeated.';
    scope.diagnostics.push(errorAt('INVALID_FUNCTION', message, keySpan));
    return [];
  }
  const items = scope.evaluate(copy(collection, loops), scope);
  const texts = items?.kind === 'list' ? items.items.map((item) => asString(item)) : [];
  if (items?.kind !== 'list' || texts.includes(undefined)) {
    scope.diagnostics.push(
      errorAt('INVALID_FUNCTION', 'The collection of Fn::ForEach is a list of texts that are known.', collection.span),
    );
    return [];
  }
  return texts.flatMap((text = '') => {
    if (!mayMake(body, loops, keySpan)) return [];
    const inner = copy(body, { ...loops, names: new Map([...loops.names, [name, text]]) });
    return inner.kind === 'map' ? [...inner.entries.values()] : [];
  });
}

/** Loops within loops multiply: past the limit there is one remark, and nothing more is made. */
function mayMake(body: Located, { made, scope }: Loops, span: Span): boolean {
  const before = made.count;
  made.count += sizeOf(body);
  if (made.count <= MAX_ALIASED_NODES) return true;
  if (before <= MAX_ALIASED_NODES)
    scope.diagnostics.push(
      errorAt('VALUE_TOO_LARGE', `The loops of this template make more than ${MAX_ALIASED_NODES} values.`, span),
    );
  return false;
}

function sizeOf(node: Located): number {
  if (node.kind === 'list') return node.items.reduce((sum, item) => sum + sizeOf(item), 1);
  return node.kind === 'map' ? [...node.entries.values()].reduce((sum, { value }) => sum + sizeOf(value), 1) : 1;
}
