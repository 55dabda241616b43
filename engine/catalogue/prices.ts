/** A price of us-east-1 in US dollars as its row of the facts has it; the price page decides. */
export interface Price {
  readonly usd: number;
  readonly per: 'hour' | 'GB';
  readonly fact: string;
  /** No page with the number could be read (facts:M13), or it differs by pair of Regions: shown, never graded on. */
  readonly unverified?: true;
}

/** The day on which the rows below were compared with their sources. */
export const PRICES_DATED = '2026-11-23';

export const HOURS_PER_MONTH = 730;

/** The one table. What is not in it has no price here: an answer then names the thing instead of inventing a number. */
export const PRICES = {
  interfaceEndpointZone: { usd: 0.01, per: 'hour', fact: 'J1' },
  gatewayEndpoint: { usd: 0, per: 'hour', fact: 'J4' },
  gatewayLoadBalancerEndpointZone: { usd: 0.01, per: 'hour', fact: 'J5', unverified: true },
  gatewayLoadBalancerEndpointData: { usd: 0.0035, per: 'GB', fact: 'J5', unverified: true },
  serviceNetworkEndpoint: { usd: 0, per: 'hour', fact: 'J6', unverified: true },
  natGateway: { usd: 0.045, per: 'hour', fact: 'J7' },
  natGatewayData: { usd: 0.045, per: 'GB', fact: 'J7' },
  publicIpv4: { usd: 0.005, per: 'hour', fact: 'J8' },
  /** Of each gigabyte at each of the two ends: out of one zone and into the other. */
  crossZoneData: { usd: 0.01, per: 'GB', fact: 'J9' },
  crossZoneBalancerData: { usd: 0.01, per: 'GB', fact: 'J16', unverified: true },
  interRegionData: { usd: 0.02, per: 'GB', fact: 'J11', unverified: true },
  interRegionEndpointData: { usd: 0.02, per: 'GB', fact: 'J15', unverified: true },
  transitGatewayAttachment: { usd: 0.05, per: 'hour', fact: 'J12' },
  transitGatewayData: { usd: 0.02, per: 'GB', fact: 'J12' },
  vpnConnection: { usd: 0.05, per: 'hour', fact: 'J23' },
  vpnTunnelAddress: { usd: 0.005, per: 'hour', fact: 'J24' },
  resolverEndpointInterface: { usd: 0.125, per: 'hour', fact: 'J13', unverified: true },
  endpointServiceRegion: { usd: 0.05, per: 'hour', fact: 'J15' },
} as const satisfies Record<string, Price>;

/** Prices per GB that fall with the volume of a month: [up to GB, price per GB], ascending. */
export type Tiers = readonly (readonly [upTo: number, usd: number])[];

/** Data through all interface endpoints of a Region and month; 1 PB is 1,048,576 GB (facts:J2). */
export const INTERFACE_DATA_TIERS: Tiers = [
  [1_048_576, 0.01],
  [5_242_880, 0.006],
  [Number.POSITIVE_INFINITY, 0.004],
];

/** Data to the internet: 100 GB a month are free, the row has the first price after them and no later one (facts:J14). */
export const INTERNET_EGRESS_TIERS: Tiers = [
  [100, 0],
  [Number.POSITIVE_INFINITY, 0.09],
];

/** The price of `gb` in a month, each tier at its own rate. */
export function tiered(gb: number, tiers: Tiers): number {
  let usd = 0;
  let below = 0;
  for (const [upTo, price] of tiers) {
    usd += Math.max(0, Math.min(gb, upTo) - below) * price;
    below = upTo;
  }
  return usd;
}
