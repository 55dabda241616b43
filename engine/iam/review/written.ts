import type { ActionCatalogue } from '../../catalogue/actions/actions.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { Condition, Policy, PolicyFault, Statement } from '../policy.ts';
import type { PolicyPlace } from './place.ts';

/** A text of a policy as it is written, and the JSON pointer to it. */
export interface WrittenText {
  readonly text: string;
  readonly pointer: string;
}

/**
 * Stands for a value that cannot be known before the deployment, such as the ARN of a resource that is not simulated. As a policy
 * variable without value it equals nothing, and no rule judges it.
 */
export const UNKNOWN_TEXT = '${unknown}';

/** Action or NotAction, Resource or NotResource. */
export interface WrittenList {
  readonly not: boolean;
  readonly pointer: string;
  readonly texts: readonly WrittenText[];
}

export interface WrittenPrincipal {
  readonly not: boolean;
  readonly everybody: boolean;
  readonly pointer: string;
  readonly entries: readonly (WrittenText & { readonly type: string })[];
}

export interface WrittenCondition extends Condition {
  readonly texts: readonly WrittenText[];
}

/** A statement that AWS's grammar takes, with the place of each of its texts. */
export interface WrittenStatement {
  readonly effect: Statement['effect'];
  readonly pointer: string;
  readonly action: WrittenList;
  readonly resource: WrittenList | undefined;
  readonly principal: WrittenPrincipal | undefined;
  readonly conditions: readonly WrittenCondition[];
}

/** What every rule of the review gets: the document, where it would be attached, and the catalogue where it is at hand. */
export interface ReviewedPolicy {
  readonly document: Json;
  readonly version: string;
  readonly statements: readonly WrittenStatement[];
  readonly place: PolicyPlace;
  readonly catalogue: ActionCatalogue | undefined;
}

/** One rule of the review: what it finds, in the order of the document. */
export type Rule = (policy: ReviewedPolicy) => readonly PolicyFault[];

/** The rule that looks at each statement for itself. */
export const forEach =
  (look: (statement: WrittenStatement, policy: ReviewedPolicy) => readonly PolicyFault[]): Rule =>
  (policy) =>
    policy.statements.flatMap((statement) => look(statement, policy));

/** The statements of `document`, which `policy` was parsed from. */
export function writtenStatements(document: Json, policy: Policy): readonly WrittenStatement[] {
  return policy.statements.map((statement) => {
    const json = jsonAt(document, statement.pointer);
    const { effect, pointer } = statement;
    return {
      effect,
      pointer,
      action: listAt(json, 'Action', pointer) ?? { not: false, pointer, texts: [] },
      resource: listAt(json, 'Resource', pointer),
      principal: principalAt(json, statement),
      conditions: statement.conditions.map((condition) => ({
        ...condition,
        texts: textsAt(jsonAt(document, condition.pointer), condition.pointer),
      })),
    };
  });
}

function listAt(statement: Json | undefined, name: string, pointer: string): WrittenList | undefined {
  if (!isJsonObject(statement)) return undefined;
  const not = statement[name] === undefined;
  const key = not ? `Not${name}` : name;
  const written = statement[key];
  return written === undefined ? undefined : { not, pointer: `${pointer}/${key}`, texts: textsAt(written, `${pointer}/${key}`) };
}

function principalAt(statement: Json | undefined, { principal, pointer }: Statement): WrittenPrincipal | undefined {
  if (principal === undefined || !isJsonObject(statement)) return undefined;
  const here = `${pointer}/${principal.not ? 'NotPrincipal' : 'Principal'}`;
  const written = principal.not ? statement.NotPrincipal : statement.Principal;
  const entries = isJsonObject(written)
    ? Object.entries(written).flatMap(([type, value]) => textsAt(value, `${here}/${type}`).map((each) => ({ ...each, type })))
    : [];
  return { not: principal.not, everybody: principal.element.kind === 'everybody', pointer: here, entries };
}

function textsAt(json: Json | undefined, pointer: string): readonly WrittenText[] {
  if (isList(json)) return json.map((each, index) => ({ text: String(each), pointer: `${pointer}/${index}` }));
  return json === undefined || isJsonObject(json) ? [] : [{ text: String(json), pointer }];
}

// Array.isArray does not narrow readonly arrays out of a union.
const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

function jsonAt(document: Json, pointer: string): Json | undefined {
  let here: Json | undefined = document;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    here = isList(here) ? here[Number(key)] : isJsonObject(here) ? here[key] : undefined;
  }
  return here;
}
