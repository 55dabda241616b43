import { type Diagnostic, errorAt, infoAt, warningAt } from '../../diagnostic.ts';
import type { World } from '../../world.ts';
import type { TerraformInput } from '../instance.ts';
import { MAX_PRODUCED, MAX_STEPS, MAX_TEXT_VALUE, MAX_VALUE_DEPTH, MAX_VALUE_SIZE } from '../limits.ts';
import { type Expression, type Place, spanOf } from '../syntax/ast.ts';
import { depthOf, type Marks, scalar, sizeOf, unknown, type Value } from '../value/value.ts';

/** One evaluation of a configuration: what all its parts share. */
export interface Run {
  readonly input: TerraformInput;
  readonly world: World;
  /** The texts that `file` and `templatefile` may read, by path from the root module's folder. */
  readonly texts: ReadonlyMap<string, string>;
  readonly diagnostics: Diagnostic[];
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
  /** Names of what is being worked out, the outermost first: to say how a cycle goes. */
  readonly trail: string[];
  /** What has been remarked on as an error: what is unknown for such a reason needs no remark of its own. */
  readonly faults: Set<string>;
  steps: number;
  produced: number;
  depth: number;
  instances: number;
  /** Whether a limit was met: from then on everything is unknown, and nothing more is said of it. */
  exhausted: boolean;
}

/** Names that a `for`, a block with `count` or `for_each`, a `dynamic` or a template brings; the innermost first. */
export interface Binding {
  readonly name: string;
  readonly value: Value;
  readonly outer: Binding | undefined;
}

/** Where an expression stands. */
export interface Scope {
  readonly run: Run;
  /** Remarks of the expression; `try` and `can` put a list of their own here. */
  readonly diagnostics: Diagnostic[];
  readonly bindings: Binding | undefined;
  /** What a splat goes over, within it. */
  readonly item: Value | undefined;
  /** The folder of the module, from the root module's. */
  readonly folder: string;
  /** A name of the module, such as `var`, `local` or `aws_vpc`; undefined with a remark where it has none. */
  readonly root: (name: string, place: Place, scope: Scope) => Value;
}

/** `scope` with one more name. */
export const bind = (scope: Scope, name: string, value: Value): Scope => ({
  ...scope,
  bindings: { name, value, outer: scope.bindings },
});

/** The remark of an error, and the unknown value that is there instead. */
export function wrong(scope: Scope, code: string, message: string, place: Place): Value {
  if (!scope.run.exhausted) scope.diagnostics.push(errorAt(code, message, spanOf(place)));
  scope.run.faults.add(message);
  return unknown(message);
}

export function warn({ run, diagnostics }: Scope, code: string, message: string, place: Place): void {
  if (!run.exhausted) diagnostics.push(warningAt(code, message, spanOf(place)));
}

export function inform({ run, diagnostics }: Scope, code: string, message: string, place: Place): void {
  if (!run.exhausted) diagnostics.push(infoAt(code, message, spanOf(place)));
}

/** Whether `amount` more steps may be taken; at the limit there is one remark, and none are taken any more. */
export function spend(run: Run, amount: number, place: Place): boolean {
  if (run.exhausted) return false;
  run.steps += amount;
  if (run.steps <= MAX_STEPS) return true;
  return exhaust(run, 'This configuration takes more work than any real one. Does a `for` or a module repeat itself?', place);
}

/** The remark that a limit was met; nothing is worked out from then on. */
export function exhaust(run: Run, message: string, place: Place): false {
  run.exhausted = true;
  run.diagnostics.push(errorAt('TOO_LARGE', message, spanOf(place)));
  return false;
}

/** The text `text` as a value, unless texts have become too long. */
export function textValue(run: Run, text: string, place: Place, marks?: Marks): Value {
  run.produced += text.length;
  if (text.length <= MAX_TEXT_VALUE && run.produced <= MAX_PRODUCED) return scalar(text, marks, place);
  tooLong(run, place);
  return unknown('too much text');
}

/** The remark that texts have become too long. */
export function tooLong(run: Run, place: Place): void {
  if (!run.exhausted) exhaust(run, 'This configuration makes more text than any real one. Does a template repeat itself?', place);
}

/** `value`, unless it has become too large to be gone through. */
export function bounded(run: Run, value: Value, place: Place): Value {
  if (sizeOf(value) <= MAX_VALUE_SIZE && depthOf(value) <= MAX_VALUE_DEPTH) return value;
  if (!run.exhausted)
    exhaust(
      run,
      `This value has more than ${MAX_VALUE_SIZE} parts, or more than ${MAX_VALUE_DEPTH} levels. Does a list hold itself?`,
      place,
    );
  return unknown('too large');
}
