import { type Diagnostic, errorAt, infoAt, type Span, warningAt } from '../../diagnostic.ts';
import { didYouMean } from '../../nearest.ts';
import type { World } from '../../world.ts';
import type { TerraformInput } from '../instance.ts';
import {
  MAX_CANDIDATES,
  MAX_HINTS,
  MAX_PRODUCED,
  MAX_STEPS,
  MAX_TEXT_VALUE,
  MAX_VALUE_DEPTH,
  MAX_VALUE_SIZE,
} from '../limits.ts';
import { type Expression, type Place, spanOf } from '../syntax/ast.ts';
import { depthOf, type Marks, scalar, sizeOf, unknown, type Value } from '../value/value.ts';

/** Something that was there before, and where the text asks for it. */
export interface Found {
  readonly span: Span;
  /** Whether it stands for something else that nothing is known of. */
  readonly standsIn: boolean;
}

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
  /** Parts of the default VPC that data sources have found, by id. */
  readonly found: Map<string, Found>;
  /** How often a name has been looked for that was meant. */
  hints: number;
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

/**
 * " Did you mean `X`?", or nothing: a name is compared with each of many others, so only the first faults of a text are looked at so
 * closely, and none among very many names.
 */
export function hint({ run, diagnostics }: Pick<Scope, 'run' | 'diagnostics'>, word: string, names: Iterable<string>): string {
  // What `try` tries is no fault.
  if (diagnostics !== run.diagnostics) return '';
  run.hints += 1;
  if (run.hints > MAX_HINTS || run.exhausted) return '';
  const candidates = [...names];
  return candidates.length > MAX_CANDIDATES ? '' : didYouMean(word, candidates);
}
