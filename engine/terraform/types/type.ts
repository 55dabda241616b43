import type { Diagnostic, Span } from '../../diagnostic.ts';
import type { Json } from '../../json.ts';
import type { Located, LocatedEntry } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { AskedInstance, TerraformInstance } from '../instance.ts';

/** What is made of an argument's value; undefined leaves the property out. */
export type Conversion = (node: Located, instance: AskedInstance) => Located | undefined;

/** The property that an argument becomes, as it stands or converted. */
export type Becomes = string | readonly [property: string, convert: Conversion];

/** What a computed attribute is worked out from. */
export interface Asked {
  readonly instance: AskedInstance;
  readonly id: string;
  readonly world: World;
  /** Instances that were asked before, by id: whatever this one's arguments name is among them. */
  readonly seen: ReadonlyMap<string, AskedInstance>;
  /** The attribute of the CloudFormation type; undefined where there is none or only AWS knows it. */
  readonly attribute: (name: string) => Json | undefined;
}

/**
 * One resource type of a Terraform provider, as the CloudFormation type that it is simulated by: everything that is known about it here.
 * Arguments that become properties one by one stand in `arguments`; what becomes more than that is done in `build`.
 */
export interface TerraformType {
  readonly type: string;
  /** The CloudFormation type whose properties, id and attributes it has; absent where it only adds to others. */
  readonly becomes?: string;
  readonly arguments?: Readonly<Record<string, Becomes>>;
  /** Arguments that `build` reads or that change no verdict, separated by spaces; tags, timeouts and the like need not be named. */
  readonly others?: string;
  /** What may stand in its blocks, separated by spaces, by name; one inside another as `outer.inner`. Blocks without a row take anything. */
  readonly blocks?: Readonly<Record<string, string>>;
  /** Arguments that must be there, separated by spaces. */
  readonly required?: string;
  /** Properties that it always has. */
  readonly fixed?: Readonly<Record<string, Json>>;
  /** Computed attributes: the CloudFormation attribute that gives it, or a function; undefined is known to AWS alone. `id` is always there. */
  readonly attributes?: Readonly<Record<string, string | ((asked: Asked) => Json | undefined)>>;
  /** Beginning of its ids where it is not that of the CloudFormation type. */
  readonly idPrefix?: string;
  /** Where it has the id of something that another resource made, such as a VPC's default group. */
  readonly idOf?: (asked: Pick<Asked, 'instance' | 'world'>) => string | undefined;
  /** What more it makes, or changes in what others have made; everything that `arguments` make is there. */
  readonly build?: (it: Built, building: Building) => void;
  /** The same, after every `build`. */
  readonly finish?: (it: Built, building: Building) => void;
}

/** A resource of the network that is being put together. */
export interface Made {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly region: string;
  readonly account: string;
  readonly properties: Map<string, LocatedEntry>;
  /** What it waits for, by name or address. */
  readonly needs: readonly string[];
  readonly span: Span;
  readonly keySpan: Span;
}

/** An instance on its way, with what it became. */
export interface Built {
  readonly instance: TerraformInstance;
  /** Undefined where its type becomes nothing by itself. */
  readonly made: Made | undefined;
  /** Its own name, from which names of parts are made. */
  readonly name: string;
}

/** Everything that has been made so far, in order. */
export interface Building {
  readonly world: World;
  /** Whether a person wrote the arguments; a plan or a state also shows what AWS answered, and one thing twice. */
  readonly written: boolean;
  readonly built: readonly Built[];
  readonly resources: readonly Made[];
  readonly diagnostics: Diagnostic[];
  /** Adds a resource that is a part of `it`; `part` follows its name, as in `aws_route_table.a.route[0]`. */
  readonly add: (
    it: Built,
    part: string,
    type: string,
    properties: Readonly<Record<string, Located | undefined>>,
    span?: Span,
  ) => Made;
  /** What has the id that stands in `node`. */
  readonly withId: (node: Located | undefined) => Made | undefined;
}
