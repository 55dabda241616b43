import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerProbes, openConfiguration } from '#engine';
import { REFUSAL_CODES } from '../engine/resources/refusal-codes.ts';
import { conformancePairs } from './pairs.ts';

/**
 * What AWS refuses (facts:A.5, and the errors of the calls that a template makes): the conformance case whose template breaks the rule, as
 * `file: name`, or why no template can.
 */
type Row = readonly [rule: string, shown: string | { readonly notByTemplate: string }];

const no = (notByTemplate: string) => ({ notByTemplate });

const FACTS: readonly Row[] = [
  ['A50 DuplicateSubnetsInSameZone', 'endpoints: two subnets of one zone on an interface endpoint are refused'],
  ['A51 the service is not in that zone', 'resolvers: a zone where the service is not offered is refused'],
  ['A52 the zone reaches no other Region', 'lifecycle: K74 some zones reach no other Region'],
  ['A53 a second private name', 'endpoints: a second private DNS endpoint of one service in one VPC is refused'],
  ['A54 ConflictingDomainExists', "symptoms: K43 one's own zone of the managed name is refused"],
  ['A55 no private name to switch on', 'lifecycle: K57 a service without a private name has none to switch on'],
  ['A56 inbound only without a gateway endpoint', "symptoms: K49 S3's inbound-only names need a gateway endpoint"],
  ['A57 vpce:AllowMultiRegion', 'lifecycle: B07 whoever makes an endpoint to another Region needs vpce:AllowMultiRegion'],
  ['A58 VpcEndpointLimitExceeded', 'lifecycle: K36 the fifty-first interface endpoint of a VPC is one too many'],
  ['A58 RouteLimitExceeded', 'reach: a table holds fifty lines, a list among them with its weight'],
  ['A58 RouteAlreadyExists', 'routes: one table takes a destination once'],
  ['A58 InsufficientFreeAddressesInSubnet', 'refusals: a subnet without room for one more interface'],
  ['A58 InvalidServiceName', 'provider: G10 an account that is not on the list finds no such service'],
  ['A58 InvalidVpcEndpointType', 'lifecycle: an endpoint type that does not exist is refused'],
  ['A58 InvalidVpcEndpointId.NotFound', 'refusals: an endpoint that is not there is no target'],
  ['A58 InvalidPolicyDocument', 'refusals: a policy that is none'],
  ['A58 ExistingVpcEndpointConnections', 'lifecycle: K80 a service with connections cannot be deleted'],
  [
    'A58 DependencyViolation',
    no('CloudFormation deletes what depends first; a name left behind is a reference that does not resolve'),
  ],
  ['A59 route tables on an interface endpoint', 'symptoms: K18 route tables on an interface endpoint are refused'],
];

const CALLS: readonly Row[] = [
  ['CreateVpcEndpoint: unknown service', 'provider: K72 a service name of another Region is a service that does not exist'],
  ['CreateVpcEndpoint: principal not allowed', 'lifecycle: B04 the partner admits whom it lists'],
  ['CreateVpcEndpoint: type is not the service’s', 'provider: an endpoint of the wrong type for the service is refused'],
  ['CreateVpcEndpoint: subnets on gateway', 'refusals: subnets on a gateway endpoint'],
  ['CreateVpcEndpoint: route tables on interface', 'endpoints: route tables on an interface endpoint are refused'],
  ['CreateVpcEndpoint: group on gateway', 'refusals: groups on a gateway endpoint'],
  ['CreateVpcEndpoint: two subnets in one zone', 'symptoms: K26 two subnets of one zone are refused'],
  ['CreateVpcEndpoint: service not in that zone', 'provider: K27 a zone that the provider has not enabled is refused'],
  ['CreateVpcEndpoint: DNS attributes off', 'symptoms: K41 private DNS without DNS hostnames is refused'],
  ['CreateVpcEndpoint: second private DNS', 'symptoms: K42 a second endpoint with private DNS is refused'],
  ['CreateVpcEndpoint: no private name', 'resolvers: a service without a private name refuses private DNS'],
  ['CreateVpcEndpoint: unverified private name', 'lifecycle: B05 before the proof consumers cannot switch the name on'],
  [
    'CreateVpcEndpoint: inbound only without gateway endpoint',
    'endpoints: S3 private DNS for inbound Resolver queries alone needs a gateway endpoint',
  ],
  ['CreateVpcEndpoint: that option on a gateway', 'refusals: the inbound-only option on a gateway endpoint'],
  ['CreateVpcEndpoint: prefix list already routed', 'routes: two endpoints of one service never share a table'],
  ['CreateVpcEndpoint: bad policy', 'refusals: a policy that is none'],
  ['CreateVpcEndpoint: policy too long', 'refusals: a policy of more than 20,480 characters'],
  ['CreateVpcEndpoint: policy not supported', 'resolvers: a service without policy support takes full access alone'],
  ['CreateVpcEndpoint: VPC missing', 'refusals: a VPC that is not there'],
  ['CreateVpcEndpoint: subnet missing', 'refusals: a subnet that is not there'],
  ['CreateVpcEndpoint: group missing', 'refusals: a group that is not there'],
  ['CreateVpcEndpoint: route table missing', 'refusals: a route table that is not there'],
  ['CreateVpcEndpoint: quota of gateway endpoints', 'lifecycle: the twenty-first gateway endpoint of a Region is one too many'],
  ['CreateVpcEndpoint: malformed id', "refusals: a subnet's logical id in the place of its id"],
  ['CreateVpcEndpoint: bad enum', 'lifecycle: an endpoint type that does not exist is refused'],
  ['Describe, Modify, Delete: endpoint missing', no('CloudFormation calls them with ids of its own')],
  ['CreateRoute: prefix list to a gateway endpoint', "routes: the endpoint's own line cannot be written by hand"],
  ['CreateRoute: block to a gateway endpoint', 'routes: an address block cannot lead to a gateway endpoint'],
  ['CreateRoute: destination twice', 'routes: the local line cannot be written again'],
  ['CreateVpcEndpointServiceConfiguration: no load balancer', 'provider: a service needs a load balancer'],
  ['CreateVpcEndpointServiceConfiguration: ALB', 'provider: G10 an application load balancer cannot front a service'],
  ['CreateVpcEndpointServiceConfiguration: missing NLB', 'provider: a load balancer that is not there fronts nothing'],
  ['DeleteVpcEndpointServiceConfigurations: connected', 'lifecycle: K80 a waiting endpoint is a connection too'],
  ['ModifyVpcEndpointServicePermissions: service missing', 'provider: permissions for a service that is not there are refused'],
  ['right after creating a service: Unavailable', no('it depends on the hour, not on the text')],
  ['accept or reject in a wrong state', no('nobody accepts by template: a probe says the state')],
  ['notifications', 'provider: a notification knows four events'],
  ['principal ARN malformed', 'provider: I04 a role with a path cannot be listed'],
  ['delete or detach the interface of an endpoint', no('it is AWS’s own and no resource of a template (facts:A17)')],
  ['DeleteSubnet, DeleteSecurityGroup, DeleteVpc in use', no('as A58 DependencyViolation')],
  ['load balancer with a service deleted', 'lifecycle: a load balancer behind a service cannot be deleted'],
  [
    'Route 53 private zone against private DNS',
    "lifecycle: a zone of one's own cannot have the name that the endpoint's hidden zone has",
  ],
  ['data plane: denied by endpoint policy', no('it is an answer to a request, in words of describe-authorization.ts')],
  ['every call: UnauthorizedOperation', "lifecycle: A06 an endpoint to a stranger's service is denied by its owner's account"],
  ['every call: MissingParameter', 'refusals: an endpoint without a service'],
  ['every call: InvalidParameterValue', 'refusals: a block that is none'],
  ['every call: DryRunOperation, UnknownParameter, InvalidAction, InvalidNextToken', no('CloudFormation makes the calls')],
  ['every call: RequestLimitExceeded', no('it depends on how often others call (facts:A38)')],
];

interface Case {
  readonly name: string;
  readonly expected: {
    readonly deployment?: string;
    readonly rejections?: readonly { readonly code?: string; readonly logicalId?: string }[];
  };
}

const FOLDER = new URL('./conformance/network/', import.meta.url);
const CASES: ReadonlyMap<string, Case> = new Map(
  readdirSync(FOLDER).flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { readonly cases: readonly Case[] };
    return cases.map((each) => [`${file.replace('.json', '')}: ${each.name}`, each] as const);
  }),
);

describe.each([
  ['facts:A.5', FACTS],
  ['the calls of a template', CALLS],
] as const)('%s', (_title, rows) => {
  test.each(rows.filter(([, shown]) => typeof shown === 'string'))('%s is refused by a case', (_rule, shown) => {
    const expected = CASES.get(String(shown))?.expected ?? {};
    expect(expected.rejections?.length, String(shown)).toBeGreaterThan(0);
    expect(expected.deployment).toBe('rejected');
    for (const { code, logicalId } of expected.rejections ?? [])
      expect([code, logicalId], String(shown)).not.toContain(undefined);
  });
  test('a rule that no template can break says why', () => {
    for (const [, shown] of rows) if (typeof shown !== 'string') expect(shown.notByTemplate.length).toBeGreaterThan(20);
  });
});

/** Codes of AWS that the sources write beside a refusal. */
function writtenCodes(): readonly string[] {
  const folder = new URL('../engine/resources/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const text = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const words = [...text.matchAll(/'([A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)?)'/g)].map((match) => match[1] ?? '');
  return [...new Set(words)].filter((word) => ENDINGS.test(word)).sort();
}

const ENDINGS =
  /^Invalid|^Missing|^Duplicate|^Insufficient|^Incompatible|^NoSuch|^Malformed|^Overlapping|NotFound$|Exceeded$|Exists$|Exception$|Error$|InUse$|NotAttached$|NotSupported$|AlreadyAssociated$/;

test.each(writtenCodes())('%s is the code of a case', (code) => {
  const codes = [...CASES.values()].flatMap(({ expected }) => (expected.rejections ?? []).map((each) => each.code));
  expect(codes).toContain(code);
});

test('every code is known from somewhere, or it is said that it is ours', () => {
  const codes = [...CASES.values()].flatMap(({ expected }) => (expected.rejections ?? []).flatMap(({ code }) => code ?? []));
  const all = new Set([...writtenCodes(), ...codes]);
  expect([...all].filter((code) => !REFUSAL_CODES.has(code))).toEqual([]);
  expect([...REFUSAL_CODES.keys()].filter((key) => !key.includes(' ') && !all.has(key))).toEqual([]);
  for (const { source, unverified } of REFUSAL_CODES.values()) expect(`${source}${unverified ?? ''}`.length).toBeGreaterThan(8);
});

/** Where the resource stands in a text that holds everything in one line: columns from its name to its end. */
function extentOf(text: string, logicalId: string): readonly [number, number] | undefined {
  const { Resources } = JSON.parse(text) as { readonly Resources: Readonly<Record<string, unknown>> };
  const body = Object.hasOwn(Resources, logicalId) ? `${JSON.stringify(logicalId)}:${JSON.stringify(Resources[logicalId])}` : '';
  const start = body === '' ? -1 : text.indexOf(body);
  return start === -1 ? undefined : [start + 1, start + 1 + body.length];
}

const rejected = conformancePairs().filter(({ name }) => {
  const [file = '', ...rest] = name.split('.json: ');
  return (CASES.get(`${file}: ${rest.join('.json: ')}`)?.expected.rejections ?? []).length > 0;
});

test('there are refusals to look at', () => expect(rejected.length).toBeGreaterThan(150));

test.each(rejected.map((pair) => [pair.name, pair] as const))(
  '%s: each refusal has a code and stands in its resource',
  (_name, pair) => {
    const { input, probes } = pair;
    for (const { rejections = [] } of answerProbes(openConfiguration(input), probes))
      for (const { code, logicalId, span, message } of rejections) {
        expect(code).toMatch(/^[A-Z][A-Za-z.]+$/);
        expect(message.length).toBeGreaterThan(10);
        // What a change brings, or takes away, has no line in the text that was there before.
        const file = input.files.find(({ path }) => path === span?.file);
        const extent = file === undefined ? undefined : extentOf(file.text, logicalId.split('/').at(-1) ?? '');
        if (probes.some((probe) => 'change' in probe && probe.change) && extent === undefined) continue;
        expect(extent, `${logicalId} ${code}`).toBeDefined();
        const [from, to] = extent ?? [0, 0];
        expect(span?.start.column, `${logicalId} ${code}`).toBeGreaterThanOrEqual(from);
        expect(span?.end.column, `${logicalId} ${code}`).toBeLessThanOrEqual(to);
      }
  },
);
