import { errorAt, infoAt } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { FUNCTIONS } from './functions/index.ts';
import type { Scope } from './scope.ts';
import { type Located, type LocatedEntry, type LocatedList, type LocatedMap, unknownAt } from './tree.ts';

/** `node` without functions: what they give stands where they stood; undefined where that is `AWS::NoValue`. */
export function evaluate(node: Located, scope: Scope): Located | undefined {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' && node.value.includes('{{resolve:') ? dynamicReference(node, scope) : node;
    case 'list':
      return listOf(node, scope);
    case 'map':
      return calledFunction(node, scope);
    case 'unknown':
      return node;
  }
}

function calledFunction(node: LocatedMap, scope: Scope): Located | undefined {
  for (const entry of node.entries.values()) {
    const { key } = entry;
    if (key !== 'Ref' && !key.startsWith('Fn::')) continue;
    if (node.entries.size === 1) return call(entry, node, scope);
    if (key !== 'Ref') misplaced(entry, scope);
  }
  return mapOf(node, scope);
}

function call({ key, keySpan, value }: LocatedEntry, node: LocatedMap, scope: Scope): Located | undefined {
  const called = FUNCTIONS.get(key);
  if (called !== undefined) return called(value, node.span, scope);
  const message = `CloudFormation has no function \`${key}\` here.${didYouMean(key, FUNCTIONS.keys())}`;
  scope.diagnostics.push(errorAt('UNKNOWN_FUNCTION', message, keySpan));
  return unknownAt(message, node.span);
}

/** The list itself where nothing in it is a function: most of a template is shared with what was parsed. */
function listOf(node: LocatedList, scope: Scope): Located {
  let changed = false;
  const items: Located[] = [];
  for (const item of node.items) {
    const value = evaluate(item, scope);
    changed ||= value !== item;
    if (value !== undefined) items.push(value);
  }
  return changed ? { kind: 'list', items, span: node.span } : node;
}

/** The map itself where nothing in it is a function. */
function mapOf(node: LocatedMap, scope: Scope): Located {
  let entries: Map<string, LocatedEntry> | undefined;
  for (const { key, keySpan, value: before } of node.entries.values()) {
    const value = key === 'Fn::Transform' && node.entries.size > 1 ? undefined : evaluate(before, scope);
    if (value === before) continue;
    entries ??= new Map(node.entries);
    if (value === undefined) entries.delete(key);
    else entries.set(key, { key, keySpan, value });
  }
  return entries === undefined ? node : { kind: 'map', entries, span: node.span };
}

/** A function that shares its map with other keys: only a macro may, and it may change its neighbours. */
function misplaced({ key, keySpan }: LocatedEntry, scope: Scope): void {
  if (key === 'Fn::Transform') {
    const message = 'This macro runs at AWS only: what it would add beside it or change is not here.';
    scope.diagnostics.push(infoAt('TRANSFORM_NOT_APPLIED', message, keySpan));
  } else {
    const message = `\`${key}\` stands for the whole value, so no other key stands beside it.`;
    scope.diagnostics.push(errorAt('INVALID_FUNCTION', message, keySpan));
  }
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
function dynamicReference(node: Located, scope: Scope): Located {
  const message = 'AWS reads this from Systems Manager or Secrets Manager when it deploys: the value cannot be known here.';
  scope.diagnostics.push(infoAt('DYNAMIC_REFERENCE', message, node.span));
  return unknownAt('a dynamic reference', node.span);
}
