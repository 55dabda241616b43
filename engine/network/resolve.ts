import { serviceOfName } from '../catalogue/service-names.ts';
import { type Address, type Family, familyOf, formatAddress, parseAddress } from '../ip/address.ts';
import { lookupsOf } from './lookups.ts';
import type { Network, Vpc } from './model.ts';
import type { Host } from './model-hosts.ts';
import type { ResolverRule } from './model-names.ts';
import { publicAnswer, recordFamilies } from './public-names.ts';
import { type Asker, askerAt, askerOfHost, ruleSenders, serverReached } from './resolvers.ts';
import type { Block, Facts } from './trace.ts';
import { type Circumstances, nameOf } from './walk.ts';
import { visibleZones, zoneAnswer } from './zone-answers.ts';
import type { Zone } from './zones.ts';

export type RecordType = 'A' | 'AAAA';

/** What a name resolves to, and who said so. `addresses` ascend; the answer of a private zone names the zone. */
export interface Resolution {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'NODATA' | 'TIMEOUT';
  readonly addresses: readonly Address[];
  readonly authority?: 'public' | 'private';
  readonly zone?: string;
  /** Why there is no answer, as a code of facts:H.3 with the prefix `SIM_`. */
  readonly code?: string;
  readonly facts: Facts;
  /** What kept the question from the server that was asked, or the answer from coming back. */
  readonly blocks?: readonly Block[];
  /** A zone and a rule of different names both cover the name; which of them AWS takes is not described (facts:M17). */
  readonly ruleOrZone?: true;
}

/** More than this many aliases, CNAMEs and forwards in one answer is a loop. */
const MOST_STEPS = 9;

interface Question {
  readonly network: Network;
  readonly name: string;
  readonly type: RecordType;
  readonly circumstances: Circumstances;
  readonly steps: number;
}

/** What `name` resolves to for `asker` (facts:G.3). Names compare without case and without a trailing dot. */
export function resolve(
  network: Network,
  asker: Asker,
  name: string,
  type: RecordType,
  circumstances: Circumstances,
): Resolution {
  return ask(asker, { network, name: normalName(name), type, circumstances, steps: 0 });
}

/** Lower case, without the trailing dot of a fully qualified name. */
export const normalName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

function ask(asker: Asker, question: Question): Resolution {
  const { name, steps } = question;
  if (steps > MOST_STEPS) return { status: 'TIMEOUT', addresses: [], code: 'SIM_DNS_LOOP', facts: { name } };
  const unreached = unreachedAt(asker, question);
  if (unreached !== undefined) return unreached;
  switch (asker.kind) {
    case 'public':
      return askPublic(question);
    case 'server':
      return askServer(asker.host, question);
    case 'vpc':
      return asker.vpc.dnsServers === undefined || asker.inbound === true || asker.amazon === true
        ? askVpc(asker, question)
        : askOthers(asker, asker.vpc.dnsServers, question);
  }
}

/** Nobody answers where no address that the question is sent to can be reached (facts:G34): one that works is enough. */
function unreachedAt(asker: Asker, { network, circumstances, name }: Question): Resolution | undefined {
  if (asker.kind === 'public' || asker.at === undefined || asker.client === undefined) return undefined;
  const reached = serverReached(network, [asker.client], asker.at, circumstances);
  return 'server' in reached ? undefined : unreached({ name }, asker.at, reached.blocks);
}

const unreached = (facts: Facts, servers: readonly Address[], blocks: readonly Block[]): Resolution => ({
  status: 'TIMEOUT',
  addresses: [],
  code: 'SIM_DNS_SERVER_UNREACHABLE',
  facts: { ...facts, servers: servers.map(formatAddress) },
  blocks,
});

/** The servers of the VPC's DHCP options: the first that can be reached answers (facts:G33). */
function askOthers(asker: Extract<Asker, { kind: 'vpc' }>, servers: readonly Address[], question: Question): Resolution {
  const { network, circumstances, name } = question;
  const reached = serverReached(network, asker.client === undefined ? [] : [asker.client], servers, circumstances);
  if (!('server' in reached)) return unreached({ name }, servers, reached.blocks);
  return ask(askerAt(network, reached.server, asker.vpc), { ...question, steps: question.steps + 1 });
}

/** A server of somebody's own: what it holds, else what its own resolver says. */
function askServer(host: Extract<Host, { kind: 'on-premises' | 'interface' }>, question: Question): Resolution {
  const { name, network } = question;
  const held = [...(host.names ?? [])].find(([each]) => each === name || (each.startsWith('*.') && name.endsWith(each.slice(1))));
  if (held !== undefined) return answer(held[1], question.type, { authority: 'private' }, { name, server: host.name });
  return ask(askerOfHost(network, host), { ...question, steps: question.steps + 1 });
}

/** The resolver of a VPC: the longest suffix among private zones and rules decides, a rule before a zone of the same name (facts:G32). */
function askVpc(asker: Extract<Asker, { kind: 'vpc' }>, question: Question): Resolution {
  const { network, name } = question;
  if (!asker.vpc.enableDnsSupport) {
    return { status: 'TIMEOUT', addresses: [], code: 'SIM_DNS_SUPPORT_DISABLED', facts: { name, vpc: nameOf(asker.vpc.origin) } };
  }
  const zone = zoneFor(asker, question);
  const rule = longest(rulesOf(network, asker.vpc), name);
  const open = rule !== undefined && zone !== undefined && rule.name !== zone.name ? { ruleOrZone: true as const } : {};
  if (rule !== undefined && (zone === undefined || rule.name.length >= zone.name.length))
    return { ...forward(asker, rule.rule, question), ...open };
  if (zone !== undefined) return { ...askZone(asker, zone, question), ...open };
  const own = machineNamed(network, asker.vpc, name);
  return own === undefined ? askPublic(question, asker.vpc) : answer([own], question.type, { authority: 'private' }, { name });
}

/**
 * The address of a machine's own name, such as `ip-10-0-1-15.ec2.internal`, where the VPC has that machine.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
 */
function machineNamed(network: Network, vpc: Vpc, name: string): Address | undefined {
  const domain = vpc.region === 'us-east-1' ? 'ec2.internal' : `${vpc.region}.compute.internal`;
  const digits = name.endsWith(`.${domain}`) ? /^ip-(\d+-\d+-\d+-\d+)$/.exec(name.slice(0, -domain.length - 1))?.[1] : undefined;
  const address = parseAddress(digits?.replaceAll('-', '.') ?? '');
  return address !== undefined && lookupsOf(network).interfaceAt(vpc.origin.id, address) !== undefined ? address : undefined;
}

const rulesOf = (network: Network, vpc: Vpc) =>
  lookupsOf(network)
    .resolverRulesOf(vpc.origin.id)
    .map((rule) => ({ name: rule.domain, rule }));

/** The private zone that answers for the name; those of a deleted endpoint went with it (facts:A14). */
function zoneFor(
  { vpc, inbound }: Extract<Asker, { kind: 'vpc' }>,
  { network, name, circumstances }: Question,
): Zone | undefined {
  const zones = visibleZones(network, vpc, inbound === true);
  const { endpointStates } = circumstances;
  const gone = (zone: Zone) => zone.kind === 'hidden' && endpointStates.get(zone.endpoint.origin.id) === 'deleted';
  return longest(endpointStates.size === 0 ? zones : zones.filter((zone) => !gone(zone)), name);
}

/** The one whose name is the longest suffix of `name`, label by label. */
export function longest<T extends { readonly name: string }>(candidates: readonly T[], name: string): T | undefined {
  let best: T | undefined;
  for (const candidate of candidates) {
    const covers = candidate.name === name || candidate.name === '' || name.endsWith(`.${candidate.name}`);
    if (covers && (best === undefined || candidate.name.length > best.name.length)) best = candidate;
  }
  return best;
}

/** A SYSTEM rule undoes a broader one: the VPC resolver answers as if there were none. Other targets are asked in order. */
function forward(asker: Extract<Asker, { kind: 'vpc' }>, rule: ResolverRule, question: Question): Resolution {
  const { network, circumstances, name } = question;
  const next = { ...question, steps: question.steps + 1 };
  if (rule.kind === 'SYSTEM') {
    const zone = zoneFor(asker, question);
    return zone === undefined ? askPublic(next, asker.vpc) : askZone(asker, zone, next);
  }
  const reached = serverReached(network, ruleSenders(network, rule, circumstances), rule.targets, circumstances);
  if ('server' in reached) return ask(askerAt(network, reached.server), next);
  return unreached({ name, rule: nameOf(rule.origin) }, rule.targets, reached.blocks);
}

/** A private zone answers for its whole subtree: what it lacks does not exist, the public answer is never asked (facts:G31). */
function askZone(asker: Asker, zone: Zone, question: Question): Resolution {
  const { network, name, circumstances, steps } = question;
  const found = zoneAnswer(network, zone, name, question.type, circumstances);
  const from = { authority: 'private', zone: zone.name } as const;
  if (found === 'NXDOMAIN')
    return { status: 'NXDOMAIN', addresses: [], ...from, code: 'SIM_DNS_ZONE_SHADOWS_NAME', facts: { name, zone: zone.name } };
  if ('target' in found) {
    const followed = ask(asker, { ...question, name: normalName(found.target), steps: steps + 1 });
    return { ...followed, ...from };
  }
  return answer(found.addresses, question.type, from, { name, ...found.facts });
}

/** Public DNS; a VPC's gateway endpoint may choose the families of its service's records for the VPC (facts:B19). */
function askPublic({ network, name, type, circumstances }: Question, vpc?: Vpc): Resolution {
  const addresses = publicAnswer(
    network,
    name,
    circumstances,
    vpc === undefined ? undefined : chosenFamilies(network, vpc, name),
  );
  if (addresses !== undefined) return answer(addresses, type, { authority: 'public' }, { name });
  return { status: 'NXDOMAIN', addresses: [], authority: 'public', code: 'SIM_DNS_NAME_NOT_FOUND', facts: { name } };
}

function chosenFamilies(network: Network, vpc: Vpc, name: string): readonly Family[] | undefined {
  const called = serviceOfName(name);
  const gateway = lookupsOf(network)
    .endpointsOf(vpc.origin.id)
    .find(
      (each) =>
        each.type === 'Gateway' &&
        each.service === called?.entry.service &&
        each.region === called.region &&
        (each.dnsRecordIpType ?? 'service-defined') !== 'service-defined',
    );
  return gateway === undefined ? undefined : recordFamilies(gateway, 'own');
}

function answer(
  addresses: readonly Address[],
  type: RecordType,
  from: Pick<Resolution, 'authority' | 'zone'>,
  facts: Facts,
): Resolution {
  const family = type === 'A' ? 4 : 6;
  const fitting = addresses.filter((address) => familyOf(address) === family).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (fitting.length > 0)
    return { status: 'NOERROR', addresses: fitting, ...from, facts: { ...facts, addresses: fitting.map(formatAddress) } };
  return { status: 'NODATA', addresses: [], ...from, code: 'SIM_DNS_RECORD_FAMILY_MISMATCH', facts: { ...facts, type } };
}
