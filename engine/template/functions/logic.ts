import type { Span } from '../../diagnostic.ts';
import { misuse, type Scope, type TemplateFunction } from '../scope.ts';
import { asBoolean, asString, at, type Located, scalarAt, toJson, unknownAt } from '../tree.ts';

/** `Fn::If`: [condition, value if it holds, value if not]. Only the chosen value is resolved. */
export const choose: TemplateFunction = (argument, span, scope) => {
  const [name, yes, no] = argument.kind === 'list' && argument.items.length === 3 ? argument.items : [];
  const condition = asString(name);
  if (name === undefined || condition === undefined || yes === undefined || no === undefined) {
    return misuse(scope, span, 'Fn::If takes the name of a condition and two values.');
  }
  const holds = scope.condition(condition, name.span);
  if (holds === undefined) return unknownAt(`whether ${condition} holds cannot be known`, span);
  return scope.evaluate(holds ? yes : no, scope);
};

/** `Fn::Equals`: whether two values are the same; numbers and truth values are compared as text. */
export const equals: TemplateFunction = (argument, span, scope) => {
  const [a, b] = argument.kind === 'list' && argument.items.length === 2 ? argument.items : [];
  if (a === undefined || b === undefined) return misuse(scope, span, 'Fn::Equals takes a list of two values.');
  const left = scope.evaluate(a, scope);
  const right = scope.evaluate(b, scope);
  if (left?.kind === 'unknown' || right?.kind === 'unknown') return unknownAt('one side cannot be known', span);
  return scalarAt(comparable(left) === comparable(right), span);
};

const comparable = (node: Located | undefined): string =>
  asString(node) ?? (node === undefined ? '' : JSON.stringify(toJson(node)));

/** `Fn::Not`: [condition]. */
export const not: TemplateFunction = (argument, span, scope) => {
  const [only, ...rest] = argument.kind === 'list' ? argument.items : [];
  if (only === undefined || rest.length > 0) return misuse(scope, span, 'Fn::Not takes a list of one condition.');
  const holds = truth(only, scope);
  return holds === undefined ? unknownAt('the condition cannot be known', span) : scalarAt(!holds, span);
};

/** `Fn::And`: 2 to 10 conditions. */
export const and: TemplateFunction = (argument, span, scope) => several(argument, span, scope, 'Fn::And', false);

/** `Fn::Or`: 2 to 10 conditions. */
export const or: TemplateFunction = (argument, span, scope) => several(argument, span, scope, 'Fn::Or', true);

/** One condition that equals `decisive` decides; all are looked at, so that every fault is reported. */
function several(argument: Located, span: Span, scope: Scope, name: string, decisive: boolean): Located {
  const items = argument.kind === 'list' ? argument.items : [];
  if (items.length < 2 || items.length > 10) return misuse(scope, span, `${name} takes a list of 2 to 10 conditions.`);
  const all = items.map((item) => truth(item, scope));
  if (all.includes(decisive)) return scalarAt(decisive, span);
  return all.includes(undefined) ? unknownAt('a condition cannot be known', span) : scalarAt(!decisive, span);
}

/** Whether a condition holds, written out or named by {Condition: name}; undefined where it cannot be known. */
export function truth(node: Located, scope: Scope): boolean | undefined {
  const named = node.kind === 'map' && node.entries.size === 1 ? at(node, 'Condition') : undefined;
  const name = asString(named);
  if (named !== undefined && name !== undefined) return scope.condition(name, named.span);
  const value = scope.evaluate(node, scope);
  if (value?.kind === 'unknown') return undefined;
  const holds = asBoolean(value);
  if (holds === undefined)
    misuse(scope, node.span, 'A condition is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not and other conditions.');
  return holds;
}
