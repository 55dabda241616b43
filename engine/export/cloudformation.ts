import { Document, isPair, isScalar, Scalar, visit } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Draft } from '../resources/kind.ts';
import type { Stack } from '../stack/deploy.ts';
import { withoutStack } from '../stack/stack-of.ts';
import { holdersOf, type Named, type Part, partsOf } from './named.ts';
import { isChosen, type Writing, written } from './values.ts';

/** One file that was written. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** Files that say the same in another language, and what could not be said in it. */
export interface Written {
  readonly files: readonly WrittenFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** What each thing is called in them, by its AWS id here. */
  readonly names: ReadonlyMap<string, string>;
  /** Of Terraform: every address that says something of a thing, by its AWS id. */
  readonly addresses?: ReadonlyMap<string, readonly string[]>;
}

/** The stacks as CloudFormation templates in YAML, one for each; what they name of each other are parameters. */
export function writtenCloudFormation(
  { resources, draft }: Pick<Stack, 'resources' | 'draft'>,
  diagnostics: Diagnostic[],
): Written {
  const parts = partsOf({ resources });
  const files = parts.map((part) => ({
    path: `${part.stack === '' ? 'template' : part.stack}.yaml`,
    text: yamlOf(templateOf(part, parts, draft, diagnostics)),
  }));
  const names = parts.flatMap(({ stack: home, things }) =>
    things.map(({ name, declared }) => [declared.physicalId, home === '' ? name : `${home}/${name}`] as const),
  );
  return { files, diagnostics, names: new Map(names) };
}

function templateOf(part: Part, parts: readonly Part[], draft: Draft, diagnostics: Diagnostic[]): JsonObject {
  const holders = holdersOf(parts);
  const writing: Writing = {
    stack: part.stack,
    holders,
    madeUp: madeUpIn(part),
    dnsNames: dnsNamesOf(part, draft),
    parameters: new Map(),
    home: draft,
    diagnostics,
  };
  const resources = part.things.map((each): [string, Json] => [each.name, resourceOf(each, part, writing)]);
  const parameters = [...writing.parameters].map(([name, { type, value, description }]): [string, Json] => [
    name,
    { Type: type, ...(value === undefined ? {} : { Default: value }), Description: description },
  ]);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    ...(parameters.length === 0 ? {} : { Parameters: Object.fromEntries(parameters) }),
    Resources: Object.fromEntries(resources),
  };
}

/** How a template names a load balancer's and an endpoint's own names. */
export function dnsNamesOf({ things }: Part, draft: Draft): ReadonlyMap<string, Json> {
  return new Map(
    things.flatMap(({ name, declared }): [string, Json][] => {
      const balancer = draft.loadBalancers.get(declared.physicalId);
      if (balancer !== undefined) return [[balancer.dnsName, { 'Fn::GetAtt': [name, 'DNSName'] }]];
      const endpoint = draft.vpcEndpoints.get(declared.physicalId);
      if (endpoint === undefined || endpoint.type === 'Gateway') return [];
      const entry = { 'Fn::Select': [0, { 'Fn::GetAtt': [name, 'DnsEntries'] }] };
      return [[endpoint.dnsLabel, { 'Fn::Select': [1, { 'Fn::Split': [':', entry] }] }]];
    }),
  );
}

/** Types whose ids AWS makes up as names or ARNs. */
const MADE_UP = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
];

/** The things whose ids AWS made up as names or ARNs. */
export const madeUpIn = ({ things }: Part): Writing['madeUp'] =>
  things
    .filter((each) => MADE_UP.includes(each.declared.type) && !isChosen(each))
    .map(({ name, declared }) => [declared.physicalId, name] as const);

function resourceOf({ declared }: Named, part: Part, writing: Writing): JsonObject {
  const properties = written(declared.properties, writing);
  const said = JSON.stringify(properties ?? {});
  const waits = [...declared.needs.map(withoutStack), ...attachmentsFor(declared, part)];
  const others = [...new Set(waits)].filter((name) => part.things.some((each) => each.name === name) && !mentions(said, name));
  return {
    Type: declared.type,
    ...(others.length === 0 ? {} : { DependsOn: others.length === 1 ? (others[0] ?? '') : others }),
    ...(isJsonObject(properties ?? null) && Object.keys(properties as JsonObject).length > 0
      ? { Properties: properties ?? {} }
      : {}),
  };
}

const mentions = (json: string, name: string): boolean =>
  new RegExp(`"Ref":"${name}"|GetAtt":\\["${name}"|\\$\\{${name}[.}]`).test(json);

/** What leads through an internet gateway has to wait until it is attached, which nothing in it says. */
function attachmentsFor({ type, properties }: Named['declared'], { things }: Part): readonly string[] {
  if (type !== 'AWS::EC2::Route' && type !== 'AWS::EC2::EIP' && type !== 'AWS::EC2::NatGateway') return [];
  const gateway = properties.kind === 'map' ? properties.entries.get('GatewayId')?.value : undefined;
  if (type === 'AWS::EC2::Route' && gateway === undefined) return [];
  return things.filter(({ declared }) => declared.type === 'AWS::EC2::VPCGatewayAttachment').map(({ name }) => name);
}

/** YAML with the short tags of functions, as a person would write it. */
function yamlOf(template: JsonObject): string {
  const document = new Document(template, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Map: (_key, node) => {
      const [only] = node.items;
      if (node.items.length !== 1 || !isPair(only) || !isScalar(only.key)) return undefined;
      return tagFor(node.toJSON() as JsonObject);
    },
  });
  return document.toString({ lineWidth: 0 });
}

function tagFor(value: JsonObject): Scalar | undefined {
  const [key = ''] = Object.keys(value);
  const argument = value[key];
  const text = key === 'Fn::GetAtt' && Array.isArray(argument) ? argument.join('.') : argument;
  if (typeof text !== 'string' || !['Ref', 'Fn::GetAtt', 'Fn::Sub'].includes(key)) return undefined;
  const scalar = new Scalar(text);
  scalar.tag = `!${key.replace('Fn::', '')}`;
  return scalar;
}
