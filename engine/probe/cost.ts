import { HOURS_PER_MONTH, INTERFACE_DATA_TIERS, PRICES } from '../catalogue/prices.ts';
import { nameOf } from '../network/walk.ts';
import type { ProbeAnswer } from './answer.ts';
import type { Ground } from './loaded.ts';
import type { CostProbe } from './probe.ts';
import { answerRequest } from './request.ts';

/** What does it cost a month: hourly charges of endpoints (facts:J1, J4), and the traffic's charges by the way that it takes (J2, J7, J14). */
export function answerCost(ground: Ground, probe: CostProbe): Omit<ProbeAnswer, 'id'> {
  const monthlyByComponent = [...ground.network.vpcEndpoints.values()].map((endpoint) => {
    const hours = endpoint.type === 'Interface' ? endpoint.networkInterfaces.length * HOURS_PER_MONTH : 0;
    return { id: nameOf(endpoint.origin), usd: cents(hours * PRICES.interfaceEndpointZone.usd) };
  });
  const monthlyFixedUsd = cents(monthlyByComponent.reduce((sum, each) => sum + each.usd, 0));
  if (probe.traffic === undefined) return { monthlyFixedUsd, monthlyByComponent };
  return { monthlyFixedUsd, monthlyByComponent, monthlyTrafficUsd: trafficUsd(ground, probe.traffic) };
}

/** Traffic that is not let through costs nothing; interface endpoints share their tiers. */
function trafficUsd(ground: Ground, flows: NonNullable<CostProbe['traffic']>): number {
  let usd = 0;
  let interfaceGb = 0;
  for (const flow of flows) {
    const principal = flow.principal ?? Object.keys(ground.world.principals)[0] ?? '';
    const { from, action, resource, endpointName } = flow;
    const answer = answerRequest(ground, {
      kind: 'request',
      from,
      principal,
      action,
      resource,
      ...(endpointName === undefined ? {} : { endpointName }),
    });
    if (answer.outcome !== 'allowed') continue;
    const via = answer.via ?? [];
    if (via.some((each) => each.kind === 'nat-gateway')) usd += flow.gbPerMonth * PRICES.natGatewayData.usd;
    if (via.some((each) => each.kind === 'vpc-endpoint' && each.endpointType === 'Interface')) interfaceGb += flow.gbPerMonth;
  }
  return cents(usd + tiered(interfaceGb));
}

/** The price of `gb` through interface endpoints, each tier at its own rate (facts:J2). */
export function tiered(gb: number): number {
  let usd = 0;
  let below = 0;
  for (const [upTo, price] of INTERFACE_DATA_TIERS) {
    usd += Math.max(0, Math.min(gb, upTo) - below) * price;
    below = upTo;
  }
  return usd;
}

const cents = (usd: number): number => Math.round(usd * 100) / 100;
