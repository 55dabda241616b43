import { MAX_TEXT_VALUE } from '../limits.ts';
import type { TemplatePart } from '../syntax/ast.ts';
import { booleanOf, textOf } from '../value/convert.ts';
import { kindOf, type Marks, marksOf, NO_MARKS, type Value } from '../value/value.ts';
import { iterations } from './for.ts';
import { type Scope, wrong } from './scope.ts';

/** The text of a template; with `missing` some of it is not known, and why. */
export interface TemplateText {
  readonly text: string;
  readonly marks: Marks;
  readonly missing: string | undefined;
}

/** The text that `parts` make, with everything that it was made of. */
export function templateText(parts: readonly TemplatePart[], scope: Scope): TemplateText {
  const made: { text: string; used: Value[]; missing: string | undefined } = { text: '', used: [], missing: undefined };
  append(parts, scope, made);
  return { text: made.text, marks: made.used.length === 0 ? NO_MARKS : marksOf(made.used), missing: made.missing };
}

interface Made {
  text: string;
  readonly used: Value[];
  missing: string | undefined;
}

function append(parts: readonly TemplatePart[], scope: Scope, made: Made): void {
  for (const part of parts) {
    // Text grows here before anybody sees it: what is too long already need not become longer.
    if (made.text.length > MAX_TEXT_VALUE) return;
    switch (part.kind) {
      case 'text':
        made.text += part.text;
        break;
      case 'interpolation':
        interpolate(scope.run.evaluate(part.value, scope), part, scope, made);
        break;
      case 'if': {
        const test = use(scope.run.evaluate(part.test, scope), made);
        const holds = booleanOf(test);
        if (holds !== undefined) append(holds ? part.yes : part.no, scope, made);
        else if (test.kind !== 'unknown') {
          wrong(scope, 'INVALID_CONDITION', `A condition is true or false, and this is ${kindOf(test)}.`, part.test);
          made.missing ??= 'a condition is not true or false';
        }
        break;
      }
      case 'for': {
        const each = iterations(part.head, scope);
        use(each.over, made);
        for (const inner of each.scopes ?? [])
          if (!scope.run.exhausted && made.text.length <= MAX_TEXT_VALUE) append(part.body, inner, made);
        if (each.scopes === undefined) made.missing ??= 'what it goes over is not known';
        break;
      }
    }
  }
}

function use(value: Value, made: Made): Value {
  if (value.sources !== undefined || value.computed) made.used.push(value);
  if (value.kind === 'unknown') made.missing ??= value.reason;
  return value;
}

function interpolate(value: Value, part: TemplatePart & { readonly kind: 'interpolation' }, scope: Scope, made: Made): void {
  use(value, made);
  if (value.kind === 'unknown') return;
  const text = textOf(value);
  if (text !== undefined) made.text += text;
  if (text !== undefined) return;
  wrong(
    scope,
    'INVALID_TEMPLATE',
    `A text cannot hold ${kindOf(value)}. \`join\` or \`jsonencode\` makes a text of it.`,
    part.value,
  );
  made.missing ??= 'a part of it is no text';
}
