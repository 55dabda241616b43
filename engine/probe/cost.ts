import { PRICES_DATED } from '../catalogue/prices.ts';
import type { ProbeAnswer } from './answer.ts';
import { cents, hourlyCharges, unpriced } from './cost-hours.ts';
import { trafficCosts } from './cost-traffic.ts';
import type { Ground } from './loaded.ts';
import type { CostProbe } from './probe.ts';

/**
 * What it costs in a month of 730 hours at the prices of us-east-1: `monthlyFixedUsd` the hourly charges of VPC endpoints,
 * `monthlyHourlyUsd` those of everything, and the traffic's charges by the way that it takes (facts:J).
 */
export function answerCost(ground: Ground, probe: CostProbe): Omit<ProbeAnswer, 'id'> {
  const monthlyHourly = hourlyCharges(ground);
  const endpoints = monthlyHourly.filter(({ kind }) => kind === 'vpc-endpoint');
  const sum = (charges: readonly { readonly usd: number }[]) => cents(charges.reduce((all, { usd }) => all + usd, 0));
  const monthlyHourlyUsd = sum(monthlyHourly);
  const traffic = probe.traffic === undefined ? undefined : trafficCosts(ground, probe.traffic);
  return {
    monthlyFixedUsd: sum(endpoints),
    monthlyByComponent: endpoints.map(({ id, usd }) => ({ id, usd })),
    monthlyHourlyUsd,
    monthlyHourly,
    ...(traffic === undefined ? {} : { monthlyTrafficUsd: traffic.usd, monthlyTraffic: traffic.flows }),
    monthlyTotalUsd: cents(monthlyHourlyUsd + (traffic?.usd ?? 0)),
    unpriced: unpriced(ground),
    pricesDated: PRICES_DATED,
  };
}
