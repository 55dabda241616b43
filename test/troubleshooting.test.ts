import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * The troubleshooting catalogue (facts:K), row by row: the cases in which the symptom shows and is cured, as `file: name`, or why no
 * configuration can show it. `cure` alone may be missing, with a reason, where the cure is none of the configuration's.
 */
type Row = { readonly symptom: string; readonly cure: string | Reason } | Reason;
interface Reason {
  readonly because: string;
}

const because = (reason: string): Reason => ({ because: reason });
const pair = (symptom: string, cure: string | Reason): Row => ({ symptom, cure });
/** Symptom and cure are both named after the row. */
const cured = (name: string, file = 'symptoms'): Row => {
  const [id] = name.split(' ');
  return pair(`${file}: ${name}`, `${file}: ${id} and the cure cures it`);
};

const ROWS: Readonly<Record<string, Row>> = {
  K1: cured("K1 the endpoint is there and the subnet's table is not associated"),
  K2: cured('K2 the endpoint hangs on the main table and the subnet has one of its own'),
  K3: cured('K3 one table is listed twice and the other forgotten'),
  K4: cured('K4 the group lets out to the VPC alone'),
  K5: cured("K5 the ACL lacks S3's blocks"),
  K6: cured('K6 the ACL admits no answers'),
  K7: cured('K7 the bucket is in another Region'),
  K8: cured('K8 an on-premises host counts on the gateway endpoint'),
  K9: cured("K9 a peer counts on the other side's gateway endpoint"),
  K10: cured('K10 S3 goes by NAT where a longer line takes part of its range'),
  K11: pair(
    "lifecycle: K11 S3's prefix list leads past the appliance",
    "lifecycle: K11 without the endpoint's line in the inspected table the appliance sees S3",
  ),
  K12: pair(
    'lifecycle: K12 a prefix list leads to no endpoint',
    'lifecycle: a table hands packets to an appliance, which hands them on by its own table',
  ),
  K13: cured('K13 a second endpoint of one service on one table is refused'),
  K14: because('it is a tool that compares states again and again; a template that writes the line is refused (facts:B3)'),
  K15: because('it happens to a connection that is open during a change; a probe asks about a new one'),
  K16: pair('resolvers: and nowhere without an IPv6 route', 'resolvers: a gateway endpoint of both families carries it'),
  K17: cured('K17 two lists with one entry lead two ways'),
  K18: cured('K18 route tables on an interface endpoint are refused'),
  K20: cured('K20 a generated group without rules lets nobody in'),
  K21: cured("K21 without a group the VPC's default one is attached"),
  K22: cured('K22 private DNS sends the others to an endpoint that admits one group of clients'),
  K23: pair(
    'reach: a transit gateway without referencing support does not carry groups on',
    'reach: with referencing support at both attachments it does',
  ),
  K24: cured('K24 nothing comes back to the spoke'),
  K25: cured("K25 443 in and 443 out on the endpoint's subnet"),
  K26: cured('K26 two subnets of one zone are refused'),
  K27: pair(
    'provider: K27 a zone that the provider has not enabled is refused',
    "provider: I04 the shared zone id is accepted under the consumer's own name",
  ),
  K28: pair(
    "provider: I04 zones are compared by id: the provider's us-east-1a is the consumer's us-east-1b",
    "provider: I04 the shared zone id is accepted under the consumer's own name",
  ),
  K29: cured("K29 one zone's endpoint is lost to the whole VPC"),
  K30: cured('K30 a client that pins the zonal name does not fail over'),
  K31: because('idle time is no part of a probe (facts:A36)'),
  K32: because('the size of a datagram is no part of a probe (facts:A35)'),
  K33: pair(
    'lifecycle: K33 an endpoint does not answer a ping',
    "provider: G10 an allowed account's endpoint carries its clients to the service",
  ),
  K34: pair(
    "lifecycle: endpoints are made in one's own VPC",
    "provider: G10 an allowed account's endpoint carries its clients to the service",
  ),
  K35: because('how often an organization calls an API is no part of a configuration'),
  K36: pair(
    'lifecycle: K36 the fifty-first interface endpoint of a VPC is one too many',
    because('a quota is raised by AWS, not by a template'),
  ),
  K37: cured('K37 without a type a Gateway is made'),
  K40: cured('K40 private DNS is off and the traffic goes to NAT'),
  K41: cured('K41 private DNS without DNS hostnames is refused'),
  K42: cured('K42 a second endpoint with private DNS is refused'),
  K43: cured("K43 one's own zone of the managed name is refused"),
  K44: pair(
    "resolvers: a peered VPC does not see the other's private names",
    "resolvers: a Profile carries an endpoint's private name to other VPCs",
  ),
  K45: pair(
    'resolvers: an endpoint that was never added to the Profile stays public',
    "resolvers: a Profile carries an endpoint's private name to other VPCs",
  ),
  K46: pair(
    'resolvers: a zone for one Regional domain hides every service that it does not list',
    "names: a private zone with an alias to the endpoint's own name makes the service's name private",
  ),
  K47: pair(
    'resolvers: a host that asks the internet itself misses the zone',
    'names: an inbound Resolver endpoint answers as its VPC does',
  ),
  K48: pair(
    'resolvers: DHCP options that name another server lead past private DNS',
    "resolvers: a server that forwards to the VPC's resolver keeps private DNS",
  ),
  K49: pair(
    "symptoms: K49 S3's inbound-only names need a gateway endpoint",
    'symptoms: K49 and the cure cures it, with a remark on the order',
  ),
  K50: cured('K50 with the option off clients of the VPC pay for the interface endpoint'),
  K51: cured("K51 DynamoDB's own name leads past its interface endpoint"),
  K52: cured('K52 the global name of STS has no private way'),
  K53: cured('K53 without an endpoint the Regional name has no way either'),
  K54: pair(
    'resolvers: package updates by dual-stack names hang with an S3 interface endpoint alone',
    'resolvers: a gateway endpoint of both families carries it',
  ),
  K55: cured('K55 private DNS takes public APIs to the endpoint as well'),
  K56: because('headers of a request are no part of a probe'),
  K57: pair(
    'lifecycle: K57 a service without a private name has none to switch on',
    "provider: G10 an allowed account's endpoint carries its clients to the service",
  ),
  K58: cured("K58 a multi-Region access point is no name of S3's endpoint"),
  K60: cured('K60 image layers come from S3, which has no way'),
  K61: cured("K61 a task's own interface has no way to its secrets"),
  K62: cured("K62 nodes have no way to ECR's API"),
  K63: cured('K63 Session Manager without its messages'),
  K64: cured("K64 the client's side lacks the same"),
  K65: cured('K65 a firewall in the default route takes it away'),
  K66: cured('K66 the first pull of a cached image goes to the registry itself'),
  K67: pair(
    'resolvers: ecs-a-1.us-east-1.amazonaws.com is not a private name of ecs-agent',
    'resolvers: private DNS of ecs-agent answers ecs-a.us-east-1.amazonaws.com',
  ),
  K68: cured('K68 a custom resource has no way to the bucket that waits for its answer'),
  K69: cured('K69 a function in a public subnet has no public address'),
  K70: pair(
    'lifecycle: K70 an endpoint that waits for acceptance carries nothing',
    'lifecycle: available is what everything granted comes to',
  ),
  K71: pair('lifecycle: K71 pending is not available yet', 'lifecycle: available is what everything granted comes to'),
  K72: pair(
    'provider: G10 an account that is not on the list finds no such service',
    "provider: G10 an allowed account's endpoint carries its clients to the service",
  ),
  K73: pair(
    'lifecycle: B07 whoever makes an endpoint to another Region needs vpce:AllowMultiRegion',
    'lifecycle: B07 with it the endpoint is made',
  ),
  K74: pair(
    'lifecycle: K74 some zones reach no other Region',
    'lifecycle: B07 an endpoint in a supported Region reaches the service',
  ),
  K75: pair(
    "provider: F13 the load balancer's group judges the client's own address",
    "provider: G10 an allowed account's endpoint carries its clients to the service",
  ),
  K76: pair(
    'lifecycle: K76 a load balancer that was made without groups gets none',
    'lifecycle: a load balancer that has groups may change them',
  ),
  K77: pair(
    'provider: F11 a zone without targets answers nobody while load stays in its zone',
    "provider: F11 cross-zone load balancing lets the empty zone use the other's targets",
  ),
  K78: pair(
    'provider: K27 a zone that the provider has not enabled is refused',
    'provider: K78 the zone is there once the load balancer has it',
  ),
  K79: pair(
    'lifecycle: B05 on the wrong label it proves nothing',
    "lifecycle: B05 a verified name leads to the endpoint in the consumer's VPC",
  ),
  K80: pair('lifecycle: K80 a service with connections cannot be deleted', 'lifecycle: K80 when all are rejected it may go'),
  K81: pair(
    "provider: 0.4(12) targets see the load balancer's address",
    "provider: D06 proxy protocol tells the target the client's address and the endpoint's id",
  ),
  K90: cured('K90 an endpoint policy of nothing but a Deny', 'policies'),
  K91: cured("K91 an endpoint policy of one's own buckets, and image layers are in AWS's", 'policies'),
  K92: cured('K92 package repositories are read by nobody in particular', 'policies'),
  K93: cured("K93 a custom resource's answer is signed by AWS", 'policies'),
  K94: cured("K94 Patch Manager's documents belong to AWS", 'policies'),
  K95: cured('K95 an administrator is locked out', 'policies'),
  K96: cured('K96 a pipeline outside the VPC is denied', 'policies'),
  K97: cured('K97 an Allow for the VPC never matches where no endpoint is on the way', 'policies'),
  K98: cured("K98 a new VPC is not on the bucket policy's list", 'policies'),
  K99: cured('K99 a deployment helper outside the VPC, and a quantifier that is true of an absent key', 'policies'),
  K100: cured('K100 NotPrincipal names the role and neither its session nor the account', 'policies'),
  K101: cured('K101 the address list stops working the day the endpoint is added', 'policies'),
  K102: cured('K102 logs of a service stop arriving', 'policies'),
  K103: cured("K103 a query service calls on somebody's behalf", 'policies'),
  K104: cured("K104 an account as a gateway endpoint's principal is its root user", 'policies'),
  K105: cured('K105 a bucket policy names the role, whose boundary is silent', 'policies'),
  K106: cured("K106 the other account's bucket policy allows, the caller's own is silent", 'policies'),
  K107: cured("K107 the endpoint's owner admits nobody of the caller's account", 'policies'),
  K108: cured('K108 the bucket is listed and its objects are not', 'policies'),
  K109: pair(
    'edges: an endpoint policy that names an access point and not its bucket denies',
    "edges: an endpoint policy that names both lets an access point's objects pass",
  ),
  K110: cured('K110 a bearer token is nobody to an endpoint policy', 'policies'),
  K111: cured('K111 a private API without a resource policy', 'policies'),
  K112: cured("K112 a Deny by the endpoint's organization hits a service that has no such key", 'policies'),
  K113: because('ssm:NodeAccountId and ssm:NodeOrgId come from calls of AWS that nobody of a world signs'),
  K114: cured("K114 data leaves with a stranger's keys through the default policy", 'policies'),
  K115: because('how long a change takes is no part of a configuration'),
  K116: pair(
    "provider: an endpoint policy on another account's service is refused: it always has full access",
    "provider: G10 an allowed account's endpoint carries its clients to the service",
  ),
  K117: pair('refusals: a policy of more than 20,480 characters', 'policies: K90 and the cure cures it'),
};

/** The rows of the catalogue: its six parts end at 18, 37, 58, 69, 81 and 117, and leave a gap before the next. */
const IDS = [
  [1, 18],
  [20, 37],
  [40, 58],
  [60, 81],
  [90, 117],
].flatMap(([from = 0, to = 0]) => Array.from({ length: to - from + 1 }, (_, index) => `K${from + index}`));

interface Case {
  readonly name: string;
  readonly expected: { readonly [field: string]: unknown };
}

const FOLDER = new URL('./conformance/network/', import.meta.url);
const CASES: ReadonlyMap<string, Case> = new Map(
  readdirSync(FOLDER).flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { readonly cases: readonly Case[] };
    return cases.map((each) => [`${file.replace('.json', '')}: ${each.name}`, each] as const);
  }),
);

test('every row of the catalogue is here, and none besides', () => expect(Object.keys(ROWS)).toEqual(IDS));

test.each(Object.entries(ROWS))('%s shows its symptom and is cured, or says why not', (_id, row) => {
  if ('because' in row) {
    expect(row.because.length).toBeGreaterThan(30);
    return;
  }
  const { symptom, cure } = row;
  expect(CASES.has(symptom), symptom).toBe(true);
  if (typeof cure === 'string') expect(CASES.has(cure), cure).toBe(true);
  else expect(cure.because.length).toBeGreaterThan(20);
  expect(symptom).not.toBe(cure);
});
