import type { BinaryOperator, Expression, Place } from '../syntax/ast.ts';
import { booleanOf, identityOf, numberOf } from '../value/convert.ts';
import { kindOf, type Marks, marksOf, scalar, sizeOf, unknown, type Value } from '../value/value.ts';
import { type Scope, spend, wrong } from './scope.ts';

/** `-value` or `!value`. */
export function unary(operator: '-' | '!', value: Value, place: Place, scope: Scope): Value {
  if (value.kind === 'unknown') return unknown(value.reason, value, undefined, place);
  if (operator === '!') {
    const truth = booleanOf(value);
    return truth === undefined ? mismatch('true or false', value, place, scope) : scalar(!truth, value, place);
  }
  const number = numberOf(value);
  return number === undefined ? mismatch('a number', value, place, scope) : scalar(-number, value, place);
}

/** Both sides joined by the operator; the right side of `&&` and `||` is worked out only where the left side does not decide. */
export function binary(expression: Expression & { readonly kind: 'binary' }, scope: Scope): Value {
  const left = scope.run.evaluate(expression.left, scope);
  if (expression.operator === '||' || expression.operator === '&&') {
    const decisive = expression.operator === '||';
    if (booleanOf(left) === decisive) return scalar(decisive, left, expression);
  }
  const right = scope.run.evaluate(expression.right, scope);
  const marks = marksOf([left, right]);
  const { operator } = expression;
  if (operator === '==' || operator === '!=') return equality(operator, left, right, marks, expression, scope);
  if (operator === '&&' || operator === '||') return logic(operator, left, right, marks, expression, scope);
  const missing = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
  if (missing !== undefined) return unknown(missing.reason, marks, undefined, expression);
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === undefined) return mismatch('a number', left, expression.left, scope);
  if (b === undefined) return mismatch('a number', right, expression.right, scope);
  if (b === 0 && (operator === '/' || operator === '%')) {
    return wrong(scope, 'DIVISION_BY_ZERO', 'Nothing can be divided by zero.', expression);
  }
  return scalar(computed(operator, a, b), marks, expression);
}

function computed(operator: Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>, a: number, b: number): number | boolean {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
  }
}

/** Equal are values of one type alone: 1 is not "1", and null is null only. */
function equality(operator: '==' | '!=', left: Value, right: Value, marks: Marks, place: Place, scope: Scope): Value {
  if (!spend(scope.run, sizeOf(left) + sizeOf(right), place)) return unknown('the limit was met');
  const other = isNull(left) ? right : isNull(right) ? left : undefined;
  if (other !== undefined && other.kind !== 'unknown')
    return scalar(isNull(other) === (operator === '=='), { ...marks, computed: other.computed }, place);
  const a = identityOf(left);
  const b = identityOf(right);
  if (a === undefined || b === undefined) return unknown('one side of it is not known', marks, undefined, place);
  return scalar((a === b) === (operator === '=='), marks, place);
}

const isNull = (value: Value): boolean => value.kind === 'scalar' && value.value === null;

function logic(
  operator: '&&' | '||',
  left: Value,
  right: Value,
  marks: Marks,
  place: Expression & { kind: 'binary' },
  scope: Scope,
): Value {
  const a = truthOf(left, place.left, scope);
  const b = truthOf(right, place.right, scope);
  const decisive = operator === '||';
  if (a === decisive || b === decisive) return scalar(decisive, marks, place);
  return a === undefined || b === undefined
    ? unknown('one side of it is not known', marks, undefined, place)
    : scalar(!decisive, marks, place);
}

function truthOf(value: Value, place: Place, scope: Scope): boolean | undefined {
  const truth = booleanOf(value);
  if (truth === undefined && value.kind !== 'unknown') mismatch('true or false', value, place, scope);
  return truth;
}

const mismatch = (wanted: string, value: Value, place: Place, scope: Scope): Value =>
  wrong(scope, 'INVALID_OPERAND', `Here ${wanted} is needed, and this is ${kindOf(value)}.`, place);
