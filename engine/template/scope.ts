import { type Diagnostic, errorAt, type Span } from '../diagnostic.ts';
import type { ResolveEnvironment } from './environment.ts';
import { MAX_PRODUCED } from './limits.ts';
import type { Template } from './template.ts';
import { type Located, type ResourceRef, scalarAt, unknownAt } from './tree.ts';

/** What a function may ask while it is resolved. Undefined as a value means `AWS::NoValue`: what holds it leaves it out. */
export interface Scope {
  readonly environment: ResolveEnvironment;
  readonly template: Template;
  readonly diagnostics: Diagnostic[];
  readonly evaluate: (node: Located, scope: Scope) => Located | undefined;
  /** The value of `Ref`. */
  readonly lookUp: (name: string, span: Span) => Located | undefined;
  readonly attribute: (logicalId: string, attribute: string, span: Span) => Located;
  /** Whether the condition of this name holds; undefined where that cannot be known. */
  readonly condition: (name: string, span: Span) => boolean | undefined;
  /** How much text functions have produced so far. */
  readonly meter: { produced: number };
}

/** A function of CloudFormation: what it gives for `argument`, which is not resolved yet; `span` is the whole expression. */
export type TemplateFunction = (argument: Located, span: Span, scope: Scope) => Located | undefined;

/** The remark that a function is not written as CloudFormation wants it, and the unknown value that it then has. */
export function misuse(scope: Scope, span: Span, message: string): Located {
  scope.diagnostics.push(errorAt('INVALID_FUNCTION', message, span));
  return unknownAt(message, span);
}

/** Whether `amount` more characters may be produced; past the limit there is one remark, and nothing more is. */
export function mayProduce(scope: Scope, amount: number, span: Span): boolean {
  const { meter } = scope;
  if (meter.produced > MAX_PRODUCED) return false;
  meter.produced += amount;
  if (meter.produced <= MAX_PRODUCED) return true;
  const message =
    'The functions of this template make more text than any stack could take. Does a Fn::Sub or Fn::Join repeat itself?';
  scope.diagnostics.push(errorAt('VALUE_TOO_LARGE', message, span));
  return false;
}

/** The concatenation of `parts` as a scalar at `span`. */
export function joined(scope: Scope, parts: readonly string[], separator: string, span: Span, ref?: ResourceRef): Located {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  return mayProduce(scope, length, span) ? scalarAt(parts.join(separator), span, ref) : unknownAt('too much text', span);
}

/** `texts` as a list whose items all stand at `span`. */
export function listAt(texts: readonly string[], span: Span, ref?: ResourceRef): Located {
  return { kind: 'list', items: texts.map((text) => scalarAt(text, span, ref)), span };
}

/** `node` as the value of the expression at `span`: what was read from elsewhere stands where the learner asked for it. */
export function relocated(scope: Scope, node: Located, span: Span): Located {
  switch (node.kind) {
    case 'scalar':
    case 'unknown':
      return { ...node, span };
    case 'list':
      if (!mayProduce(scope, node.items.length * 16, span)) return unknownAt('too much text', span);
      return { ...node, items: node.items.map((item) => relocated(scope, item, span)), span };
    case 'map':
      return { ...node, span };
  }
}
