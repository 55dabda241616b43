import type { Connection } from '../network/connect.ts';
import type { Resolution } from '../network/resolve.ts';
import type { Advisory, ProbeAnswer } from './answer.ts';

interface WithAppliances {
  readonly connection: Pick<Connection, 'meetsAppliance'>;
}

/** The answer of what was walked with the remarks on it. */
export function withRemarks<T extends Omit<ProbeAnswer, 'id'>>(
  answer: T,
  walked: readonly WithAppliances[],
  resolution?: Resolution,
): T {
  const remarks = undecided(answer, walked, resolution);
  return remarks.advisories === undefined ? answer : { ...answer, ...remarks };
}

/** Remarks on an answer that rests on something that AWS does not describe (facts:M); none where everything is known. */
export function undecided(
  answer: Omit<ProbeAnswer, 'id'>,
  walked: readonly WithAppliances[],
  resolution: Resolution | undefined,
): Pick<ProbeAnswer, 'advisories'> {
  let asymmetric = false;
  for (const { connection } of walked) if (connection.meetsAppliance) asymmetric = isAsymmetric(answer);
  const open = failedOpen(answer);
  // Most answers crossed one thing or two, and their name is decided.
  if ((answer.via?.length ?? 0) < 3 && resolution?.ruleOrZone !== true && !asymmetric && open.length === 0) return {};
  const kinds = (answer.via ?? []).map((each) => (each.endpointType === 'Gateway' ? 'gateway-endpoint' : each.kind));
  const [transit, nat, endpoint] = ['transit-gateway', 'nat-gateway', 'gateway-endpoint'].map((kind) => kinds.indexOf(kind));
  const inThatOrder =
    transit !== undefined && nat !== undefined && endpoint !== undefined && transit >= 0 && transit < nat && nat < endpoint;
  const advisories = [
    ...(inThatOrder ? [TRANSIT_NAT_ENDPOINT] : []),
    ...(resolution?.ruleOrZone === true ? [RULE_OR_ZONE] : []),
    ...(asymmetric ? [ASYMMETRIC] : []),
    ...open.map(FAILED_OPEN),
  ];
  return advisories.length > 0 ? { advisories } : {};
}

/** Whether the reply of an established connection passes other appliances than the packet did. */
function isAsymmetric({ connection, forwardPathComponents = [], returnPathComponents = [] }: Omit<ProbeAnswer, 'id'>): boolean {
  if (connection !== 'established') return false;
  const there = appliances(forwardPathComponents);
  const back = appliances(returnPathComponents);
  return there.length !== back.length || there.some((each) => !back.includes(each));
}

function appliances(components: NonNullable<ProbeAnswer['forwardPathComponents']>): readonly string[] {
  return components
    .filter(({ kind, facts }) => kind === 'vpc-endpoint' && facts?.endpointType === 'GatewayLoadBalancer')
    .map(({ id }) => id);
}

/** The same appliance must see both directions (facts:D22, G.2): what one does that sees only half is its maker's to say. */
const ASYMMETRIC: Advisory = {
  code: 'ASYMMETRIC_INSPECTION',
  message:
    'Packet and reply do not pass the same Gateway Load Balancer endpoint: an appliance that keeps connections drops what it sees only half of.',
};

const NONE: readonly string[] = [];

/** Target groups on the way of which no target passes its health check. */
function failedOpen({ via = [], forwardPathComponents = [] }: Omit<ProbeAnswer, 'id'>): readonly string[] {
  if (!via.some(({ kind }) => kind === 'load-balancer')) return NONE;
  return forwardPathComponents.flatMap(({ kind, id, logicalId, facts }) =>
    kind === 'target-group' && facts?.healthy === 0 ? (logicalId ?? id) : [],
  );
}

/**
 * The packet passes where a health check does not: nothing warns of it but the name, which loses the address.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
const FAILED_OPEN = (group: string): Advisory => ({
  code: 'TARGETS_FAIL_OPEN',
  message: `No target of \`${group}\` that may be chosen passes its health check, so the load balancer sends to all of them: look at the port of the check, and at who may ask it.`,
});

/** Facts: M17. */
const RULE_OR_ZONE: Advisory = {
  code: 'UNDECIDED_RULE_OR_ZONE',
  message:
    'A Resolver rule and a private zone of another name both cover this name; the longer one is taken, which AWS does not describe.',
};

/** Facts: M19b. */
const TRANSIT_NAT_ENDPOINT: Advisory = {
  code: 'UNDECIDED_TRANSIT_NAT_GATEWAY_ENDPOINT',
  message:
    'AWS does not describe what a gateway endpoint does with packets that a transit gateway brought to a NAT gateway; they are taken to pass.',
};
