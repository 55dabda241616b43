import type { Diagnostic } from '../diagnostic.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { orderOf } from '../resources/index.ts';
import type { Draft } from '../resources/kind.ts';
import type { Stack } from '../stack/deploy.ts';
import { dnsNamesOf, madeUpIn, type Written } from './cloudformation.ts';
import { COMMANDS, rulesOfGroup } from './command-table.ts';
import { holdersOf, type Named, type Part, partsOf } from './named.ts';
import { option, variable, words } from './shell.ts';
import { type Writing, written } from './values.ts';

/** The stacks as shell scripts of `aws` commands that create them, one for each: each id is kept in a variable that bears the thing's name. */
export function writtenCommands(stack: Pick<Stack, 'resources' | 'draft'>, diagnostics: Diagnostic[]): Written {
  const parts = partsOf(stack);
  const files = parts.map((part) => ({
    path: `${part.stack === '' ? 'create' : part.stack}.sh`,
    text: scriptOf(part, parts, stack.draft, diagnostics),
  }));
  const names = parts.flatMap(({ things }) => things.map(({ name, declared }) => [declared.physicalId, name] as const));
  return { files, diagnostics, names: new Map(names) };
}

const HEAD = (region: string): readonly string[] => [
  '#!/bin/sh',
  '# Creates this network in the account that the aws command speaks to. What it creates costs money until it is deleted.',
  'set -eu',
  `export AWS_REGION=${region} AWS_PAGER=`,
];

function scriptOf(part: Part, parts: readonly Part[], draft: Draft, diagnostics: Diagnostic[]): string {
  const writing: Writing = {
    stack: part.stack,
    holders: holdersOf(parts),
    madeUp: madeUpIn(part),
    dnsNames: new Map([...dnsNamesOf(part, draft)].map(([label, json]) => [label, { 'Fn::GetAtt': [nameIn(json), DNS_NAME] }])),
    parameters: new Map(),
    home: draft,
    diagnostics,
  };
  const ordered = part.things.toSorted((a, b) => orderOf(a.declared.type) - orderOf(b.declared.type));
  const lines = withLookups(ordered, [...upTo(ordered, writing, true), ...upTo(ordered, writing, false)]);
  const needed = [...writing.parameters].map(
    ([name, { value, description }]) =>
      `${name}=\${${name}:?${description}${value === undefined ? '' : `; here it was ${value}`}}`,
  );
  return `${[...HEAD(draft.region), ...needed, ...missingIn(lines, new Set(['AWS_REGION', ...writing.parameters.keys()])), '', ...lines].join('\n')}\n`;
}

/** The thing whose name the functions lead to. */
const nameIn = (json: Json): string => /"Fn::GetAtt":\["([A-Za-z0-9]+)"/.exec(JSON.stringify(json))?.[1] ?? '';

const GROUP = 'AWS::EC2::SecurityGroup';

/** Groups may name each other, so their rules are written once all of them are there. */
function upTo(ordered: readonly Named[], writing: Writing, groups: boolean): readonly string[] {
  const part = ordered.filter(({ declared }) => orderOf(declared.type) <= orderOf(GROUP) === groups);
  const lines = part.flatMap((each) => linesOf(each, writing));
  const rules = part
    .filter(({ declared }) => declared.type === GROUP)
    .flatMap(({ name, declared }) => rulesOfGroup(name, fieldsOf(declared, writing)));
  return [...lines, ...rules];
}

/** What no call here answers has to be given by whoever runs the script. */
function missingIn(lines: readonly string[], known: ReadonlySet<string>): readonly string[] {
  const made = new Set([...known, ...lines.flatMap((line) => /^([A-Za-z0-9_]+)=/.exec(line)?.[1] ?? [])]);
  const used = lines.flatMap((line) => variablesIn(line)).filter((name) => !made.has(name));
  return [...new Set(used)].map((name) => `${name}=\${${name}:?something that this script does not create}`);
}

const variablesIn = (line: string): readonly string[] =>
  line.startsWith('#')
    ? []
    : [...line.replaceAll(/\\[\\$"`]/g, '').matchAll(/\$\{?([A-Za-z0-9_]+)/g)].flatMap(([, name]) => name ?? []);

const DNS_NAME = 'DNSName';

/** Calls that ask for the DNS name of what was created. */
const LOOKUPS: Readonly<Record<string, (id: string) => string>> = {
  'AWS::EC2::VPCEndpoint': (id) =>
    `aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${id} --query 'VpcEndpoints[0].DnsEntries[0].DnsName'`,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (id) =>
    `aws elbv2 describe-load-balancers --load-balancer-arns ${id} --query 'LoadBalancers[0].DNSName'`,
};

/** The names that lines after this one ask for. */
function withLookups(ordered: readonly Named[], lines: readonly string[]): readonly string[] {
  const used = new Set(lines.flatMap(variablesIn));
  const lookups = new Map(
    ordered.flatMap(({ name, declared }) => {
      const ask = LOOKUPS[declared.type];
      const kept = `${name}_${DNS_NAME}`;
      return ask === undefined || !used.has(kept) ? [] : [[name, `${kept}=$(${ask(variable(name))} --output text)`] as const];
    }),
  );
  return lines.flatMap((line) => {
    const lookup = lookups.get(/^([A-Za-z0-9]+)=/.exec(line)?.[1] ?? '');
    return lookup === undefined ? [line] : [line, lookup];
  });
}

function fieldsOf(declared: Named['declared'], writing: Writing): JsonObject {
  const properties = written(declared.properties, writing);
  return isJsonObject(properties ?? null) ? (properties as JsonObject) : {};
}

function linesOf({ name, declared }: Named, writing: Writing): readonly string[] {
  const command = COMMANDS[declared.type];
  const fields = fieldsOf(declared, writing);
  if (command === undefined) return [`# ${name} is of type ${declared.type}, which this script does not create.`];
  if ('lines' in command) return command.lines(name, fields);
  const { verb, id, skip = [], rename = {}, after } = command;
  const options = Object.entries(fields)
    .filter(([property]) => property !== 'Tags' && !skip.includes(property))
    .map(([property, value]) => option(rename[property] ?? property, value ?? null));
  const call = ['aws', verb, ...options].join(' ');
  const first = id === undefined ? `${call} > /dev/null` : `${name}=$(${call} --query ${id} --output text)`;
  return [first, ...tagLines(name, verb, id, fields), ...(after?.(name, fields) ?? [])];
}

function tagLines(name: string, verb: string, id: string | undefined, { Tags: tags }: JsonObject): readonly string[] {
  if (id === undefined || !verb.startsWith('ec2 ') || !Array.isArray(tags) || tags.length === 0) return [];
  return [`aws ec2 create-tags --resources ${variable(name)} --tags ${words(tags)}`];
}
