import { didYouMean } from '../../nearest.ts';
import { inform, type Scope, spend, wrong } from '../evaluate/scope.ts';
import type { Expression, Place } from '../syntax/ast.ts';
import { kindOf, type Marks, marked, marksOf, sizeOf, unknown, type Value } from '../value/value.ts';
import { type Call, Misuse, NotKnown, type TerraformFunction } from './arguments.ts';
import { attempting } from './attempt.ts';
import { FUNCTIONS, UNKNOWN_FUNCTIONS } from './index.ts';

type CallExpression = Expression & { readonly kind: 'call' };

/** What the function gives for its arguments. */
export function callFunction(expression: CallExpression, scope: Scope): Value {
  const { name } = expression;
  if (name === 'try' || name === 'can') return attempting(name, expression.args, expression, scope);
  const known = FUNCTIONS[name];
  const args = argumentsOf(expression, scope);
  if (known !== undefined && args !== undefined) {
    const { least, most } = known;
    if (args.length < least || args.length > most)
      return wrong(scope, 'INVALID_ARGUMENT', arity(name, least, most, args.length), expression);
    if (!spend(scope.run, costOf(known, args), expression)) return unknown('the limit was met');
    return result({ name, args, place: expression, scope }, known.run, known.keeps === true);
  }
  if (args === undefined) return unknown('its arguments are not known');
  if (Object.hasOwn(UNKNOWN_FUNCTIONS, name) || name.includes('::'))
    return unanswered(
      name,
      args.map(({ value }) => value),
      expression,
      scope,
    );
  return wrong(
    scope,
    'UNKNOWN_FUNCTION',
    `Terraform has no function \`${name}\`.${didYouMean(name, Object.keys(FUNCTIONS))}`,
    expression,
  );
}

/** Parts that are gone through: of values that are handed on those at the top alone, which cost less. */
function costOf({ keeps, deep }: TerraformFunction, args: Call['args']): number {
  if (keeps !== true || deep === true) return args.reduce((sum, { value }) => sum + sizeOf(value), 0);
  const top = ({ value }: Call['args'][number]) =>
    value.kind === 'list' ? value.items.length : value.kind === 'map' ? value.entries.size : 0;
  return args.reduce((sum, each) => sum + 1 + top(each) / 4, 0);
}

function unanswered(name: string, args: readonly Value[], place: Place, scope: Scope): Value {
  const reason = UNKNOWN_FUNCTIONS[name] ?? "the function is a provider's";
  inform(scope, 'FUNCTION_NOT_SIMULATED', `What \`${name}\` gives is not known here: ${reason}.`, place);
  return unknown(`what ${name} gives is not known here`, marksOf(args), undefined, place);
}

function argumentsOf(expression: CallExpression, scope: Scope): Call['args'] | undefined {
  const args = expression.args.map((place) => ({ value: scope.run.evaluate(place, scope), place: place as Place }));
  const last = args.at(-1);
  if (!expression.expand || last === undefined) return args;
  const spread = last.value.kind === 'lazy' ? (last.value.whole() ?? last.value) : last.value;
  if (spread.kind === 'unknown') return undefined;
  if (spread.kind === 'list') return [...args.slice(0, -1), ...spread.items.map((value) => ({ value, place: last.place }))];
  wrong(scope, 'INVALID_ARGUMENT', `\`...\` follows a list, and this is ${kindOf(spread)}.`, last.place);
  return undefined;
}

/** What the function made, with the marks of its arguments; functions that hand values on leave each value its own. */
function result(call: Call, run: (call: Call) => Value, keeps: boolean): Value {
  const { args, place, scope } = call;
  const inherited = (): Marks => marksOf(args.map(({ value }) => value));
  try {
    const made = run(call);
    return keeps ? made : marked(made, inherited());
  } catch (error) {
    if (error instanceof NotKnown) return unknown(error.message, inherited(), undefined, place);
    if (!(error instanceof Misuse)) throw error;
    return wrong(
      scope,
      'INVALID_ARGUMENT',
      `\`${call.name}\`: ${error.message}`,
      error.index === undefined ? place : (args[error.index]?.place ?? place),
    );
  }
}

function arity(name: string, least: number, most: number, given: number): string {
  const wanted = least === most ? String(least) : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  return `\`${name}\` takes ${wanted} ${wanted === '1' ? 'argument' : 'arguments'}, and here are ${given}.`;
}
