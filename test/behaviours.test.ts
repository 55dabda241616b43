import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The fourteen behaviours that the curriculum builds on (curriculum 0.4), each pinned by cases, as `file: name`. */
const BEHAVIOURS: Readonly<Record<string, readonly string[]>> = {
  '1 longest prefix; a static line as specific as a service range, or more so, beats the endpoint': [
    'routes: B-T1 the prefix list beats a default route to a NAT gateway',
    'routes: B-T3 a more specific line takes the packet to a machine',
    'routes: B-T4 an equal static line beats the prefix list',
    'routes: B-T5 the prefix list beats an equal propagated line',
  ],
  '2 one endpoint line for each service and table; several endpoints of a service in a VPC are legal': [
    'routes: two endpoints of one service never share a table',
    'routes: two endpoints of one service serve two tables',
  ],
  '3 a gateway endpoint is never entered through peering, transit gateway or VPN, serves one Region, has no interface and no group':
    [
      "endpoints: G-T11 a peer never uses the other side's gateway endpoint",
      'transit: a gateway endpoint never serves what a transit gateway brings',
      'routes: an on-premises host never uses the gateway endpoint',
      'symptoms: K7 the bucket is in another Region',
      'refusals: subnets on a gateway endpoint',
      'refusals: groups on a gateway endpoint',
    ],
  '4 an interface endpoint has one subnet in a zone; any subnet of the VPC reaches it until that zone fails': [
    'endpoints: two subnets of one zone on an interface endpoint are refused',
    'symptoms: an endpoint of one zone serves every subnet',
    "endpoints: a single zone's endpoint is lost to every subnet when that zone fails",
  ],
  '5 managed private DNS: its own VPC, both attributes, no zone of the same name': [
    "resolvers: a peered VPC does not see the other's private names",
    'endpoints: private DNS needs both VPC attributes',
    "symptoms: K43 one's own zone of the managed name is refused",
  ],
  '6 S3 answers inbound Resolver queries alone unless told, and then needs a gateway endpoint; DynamoDB has no private DNS': [
    'endpoints: S3 private DNS for inbound Resolver queries alone needs a gateway endpoint',
    "names: S3's inbound-only names answer inbound queries with the endpoint's addresses",
    "names: and the VPC's own queries with public addresses",
    'endpoints: DynamoDB offers no private DNS name',
  ],
  "7 an endpoint's own names resolve publicly to private addresses": [
    "names: the endpoint's own name answers anybody, publicly, with private addresses",
  ],
  '8 the Regional name answers with healthy zones, a zonal name with its own': [
    'provider: I02 the Regional name answers with the zones that work',
    'provider: I02 the zonal name of a failed zone leads nowhere',
    "names: a zonal name answers its zone's interface whatever its health",
  ],
  '9 an endpoint policy: full access by default, 20,480 characters, a Principal': [
    'symptoms: K1 and the cure cures it',
    'refusals: a policy of more than 20,480 characters',
    'refusals: a policy that is none',
    "policies: K114 data leaves with a stranger's keys through the default policy",
  ],
  '10 Principal of a gateway endpoint is *; an account is its root user': [
    "policies: K104 an account as a gateway endpoint's principal is its root user",
    'policies: K104 and the cure cures it',
  ],
  '11 keys of the way: SourceIp without an endpoint, SourceVpce and its kin with one, neither for services': [
    'policies: K97 an Allow for the VPC never matches where no endpoint is on the way',
    'policies: K101 the address list worked while the way led through the NAT gateway',
    'policies: K101 the address list stops working the day the endpoint is added',
    'policies: K102 logs of a service stop arriving',
    "policies: K103 a query service calls on somebody's behalf",
  ],
  "12 the load balancer judges the client's own address, targets see the load balancer's": [
    "provider: F13 the load balancer's group judges the client's own address",
    "provider: 0.4(12) targets see the load balancer's address",
  ],
  '13 a service that is not AWS’s has full access alone': [
    "provider: an endpoint policy on another account's service is refused: it always has full access",
  ],
  '14 endpoints do not answer a ping': [
    'lifecycle: K33 an endpoint does not answer a ping',
    "lifecycle: 0.4(14) nor does one of another account's service",
  ],
};

const FOLDER = new URL('./conformance/network/', import.meta.url);
const CASES = new Set(
  readdirSync(FOLDER).flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as {
      readonly cases: readonly { readonly name: string }[];
    };
    return cases.map(({ name }) => `${file.replace('.json', '')}: ${name}`);
  }),
);

interface Saved {
  readonly name: string;
  readonly refusals: readonly unknown[];
}

test('there are fourteen', () => expect(Object.keys(BEHAVIOURS)).toHaveLength(14));

describe.each(Object.entries(BEHAVIOURS))('%s', (_behaviour, names) => {
  test.each(names)('%s', (name) => expect(CASES.has(name)).toBe(true));
});

/** Of 9: what AWS refuses to save is pinned where policies are reviewed. */
test.each([
  'every statement needs a Principal',
  'more than 20,480 characters are refused',
  'no wildcard in an id of the system',
  'no numeric operator on an id of the system',
  'fewer than six plain characters beside a wildcard',
  'the account of an ARN is whole or a wildcard',
])('9 %s', (name) => {
  const url = new URL('./conformance/policy-review/saved.json', import.meta.url);
  const saved = JSON.parse(readFileSync(url, 'utf8')) as readonly Saved[];
  expect(saved.find((each) => each.name === name)?.refusals.length).toBeGreaterThan(0);
});
