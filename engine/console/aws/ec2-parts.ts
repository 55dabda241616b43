import { formatCidr } from '../../ip/cidr.ts';
import type { JsonObject } from '../../json.ts';
import {
  ANY_PROTOCOL,
  type AttachedPolicy,
  ICMP,
  ICMPV6,
  type Route,
  type SecurityGroupRule,
  type TargetKind,
  TCP,
  UDP,
} from '../../network/model.ts';

/** The field in which EC2 names a route's target. */
const TARGET_FIELDS: Readonly<Record<TargetKind, string>> = {
  local: 'GatewayId',
  'internet-gateway': 'GatewayId',
  'egress-only-internet-gateway': 'EgressOnlyInternetGatewayId',
  'nat-gateway': 'NatGatewayId',
  'vpc-endpoint': 'GatewayId',
  'vpn-gateway': 'GatewayId',
  'peering-connection': 'VpcPeeringConnectionId',
  'transit-gateway': 'TransitGatewayId',
  'network-interface': 'NetworkInterfaceId',
};

/** A route as `describe-route-tables` shows it. */
export function routeOf({ destination, target, origin, state }: Route): JsonObject {
  const six = destination.text.includes(':');
  const where =
    destination.prefixList !== undefined ? 'DestinationPrefixListId' : six ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  return {
    [where]: destination.prefixList ?? destination.text,
    [TARGET_FIELDS[target.kind]]: target.kind === 'local' ? 'local' : target.id,
    Origin:
      origin === 'local' ? 'CreateRouteTable' : origin.startsWith('propagated') ? 'EnableVgwRoutePropagation' : 'CreateRoute',
    State: state,
  };
}

const PROTOCOLS: Readonly<Record<number, string>> = {
  [ANY_PROTOCOL]: '-1',
  [TCP]: 'tcp',
  [UDP]: 'udp',
  [ICMP]: 'icmp',
  [ICMPV6]: 'icmpv6',
};

/** A rule as `describe-security-groups` shows it. */
export function ruleOf({ protocol, ports, peer }: SecurityGroupRule): JsonObject {
  const head = { IpProtocol: PROTOCOLS[protocol] ?? String(protocol) };
  const range = protocol === ANY_PROTOCOL ? {} : { FromPort: ports.from, ToPort: ports.to };
  switch (peer.kind) {
    case 'cidr':
      return typeof peer.cidr.base === 'number'
        ? { ...head, ...range, IpRanges: [{ CidrIp: formatCidr(peer.cidr) }] }
        : { ...head, ...range, Ipv6Ranges: [{ CidrIpv6: formatCidr(peer.cidr) }] };
    case 'prefix-list':
      return { ...head, ...range, PrefixListIds: [{ PrefixListId: peer.id }] };
    case 'security-group':
      return { ...head, ...range, UserIdGroupPairs: [{ GroupId: peer.id }] };
  }
}

/** What an endpoint has where nobody gave it a policy. */
const FULL_ACCESS = { Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] };

/** A policy as EC2 prints it: a document inside a string. */
export const policyOf = (policy: AttachedPolicy | null): string => JSON.stringify(policy?.document ?? FULL_ACCESS);
