/** A price of us-east-1 in US dollars, compared with the source of its row on the day that the row says; the price page decides. */
export interface Price {
  readonly usd: number;
  readonly per: 'hour' | 'GB';
  readonly fact: string;
}

export const HOURS_PER_MONTH = 730;

export const PRICES = {
  interfaceEndpointZone: { usd: 0.01, per: 'hour', fact: 'J1' },
  natGatewayData: { usd: 0.045, per: 'GB', fact: 'J7' },
  internetEgress: { usd: 0.09, per: 'GB', fact: 'J14' },
} as const satisfies Record<string, Price>;

/** Data through all interface endpoints of a Region and month: [up to GB, price per GB], ascending (facts:J2). */
export const INTERFACE_DATA_TIERS: readonly (readonly [upTo: number, usd: number])[] = [
  [1_048_576, 0.01],
  [5_242_880, 0.006],
  [Number.POSITIVE_INFINITY, 0.004],
];
