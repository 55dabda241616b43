import { type Scope, wrong } from '../evaluate/scope.ts';
import type { Block, Expression, Place } from '../syntax/ast.ts';
import { booleanOf, textOf } from '../value/convert.ts';
import { lazy, NULL, unknown, type Value } from '../value/value.ts';
import { lazily } from './lazily.ts';
import type { Input } from './node.ts';
import { converted, type Type, typeOf, WrongType } from './types.ts';

/** The value of a variable: what the module is given, else its default, as its type wants it. */
export function variableOf(
  block: Block,
  input: Input | undefined,
  scope: Scope,
  address: string,
  calledAt: Place | undefined,
): () => Value {
  const [name = ''] = block.labels;
  return lazily(
    scope.run,
    address === '' ? `var.${name}` : `${address}.var.${name}`,
    () => valueOfVariable(block, input, scope, calledAt),
    (way) => wrong(scope, 'CIRCULAR_DEPENDENCY', `This is made of itself: ${way}.`, input?.place ?? block.head),
  );
}

function valueOfVariable(block: Block, input: Input | undefined, scope: Scope, calledAt: Place | undefined): Value {
  const { attributes } = block.body;
  const [name = ''] = block.labels;
  const given = input?.value();
  const byDefault = attributes.get('default')?.value;
  const nullable = attributes.get('nullable')?.value;
  const mayBeNull = nullable === undefined || booleanOf(scope.run.evaluate(nullable, scope)) !== false;
  const isNull = given?.kind === 'scalar' && given.value === null;
  const chosen = given !== undefined && !(isNull && !mayBeNull && byDefault !== undefined) ? given : undefined;
  const value = chosen ?? (byDefault === undefined ? undefined : scope.run.evaluate(byDefault, scope));
  const place = chosen === undefined ? (byDefault ?? block.head) : (input?.place ?? block.head);
  if (value === undefined) return missing(name, block, scope, calledAt);
  const typed = asType(value, attributes.get('type')?.value, name, scope, place);
  validate(block, name, typed, scope, place);
  return typed;
}

function missing(name: string, block: Block, scope: Scope, calledAt: Place | undefined): Value {
  const message =
    calledAt === undefined
      ? `The variable \`${name}\` has no default. Give it a value: in \`terraform.tfvars\`, or as a parameter.`
      : `The module needs a value for its variable \`${name}\`.`;
  wrong(scope, calledAt === undefined ? 'MISSING_PARAMETER' : 'MISSING_ARGUMENT', message, calledAt ?? block.head);
  return unknown(`the variable ${name} has no value`);
}

function asType(value: Value, written: Expression | undefined, name: string, scope: Scope, place: Place): Value {
  if (written === undefined) return value;
  const type: Type | undefined = typeOf(written, (expression) => scope.run.evaluate(expression, scope));
  if (type === undefined) {
    wrong(
      scope,
      'INVALID_TYPE',
      `This is no type for \`${name}\`, such as string, number, bool, list(string), map(string) or object({ … }).`,
      written,
    );
    return value;
  }
  try {
    return converted(value, type);
  } catch (error) {
    if (!(error instanceof WrongType)) throw error;
    return wrong(scope, 'INVALID_VALUE', `The variable \`${name}\`: ${error.message}`, error.place ?? place);
  }
}

/** Asks the `validation` blocks; one that cannot be worked out refuses nothing. */
function validate({ body }: Block, name: string, value: Value, scope: Scope, place: Place): void {
  for (const block of body.blocks) {
    const condition = block.body.attributes.get('condition')?.value;
    if (block.type !== 'validation' || condition === undefined) continue;
    const quiet = { ...scope, diagnostics: [], bindings: { name: 'var', value: onlyThis(name, value, scope), outer: undefined } };
    if (booleanOf(scope.run.evaluate(condition, quiet)) !== false) continue;
    const said = block.body.attributes.get('error_message')?.value;
    const text = said === undefined ? undefined : textOf(scope.run.evaluate(said, quiet));
    wrong(scope, 'INVALID_VALUE', `The variable \`${name}\` is not valid: ${text ?? 'its condition does not hold.'}`, place);
  }
}

/** `var` while the variable itself is being worked out. */
const onlyThis = (name: string, value: Value, scope: Scope): Value =>
  lazy((asked, place, diagnostics) => {
    if (asked === name) return value;
    const all = scope.root('var', place, scope);
    return all.kind === 'lazy' ? all.get(asked, place, diagnostics) : NULL;
  });
