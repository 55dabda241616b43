import { INTERFACE_DATA_TIERS, INTERNET_EGRESS_TIERS, PRICES, type Price, type Tiers, tiered } from '../catalogue/prices.ts';
import { formatAddress } from '../ip/address.ts';
import type { NetworkInterface, Subnet } from '../network/model.ts';
import type { PathComponent } from '../network/trace.ts';
import { known, nameOf } from '../network/walk.ts';
import type { FlowCost, PathCost, TrafficCharge } from './answer.ts';
import { cents } from './cost-hours.ts';
import type { Ground } from './loaded.ts';
import type { CostProbe, RequestProbe, TrafficFlow } from './probe.ts';
import { type Walked, walkedPackets } from './reachability.ts';
import { regionCalled, walkedRequest } from './request.ts';

/** What a flow's bytes are charged for on one way: a price per GB, or the volume that shares a Region's tiers. */
type Meter = {
  readonly kind: string;
  readonly id: string;
  readonly price: Price | { readonly tiers: Tiers; readonly pool: string; readonly fact: string };
};

interface Metered {
  readonly gb: number;
  readonly walked: Walked;
  readonly share: number;
  readonly meters: readonly Meter[];
}

/**
 * The charges of each flow of a month, in their order. A name with several addresses is charged by the share of each; a way that is not
 * let through carries nothing. Interface endpoints of a Region share their tiers, and so does all that leaves for the internet.
 */
export function trafficCosts(ground: Ground, flows: NonNullable<CostProbe['traffic']>): TrafficCosts {
  const metered = flows.map((flow) => meteredWays(ground, flow));
  const pools = poolsOf(metered.flat());
  const costs = metered.map((ways) => ways.map((way) => pathCost(way, pools)));
  return {
    usd: cents(sumOf(costs.flat())),
    flows: costs.map((paths, index) => ({
      gbPerMonth: flows[index]?.gbPerMonth ?? 0,
      usd: cents(sumOf(paths)),
      paths: paths.map(rounded),
    })),
  };
}

export interface TrafficCosts {
  readonly usd: number;
  readonly flows: readonly FlowCost[];
}

const sumOf = (paths: readonly PathCost[]): number =>
  paths.reduce((sum, { charges }) => sum + charges.reduce((all, { usd }) => all + usd, 0), 0);

function meteredWays(ground: Ground, flow: TrafficFlow): readonly Metered[] {
  const called = 'action' in flow ? requestOf(ground, flow) : undefined;
  const ways = called === undefined ? packetsOf(ground, flow) : walkedRequest(ground, called);
  const region = called === undefined ? undefined : regionCalled(ground, called);
  const share = 1 / Math.max(1, ways.length);
  return ways.map((walked) => {
    const open = walked.outcome === 'allowed';
    return { gb: open ? flow.gbPerMonth * share : 0, walked, share, meters: open ? metersOf(ground, walked, region) : [] };
  });
}

function requestOf(ground: Ground, flow: Extract<TrafficFlow, { action: string }>): RequestProbe {
  const { from, action, resource, endpointName } = flow;
  const principal = flow.principal ?? Object.keys(ground.world.principals)[0] ?? '';
  return { kind: 'request', from, principal, action, resource, ...(endpointName === undefined ? {} : { endpointName }) };
}

function packetsOf(ground: Ground, flow: TrafficFlow): readonly Walked[] {
  if ('action' in flow) return [];
  const { from, to, protocol, destinationPort } = flow;
  return walkedPackets(ground, {
    kind: 'reachability',
    from,
    to,
    ...(protocol === undefined ? {} : { protocol }),
    ...(destinationPort === undefined ? {} : { destinationPort }),
  });
}

/** `called` is the Region of the service that a request goes to; absent for a packet to somebody else. */
function metersOf(ground: Ground, walked: Walked, called: string | undefined): readonly Meter[] {
  const crossed = walked.connection.via.flatMap(({ kind, id, endpointType }, index, via): readonly Meter[] => {
    if (kind === 'nat-gateway') return [{ kind, id, price: PRICES.natGatewayData }];
    // The gigabyte is charged where it enters the first of two gateways that are peered.
    if (kind === 'transit-gateway' && via[index - 1]?.kind !== kind) return [{ kind, id, price: PRICES.transitGatewayData }];
    if (kind !== 'vpc-endpoint') return [];
    return endpointType === 'Interface'
      ? interfaceMeters(ground, id)
      : endpointType === 'GatewayLoadBalancer'
        ? [{ kind, id, price: PRICES.gatewayLoadBalancerEndpointData }]
        : [];
  });
  return [...crossed, ...bordersOf(ground, walked), ...outside(ground, walked, called)];
}

function interfaceMeters({ network }: Ground, name: string): readonly Meter[] {
  const endpoint = [...network.vpcEndpoints.values()].find(({ origin }) => nameOf(origin) === name);
  if (endpoint === undefined) return [];
  const { region } = known(network.vpcs, endpoint.vpc);
  const data = { tiers: INTERFACE_DATA_TIERS, pool: `interface ${region}`, fact: 'J2' };
  const meter = { kind: 'vpc-endpoint', id: name };
  const abroad = endpoint.region !== region ? [{ ...meter, price: PRICES.interRegionEndpointData }] : [];
  return [{ ...meter, price: data }, ...abroad];
}

/** Where the way stands in a subnet: its zone and Region, and what stands there. */
interface Stop {
  readonly subnet: Subnet;
  readonly kind: NetworkInterface['kind'];
  readonly region: string;
}

/** Zones and Regions that the bytes cross between two interfaces; through PrivateLink and transit gateways zones are free (facts:J10). */
function bordersOf(ground: Ground, { connection }: Walked): readonly Meter[] {
  const meters: Meter[] = [];
  let last: Stop | undefined;
  for (const component of connection.forwardPathComponents) {
    if (component.kind === 'transit-gateway') last = undefined;
    const stop = stopOf(ground, component);
    if (stop === undefined) continue;
    if (last !== undefined) meters.push(...border(last, stop));
    last = stop;
  }
  return meters;
}

function stopOf({ network }: Ground, { id, kind, facts }: PathComponent): Stop | undefined {
  const nic = network.networkInterfaces.get(id);
  const zoneId = kind === 'load-balancer' ? facts?.zoneId : undefined;
  const nodes = (network.loadBalancers.get(id)?.networkInterfaces ?? []).map((each) => known(network.networkInterfaces, each));
  const at = nic ?? nodes.find((node) => known(network.subnets, node.subnet).zoneId === zoneId);
  if (at === undefined) return undefined;
  const subnet = known(network.subnets, at.subnet);
  return { subnet, kind: at.kind, region: known(network.vpcs, subnet.vpc).region };
}

function border(from: Stop, to: Stop): readonly Meter[] {
  const id = `${from.subnet.availabilityZone} ${to.subnet.availabilityZone}`;
  if (from.kind === 'vpc-endpoint' || to.kind === 'vpc-endpoint' || from.subnet.zoneId === to.subnet.zoneId) return [];
  if (from.region !== to.region) return [{ kind: 'region', id: `${from.region} ${to.region}`, price: PRICES.interRegionData }];
  const price = from.kind === 'load-balancer' ? PRICES.crossZoneBalancerData : PRICES.crossZoneData;
  const end = { kind: 'availability-zone', id, price };
  return [end, end];
}

/** Beyond the VPC: another Region's service, or somebody who is not AWS. */
function outside(ground: Ground, { connection, address }: Walked, called: string | undefined): readonly Meter[] {
  const { arrival, lastLeg } = connection;
  if (arrival?.kind !== 'internet' || lastLeg?.from.kind !== 'interface') return [];
  const { network } = ground;
  const { region } = known(network.vpcs, known(network.subnets, lastLeg.from.networkInterface.subnet).vpc);
  if (called === undefined)
    return [
      {
        kind: 'internet',
        id: formatAddress(address),
        price: { tiers: INTERNET_EGRESS_TIERS, pool: 'internet', fact: 'J14' },
      },
    ];
  return called === region ? [] : [{ kind: 'region', id: `${region} ${called}`, price: PRICES.interRegionData }];
}

/** The average price of a GB in each pool of tiers. */
function poolsOf(ways: readonly Metered[]): ReadonlyMap<string, number> {
  const volumes = new Map<string, { readonly gb: number; readonly tiers: Tiers }>();
  for (const { gb, meters } of ways)
    for (const { price } of meters)
      if ('tiers' in price) volumes.set(price.pool, { gb: (volumes.get(price.pool)?.gb ?? 0) + gb, tiers: price.tiers });
  return new Map([...volumes].map(([pool, { gb, tiers }]) => [pool, gb === 0 ? 0 : tiered(gb, tiers) / gb]));
}

function pathCost({ gb, share, walked, meters }: Metered, pools: ReadonlyMap<string, number>): PathCost {
  const charges = meters.map(({ kind, id, price }): TrafficCharge => {
    const perGb = 'tiers' in price ? (pools.get(price.pool) ?? 0) : price.usd;
    const whole = { kind, id, usd: gb * perGb, fact: price.fact };
    return 'unverified' in price && price.unverified === true ? { ...whole, unverified: true } : whole;
  });
  return { address: formatAddress(walked.address), share, outcome: walked.outcome, gbPerMonth: gb, charges };
}

/** The two ends of one border are one charge to read. */
function rounded(path: PathCost): PathCost {
  const sums = new Map<string, TrafficCharge>();
  for (const each of path.charges) {
    const key = `${each.kind} ${each.id} ${each.fact}`;
    sums.set(key, { ...each, usd: each.usd + (sums.get(key)?.usd ?? 0) });
  }
  return { ...path, charges: [...sums.values()].map((each) => ({ ...each, usd: cents(each.usd) })) };
}
