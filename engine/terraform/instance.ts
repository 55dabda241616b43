import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Json } from '../json.ts';
import type { Located, LocatedMap } from '../template/tree.ts';
import type { World } from '../world.ts';
import type { Found } from './evaluate/scope.ts';

/**
 * What Terraform text becomes, and what is asked on the way: the seam between the language (`engine/terraform`: text to
 * instances, no knowledge of any resource type) and the resources (what an instance of `aws_vpc_endpoint` is in the network). A plan
 * or state as `terraform show -json` prints it gives the same instances without any evaluation.
 *
 * References survive. A value that was read from another instance as a whole, `aws_vpc.main.id`, carries
 * `ref: {logicalId: 'aws_vpc.main', attribute: 'id'}`: `logicalId` is the address of the instance, `attribute` the path below it
 * as Terraform writes it (`id`, `ipv6_cidr_block`, `dns_entry[0].dns_name`); it keeps it through variables, locals, outputs of
 * modules, lists, maps, conditionals and functions that hand values on (`element`, `merge`, `concat`, `flatten`, `coalesce`, …).
 * A text of which it is only a part, `"${aws_s3_bucket.b.arn}/*"`, or a policy of `jsonencode`, has no `ref` of its own; the
 * instance's `references` names the other instance all the same.
 *
 * What Terraform knows only after apply is asked of `attributeOf`. Where it answers with a known value the value stands in the tree as a
 * scalar (list, map) with its `ref`; where it does not, the value is `{kind: 'unknown', reason, ref?, span}`, and a text made with
 * it is unknown as a whole. So a fake but stable id (`vpc-0a1b…`) from `attributeOf` makes texts and policies readable, and the
 * language still refuses a `count` or `for_each` that hangs on a value which Terraform would not know yet.
 */

/** One instance of a resource block: the block itself, or one of its `count` or `for_each`. */
export interface TerraformInstance {
  /** Such as `module.x["a"].aws_subnet.private[0]`; unique in a configuration. */
  readonly address: string;
  readonly mode: 'managed';
  readonly type: string;
  readonly name: string;
  /** Of `for_each` a text, of `count` a number; absent where the block has neither. */
  readonly key?: string | number;
  /** The address of the module that holds it, such as `module.x["a"]`; empty for the root. */
  readonly module: string;
  readonly provider: ProviderPlace;
  /**
   * The arguments as written, nothing filled in and nothing computed: names are Terraform's; nested blocks are lists of maps, also
   * where at most one may stand (as in a plan); null arguments are left out, and so are `count`, `for_each`, `provider`, `depends_on`,
   * `lifecycle`, `connection`, `provisioner`. Texts, numbers and truth values may stand for each other as Terraform converts them
   * ("443", 443). Sets are lists in the order of the text, without repetition.
   */
  readonly values: LocatedMap;
  /** Addresses of the instances that `values` were read from, each once, in the order of the text. */
  readonly references: readonly string[];
  /** What `depends_on` names, as far as it is instances of resources: addresses. */
  readonly dependsOn: readonly string[];
  /** The whole block. */
  readonly span: Span;
  /** Its head, `resource "aws_vpc" "main"`. */
  readonly keySpan: Span;
}

/** Where an instance is made. A resource's own `region` argument (provider 6) is already taken into account. */
export interface ProviderPlace {
  /** `aws`, or whatever stands before the first underscore of the type. */
  readonly name: string;
  readonly alias?: string;
  /** Of the provider block, else the world's. */
  readonly region: string;
  /** Of the role that the provider assumes, or its only allowed account; else the world's. */
  readonly account: string;
}

/**
 * What an attribute of an instance is. `atPlan`: Terraform knows it before apply, as the default of an argument. `none`: the type is
 * known and has no such attribute, which Terraform refuses.
 */
export type AttributeAnswer =
  | { readonly kind: 'known'; readonly value: Json; readonly atPlan?: true }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

/** The instance whose attribute is asked: everything of it but what only the end of the evaluation knows. */
export type AskedInstance = Pick<TerraformInstance, 'address' | 'type' | 'name' | 'key' | 'module' | 'provider' | 'values'>;

/** A module that is not a folder of the configuration: the address of the call, such as `module.vpc`, and what it is given. */
export interface ModuleCall {
  readonly address: string;
  /** As written, such as `terraform-aws-modules/vpc/aws` or `…//modules/vpc-endpoints`. */
  readonly source: string;
  readonly version?: string;
  /** The arguments; without `source`, `version`, `providers`, `count`, `for_each`, `depends_on`; null ones are left out. */
  readonly inputs: LocatedMap;
  /** Where the module's `aws` provider works. */
  readonly provider: ProviderPlace;
  readonly span: Span;
  readonly keySpan: Span;
}

/** What a built-in model of a module makes of a call. */
export interface ModuleAnswer {
  /** Addresses begin with that of the call. */
  readonly instances: readonly TerraformInstance[];
  /** Every output of the module, with `ref`s where a value is an attribute of an instance. An output that is not here does not exist. */
  readonly outputs: Readonly<Record<string, Located>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One file of a configuration; `path` uses `/`, relative to a folder of the reader's choice. */
export interface TerraformFile {
  readonly path: string;
  readonly text: string;
}

/** A configuration and what is asked around it. Every function is pure: it is asked in any order, and often. */
export interface TerraformInput {
  /** `.tf`, `.tf.json`, `.tfvars`, `.tfvars.json` of the root folder and of local modules, and what `file()` and `templatefile()` read. */
  readonly files: readonly TerraformFile[];
  /** The folder of the root module; left out, the shallowest folder with Terraform text that no other calls as a module. */
  readonly root?: string;
  readonly world: World;
  /** Values of the root module's variables: texts, as in `-var name=value`. They win over files. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** `terraform.workspace`; `default` when left out. */
  readonly workspace?: string;
  /**
   * An attribute that the instance's `values` do not hold (arguments as written are read by the language itself). `attribute` is one
   * name, such as `id`; what stands below it in the value is read by the language. Absent: everything computed is unknown.
   */
  readonly attributeOf?: (instance: AskedInstance, attribute: string) => AttributeAnswer;
  /** A module that is no local folder; undefined: not known, named in a diagnostic and left, its outputs unknown. */
  readonly moduleOf?: (call: ModuleCall) => ModuleAnswer | undefined;
}

/** An output of the root module. */
export interface TerraformOutput {
  readonly name: string;
  readonly value: Located;
  readonly span: Span;
}

/** What a configuration makes, as far as it can be read; every fault is a diagnostic with a code and a place. */
export interface TerraformConfiguration {
  /** In the order of the text: files by name, the root first, then its modules. */
  readonly instances: readonly TerraformInstance[];
  readonly outputs: readonly TerraformOutput[];
  readonly diagnostics: readonly Diagnostic[];
  /** Parts of the default VPC that data sources have found, by id. */
  readonly found: ReadonlyMap<string, Found>;
}

/*
 * The door is `evaluate.ts`:
 *   export function evaluateTerraform(input: TerraformInput): TerraformConfiguration
 * Nothing of the CloudFormation path imports it, so that a browser loads it only where a Terraform text is opened.
 */
