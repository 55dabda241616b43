import { type Diagnostic, warningAt } from '../diagnostic.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Id } from '../network/model.ts';
import { plausibleParameter } from '../stack/assumed.ts';
import { asString, at, type Located, type ResourceRef } from '../template/tree.ts';
import type { holdersOf, Named } from './named.ts';

/** A parameter of a template that is written: without a value where AWS offers one of its own things. */
export interface WrittenParameter {
  readonly type: string;
  readonly value?: string;
  readonly description: string;
}

/** What is known while one template is written. */
export interface Writing {
  readonly stack: string;
  readonly holders: ReturnType<typeof holdersOf>;
  /** Things whose id or ARN was made up, so that it must not stand in a text. */
  readonly madeUp: readonly (readonly [id: Id, name: string])[];
  /** What gives each DNS name that AWS made: the name of a load balancer, or what an endpoint's begins with. */
  readonly dnsNames: ReadonlyMap<string, Json>;
  /** Ids of other stacks' things, each a parameter of this template by its name. */
  readonly parameters: Map<string, WrittenParameter>;
  /** Whether the language has a word for an attribute of a thing; where it has none, the value itself is written. Absent: always. */
  readonly canRefer?: (named: Named, attribute: string | undefined) => boolean;
  /** What stands for a whole text that another run would not have, such as a block that AWS gives. */
  readonly special?: (text: string) => Json | undefined;
  readonly home: { readonly account: string; readonly region: string };
  readonly diagnostics: Diagnostic[];
}

/** The property's value as CloudFormation's JSON has it, references written as functions; undefined where it cannot be known. */
export function written(node: Located, writing: Writing): Json | undefined {
  switch (node.kind) {
    case 'list':
      return node.items.flatMap((item) => written(item, writing) ?? []);
    case 'map':
      return Object.fromEntries(
        [...node.entries.values()].flatMap(({ key, value }): [string, Json][] => {
          const inner = written(value, writing);
          return inner === undefined ? [] : [[key, inner]];
        }),
      );
    case 'unknown': {
      const known = node.ref === undefined ? undefined : referenceTo(node.ref, writing);
      if (known === undefined)
        writing.diagnostics.push(
          warningAt('EXPORT_UNKNOWN', `This value cannot be known here, so it is left out: ${node.reason}.`, node.span),
        );
      return known;
    }
    case 'scalar':
      return (
        (node.ref === undefined ? undefined : referenceTo(node.ref, writing)) ??
        (typeof node.value === 'string' ? textOf(node.value, writing) : node.value)
      );
  }
}

/** `Ref` or `Fn::GetAtt`, where the thing is one of this template's. */
function referenceTo({ logicalId, attribute }: ResourceRef, { stack, holders, canRefer }: Writing): JsonObject | undefined {
  for (const { stack: home, named } of holders.values()) {
    const { name } = named;
    if (home !== stack || (name !== logicalId && name !== `${stack}/${logicalId}`)) continue;
    if (canRefer?.(named, attribute) === false) return undefined;
    return attribute === undefined ? { Ref: name } : { 'Fn::GetAtt': [name, attribute] };
  }
  return undefined;
}

const GENERATED = /\b(?:[a-z]+-)+0[0-9a-f]{16}\b/g;

/** A text in which AWS ids of things here are references. */
function textOf(text: string, writing: Writing): Json {
  const whole = idReference(text, writing) ?? nameReference(text, writing) ?? writing.special?.(text);
  if (whole !== undefined) return whole;
  const names = new Map<string, string>();
  for (const [id] of text.matchAll(GENERATED)) {
    const holder = writing.holders.get(id);
    if (holder?.stack === writing.stack) names.set(id, placeholder(holder.named));
  }
  for (const [id, name] of writing.madeUp) if (text.includes(id)) names.set(id, name);
  if (names.size === 0) return text;
  let sub = text.replaceAll('${', '${!');
  for (const [id, name] of names) sub = sub.replaceAll(id, `\${${name}}`);
  return { 'Fn::Sub': sub };
}

/** The reference that stands for the whole text, where it is an AWS id. A name that an author chose stays a name. */
function idReference(text: string, writing: Writing): JsonObject | undefined {
  const holder = writing.holders.get(text);
  if (holder === undefined) return existingReference(text, writing);
  if (isChosen(holder.named)) return undefined;
  if (holder.stack === writing.stack) {
    const name = placeholder(holder.named);
    return name.includes('.') ? { 'Fn::GetAtt': name.split('.') } : { Ref: name };
  }
  const name = `${holder.stack.replace(/[^A-Za-z0-9]/g, '')}${holder.named.name}`;
  writing.parameters.set(name, { type: 'String', value: text, description: `${holder.named.name} of the stack ${holder.stack}` });
  return { Ref: name };
}

const OFFERED: Readonly<Record<string, string>> = {
  vpc: 'AWS::EC2::VPC::Id',
  subnet: 'AWS::EC2::Subnet::Id',
  sg: 'AWS::EC2::SecurityGroup::Id',
};

/** What was assumed to be there before the template: whoever deploys it chooses. */
function existingReference(text: string, { home, parameters }: Writing): JsonObject | undefined {
  const [prefix = ''] = text.split('-', 1);
  const type = OFFERED[prefix];
  if (type === undefined) return undefined;
  const word = type.split('::')[2] ?? '';
  const name = ['A', 'B', 'C']
    .map((letter) => `Existing${word}${letter}`)
    .find((each) => plausibleParameter(home, type, each) === text);
  if (name === undefined) return undefined;
  parameters.set(name, { type, description: 'Something that is there before this stack' });
  return { Ref: name };
}

/** A DNS name that AWS made, where it is the whole text: the thing made anew gets another. */
function nameReference(text: string, { dnsNames }: Writing): Json | undefined {
  const name = text
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(\*|dualstack)\./, '');
  return dnsNames.get(name) ?? (name.endsWith('.vpce.amazonaws.com') ? dnsNames.get(name.split('.')[0] ?? '') : undefined);
}

/** An Elastic IP's `Ref` is its address: what others name is its allocation. */
const placeholder = ({ name, declared }: Named): string => (declared.type === 'AWS::EC2::EIP' ? `${name}.AllocationId` : name);

const NAMES: Readonly<Record<string, string>> = { 'AWS::S3::Bucket': 'BucketName', 'AWS::DynamoDB::Table': 'TableName' };

/** Whether the id is a name that the author wrote. */
export function isChosen({ declared }: Named): boolean {
  const property = NAMES[declared.type];
  return property !== undefined && asString(at(declared.properties, property)) !== undefined;
}
