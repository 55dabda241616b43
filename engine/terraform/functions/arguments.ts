import { type Scope, tooLong } from '../evaluate/scope.ts';
import { MAX_TEXT_VALUE } from '../limits.ts';
import type { Place } from '../syntax/ast.ts';
import { booleanOf, numberOf, textOf } from '../value/convert.ts';
import { inOrder, kindOf, type ListValue, type MapValue, type Value } from '../value/value.ts';

/** A call of a function, its arguments worked out. */
export interface Call {
  readonly name: string;
  readonly args: readonly { readonly value: Value; readonly place: Place }[];
  readonly place: Place;
  readonly scope: Scope;
}

/** A function of Terraform's language. */
export interface TerraformFunction {
  readonly least: number;
  readonly most: number;
  /** Whether it hands values on as they are, so that they keep where they come from; what it does itself does not depend on them. */
  readonly keeps?: true;
  /** Whether it goes through everything within its arguments, though it keeps it. */
  readonly deep?: true;
  readonly run: (call: Call) => Value;
}

export type FunctionTable = Readonly<Record<string, TerraformFunction>>;

/** The function of `least` to `most` arguments that makes something new of them. */
export const making = (least: number, most: number, run: TerraformFunction['run']): TerraformFunction => ({ least, most, run });

/** The function of `least` to `most` arguments that hands them on, or parts of them. */
export const keeping = (least: number, most: number, run: TerraformFunction['run']): TerraformFunction => ({
  least,
  most,
  run,
  keeps: true,
});

/** As many arguments as one likes. */
export const ANY = Number.POSITIVE_INFINITY;

/** What ends a call: an argument is not what the function takes. */
export class Misuse extends Error {
  readonly index: number | undefined;
  constructor(message: string, index?: number) {
    super(message);
    this.index = index;
  }
}

/** What ends a call without a mistake: an argument is not known. */
export class NotKnown extends Error {}

/** The argument at `index`, whatever it is; null where there is none. */
export function argument({ args }: Call, index: number): Value | undefined {
  const value = args[index]?.value;
  return value?.kind === 'lazy' ? (value.whole() ?? value) : value;
}

/** The argument at `index`, which must be known. */
export function known(call: Call, index: number): Exclude<Value, { kind: 'unknown' }> {
  const value = argument(call, index);
  if (value === undefined) throw new Misuse('an argument is missing.');
  if (value.kind === 'unknown') throw new NotKnown(value.reason);
  return value;
}

/** The argument at `index` as a text. */
export const text = (call: Call, index: number): string => textFrom(known(call, index), index);

/** `value` as a text. */
export function textFrom(value: Value, index?: number): string {
  if (value.kind === 'unknown') throw new NotKnown(value.reason);
  return textOf(value) ?? mismatch('a text', value, index);
}

/** The argument at `index` as a number; `whole` numbers alone unless said otherwise. */
export function number(call: Call, index: number, fractions = false): number {
  const value = known(call, index);
  const result = numberOf(value) ?? mismatch('a number', value, index);
  if (!fractions && !Number.isInteger(result)) throw new Misuse(`here a whole number is needed, and this is ${result}.`, index);
  return result;
}

/** `value` as a truth value. */
export function truthFrom(value: Value, index?: number): boolean {
  if (value.kind === 'unknown') throw new NotKnown(value.reason);
  return booleanOf(value) ?? mismatch('true or false', value, index);
}

/** The argument at `index` as a list or set. */
export function listArgument(call: Call, index: number): ListValue {
  const value = known(call, index);
  return value.kind === 'list' ? value : mismatch('a list', value, index);
}

/** Its items, those of a set ascending. */
export const items = (call: Call, index: number): readonly Value[] => inOrder(listArgument(call, index));

/** Its items as texts. */
export const texts = (call: Call, index: number): readonly string[] => items(call, index).map((item) => textFrom(item, index));

/** The argument at `index` as a map. */
export function mapArgument(call: Call, index: number): MapValue {
  const value = known(call, index);
  return value.kind === 'map' ? value : mismatch('a map', value, index);
}

export function mismatch(wanted: string, value: Value, index: number | undefined): never {
  throw new Misuse(`here ${wanted} is needed, and this is ${kindOf(value)}.`, index);
}

/** Ends the call before a text is made that is longer than any may be. */
export function room({ scope, place }: Call, length: number): void {
  if (length <= MAX_TEXT_VALUE) return;
  tooLong(scope.run, place);
  throw new NotKnown('too much text');
}

/** Whether `value` is null. */
export const isNull = (value: Value): boolean => value.kind === 'scalar' && value.value === null;
