import type { JsonObject } from '../../json.ts';
import type { EvalDecision, Layer } from '../evaluate.ts';
import type { Absence } from '../keys/index.ts';
import type { NamedAs } from '../principal.ts';

/** The first element of a statement that did not match, with the values on both sides. */
export interface Failure {
  readonly element: 'Principal' | 'NotPrincipal' | 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Condition';
  /** JSON pointer into the policy's document. */
  readonly pointer: string;
  /** Of a condition: operator and key as the policy writes them. */
  readonly operator?: string;
  readonly key?: string;
  /** As the policy writes them. */
  readonly policyValues: readonly string[];
  /** What the request has; empty for an absent key. */
  readonly requestValues: readonly string[];
}

/** One statement of a gate. */
export interface ExplainedStatement {
  readonly policy: number;
  readonly orgIdentifier?: string;
  readonly statement: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly pointer: string;
  readonly matched: boolean;
  /** Of a statement that matched: how it names the caller. */
  readonly namedAs?: NamedAs;
  readonly failed?: Failure;
  /** Keys that its conditions and variables ask for and the request does not carry, each with the reason. */
  readonly dependsOn: readonly Absence[];
}

/** Why a layer has no say. */
export type Silence =
  | 'notAttached'
  | 'noEndpoint'
  | 'noIdentity'
  | 'serviceLinkedRole'
  | 'managementAccount'
  | 'serviceNotSupported';

/** One place of a document to be changed; `policy` counts within its layer, at its level of the organization. */
export interface Change {
  readonly kind: 'attach-policy' | 'add-statement' | 'remove-statement' | 'add-values' | 'add-condition';
  readonly policy: number;
  readonly orgIdentifier?: string;
  /** JSON pointer into that document: of the statement, or of the list that the values join. */
  readonly pointer: string;
  /** The policy to attach or the statement to add. */
  readonly document?: JsonObject;
  /** Of `add-values` and `add-condition`. */
  readonly values?: readonly string[];
}

/** One of the layers, in the order in which a person would walk them. */
export interface ExplainedGate {
  readonly layer: Layer;
  readonly decision: EvalDecision | 'notApplicable';
  readonly silence?: Silence;
  /** Whether the request stays denied as long as this layer stays as it is. */
  readonly mustChange: boolean;
  /** Whether AWS's message may name this layer: it names one of those that deny. */
  readonly mayBeNamed: boolean;
  readonly statements: readonly ExplainedStatement[];
  /** Where it must change: changes that together make this layer let the request pass. */
  readonly edit?: readonly Change[];
  /** Rows of the fact sheet that say what AWS leaves open about this gate. */
  readonly undecided: readonly string[];
}

/** The refusal as AWS would print it, as data. */
export interface Refusal {
  readonly layer: Layer;
  readonly kind: 'explicit' | 'implicit';
  /** A role's trust policy is called by its own name. */
  readonly trustPolicy: boolean;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Whether the caller gets to read the reason; else it is a plain "Access Denied" (facts:E100). */
  readonly visible: boolean;
}

/** Everything about one decision, in the order in which a person thinks. */
export interface Explanation {
  readonly evalDecision: EvalDecision;
  /** A rule outside the policies that decided: its row of the fact sheet. */
  readonly exception?: 'E.3' | 'E101';
  readonly gates: readonly ExplainedGate[];
  /** Absent where the request is allowed. */
  readonly refusal?: Refusal;
}
