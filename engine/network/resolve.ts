import { type Address, familyOf, formatAddress } from '../ip/address.ts';
import type { Network, Vpc } from './model.ts';
import type { ResolverRule } from './model-names.ts';
import { publicAnswer } from './public-names.ts';
import type { Facts } from './trace.ts';
import { type Circumstances, known, nameOf } from './walk.ts';
import { visibleZones, type Zone, zoneAnswer } from './zones.ts';

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
}

/** Who asks: a VPC's resolver (`inbound` where the query came in through an inbound Resolver endpoint), or one of the internet. */
export type Asker = { readonly kind: 'vpc'; readonly vpc: Vpc; readonly inbound?: true } | { readonly kind: 'public' };

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
  return asker.kind === 'public' ? askPublic(question) : askVpc(asker, question);
}

/** The resolver of a VPC: the longest suffix among private zones and rules decides, a rule before a zone of the same name (facts:G32). */
function askVpc(asker: Extract<Asker, { kind: 'vpc' }>, question: Question): Resolution {
  const { network, name } = question;
  if (!asker.vpc.enableDnsSupport) {
    return { status: 'TIMEOUT', addresses: [], code: 'SIM_DNS_SUPPORT_DISABLED', facts: { name, vpc: nameOf(asker.vpc.origin) } };
  }
  const zone = longest(visibleZones(network, asker.vpc, asker.inbound === true), name);
  const rule = longest(rulesOf(network, asker.vpc), name);
  if (rule !== undefined && (zone === undefined || rule.name.length >= zone.name.length))
    return forward(asker, rule.rule, question);
  return zone === undefined ? askPublic(question) : askZone(asker, zone, question);
}

const rulesOf = (network: Network, vpc: Vpc) =>
  [...network.resolverRules.values()]
    .filter((rule) => rule.vpcs.includes(vpc.origin.id))
    .map((rule) => ({ name: rule.domain, rule }));

/** The one whose name is the longest suffix of `name`, label by label. */
function longest<T extends { readonly name: string }>(candidates: readonly T[], name: string): T | undefined {
  let best: T | undefined;
  for (const candidate of candidates) {
    const covers = candidate.name === name || candidate.name === '' || name.endsWith(`.${candidate.name}`);
    if (covers && (best === undefined || candidate.name.length > best.name.length)) best = candidate;
  }
  return best;
}

/** A SYSTEM rule undoes a broader one: the VPC resolver answers as if there were none. Other targets are asked in order. */
function forward(asker: Extract<Asker, { kind: 'vpc' }>, rule: ResolverRule, question: Question): Resolution {
  const next = { ...question, steps: question.steps + 1 };
  if (rule.kind === 'SYSTEM') {
    const zone = longest(visibleZones(question.network, asker.vpc, false), question.name);
    return zone === undefined ? askPublic(next) : askZone(asker, zone, next);
  }
  const vpc = rule.targets.map((target) => vpcBehind(question.network, target)).find((each) => each !== undefined);
  return ask(vpc === undefined ? { kind: 'public' } : { kind: 'vpc', vpc, inbound: true }, next);
}

/** The VPC whose inbound Resolver endpoint has this address. */
function vpcBehind(network: Network, address: Address): Vpc | undefined {
  for (const endpoint of network.resolverEndpoints.values()) {
    if (endpoint.direction !== 'INBOUND') continue;
    const wears = endpoint.networkInterfaces.some((id) => known(network.networkInterfaces, id).addresses.includes(address));
    if (wears) return known(network.vpcs, endpoint.vpc);
  }
  return undefined;
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

function askPublic({ network, name, type, circumstances }: Question): Resolution {
  const addresses = publicAnswer(network, name, circumstances);
  if (addresses !== undefined) return answer(addresses, type, { authority: 'public' }, { name });
  return { status: 'NXDOMAIN', addresses: [], authority: 'public', code: 'SIM_DNS_NAME_NOT_FOUND', facts: { name } };
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
