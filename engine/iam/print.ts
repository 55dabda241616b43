import type { JsonObject } from '../json.ts';
import type { Condition, PatternList, Policy, PrincipalElement, Statement } from './policy.ts';

/** The document of a policy: what `parsePolicy` reads back as the same policy. */
export function printPolicy({ version, id, statements }: Policy): JsonObject {
  const printed = statements.map(printStatement);
  const [first] = statements;
  return {
    Version: version,
    ...(id === undefined ? {} : { Id: id }),
    // A statement that stood alone keeps its place, so that pointers into the document stay true.
    Statement: first?.pointer === '/Statement' ? (printed[0] ?? []) : printed,
  };
}

function printStatement({ sid, effect, principal, action, resource, conditions }: Statement): JsonObject {
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect,
    ...(principal === undefined ? {} : { [principal.not ? 'NotPrincipal' : 'Principal']: printPrincipal(principal.element) }),
    ...printList('Action', action),
    ...(resource === undefined ? {} : printList('Resource', resource)),
    ...(conditions.length === 0 ? {} : { Condition: printConditions(conditions) }),
  };
}

const printList = (name: string, { not, written }: PatternList): JsonObject => ({ [not ? `Not${name}` : name]: written });

function printPrincipal(element: PrincipalElement): '*' | JsonObject {
  if (element.kind === 'everybody') return '*';
  const types = [...new Set(element.entries.map((entry) => entry.type))];
  return Object.fromEntries(
    types.map((type) => [type, element.entries.filter((entry) => entry.type === type).map((entry) => entry.value)]),
  );
}

function printConditions(conditions: readonly Condition[]): JsonObject {
  const operators = [...new Set(conditions.map((each) => each.writtenOperator))];
  return Object.fromEntries(
    operators.map((operator) => [
      operator,
      Object.fromEntries(
        conditions
          .filter((each) => each.writtenOperator === operator)
          .map(({ writtenKey, writtenValues }) => [writtenKey, writtenValues]),
      ),
    ]),
  );
}
