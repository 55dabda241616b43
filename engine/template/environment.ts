import type { Span } from '../diagnostic.ts';
import type { Located } from './tree.ts';

/** What `Fn::GetAtt` gives: a text, a list of texts, or why it cannot be known before the resource exists. */
export type AttributeValue = string | readonly string[] | { readonly kind: 'unknown'; readonly reason: string };

/** Where a template is deployed, and what AWS would answer there. Every function is pure: it is asked in any order, and often. */
export interface ResolveEnvironment {
  readonly region: string;
  readonly account: string;
  /** Derived from the Region where absent. */
  readonly partition?: string;
  readonly stackName?: string;
  readonly stackId?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly availabilityZones: (region: string) => readonly string[];
  /** The `Ref` of a resource; `properties` are resolved, and undefined where a cycle keeps them from being so. */
  readonly physicalIdOf: (type: string, logicalId: string, properties: Located | undefined) => string;
  /** The attribute of a resource; undefined where the type has none of that name. */
  readonly attributeOf: (
    type: string,
    logicalId: string,
    attribute: string,
    properties: Located | undefined,
  ) => AttributeValue | undefined;
  readonly imports: (exportName: string) => string | undefined;
  /** A value for a parameter of an AWS type, or one that is read from SSM, that nobody gave one. */
  readonly plausibleParameter?: (type: string, name: string) => string | undefined;
}

/** A resource that exists in the stack: its condition holds and its properties have no functions left. */
export interface Declaration {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** Always a map. */
  readonly properties: Located;
  /** What `DependsOn` names, without resources that a condition leaves out. */
  readonly dependsOn: readonly string[];
  /** The resources that the properties refer to, each once, in the order of the text. */
  readonly references: readonly string[];
  readonly span: Span;
  readonly keySpan: Span;
}

/** An output of the stack whose condition holds. */
export interface Output {
  readonly name: string;
  readonly value: Located;
  readonly exportName: Located | undefined;
  readonly keySpan: Span;
}
