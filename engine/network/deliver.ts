import { formatAddress } from '../ip/address.ts';
import { isPrivateAddress } from '../ip/cidr.ts';
import type { NetworkInterface, Vpc, VpcEndpoint } from './model.ts';
import { passBorder, passGroups, passZone } from './pass-filters.ts';
import { shownAs } from './places.ts';
import { arrive, block, cross, known, nameOf, type Packet, pass, type Station, type Walk } from './walk.ts';

/** Records the endpoint's state if it is not available; the packet goes on (contract: all faults). */
export function passEndpointState(walk: Walk, endpoint: VpcEndpoint): void {
  const state = walk.circumstances.endpointStates.get(endpoint.origin.id) ?? 'available';
  if (state === 'available') return;
  const detail = STATE_DETAIL[state];
  block(walk, {
    kind: 'endpoint-state',
    origin: endpoint.origin,
    code: 'BAD_STATE',
    ...(detail === undefined ? {} : { detail }),
    facts: { state, service: endpoint.serviceName },
  });
}

const STATE_DETAIL: Readonly<Record<string, string>> = {
  pendingAcceptance: 'SIM_VPCE_PENDING_ACCEPTANCE',
  rejected: 'SIM_VPCE_REJECTED',
  expired: 'SIM_VPCE_EXPIRED',
  failed: 'SIM_VPCE_FAILED',
  deleted: 'SIM_VPCE_DELETED',
};

/** Brings the packet to `nic`: zone, ACL (where it crosses a subnet border), group, endpoint state. Replies skip groups: they are tracked. */
export function deliver(walk: Walk, nic: NetworkInterface, packet: Packet, crossesSubnet: boolean, from: Station): void {
  const place = walk.lookups.placeOf(nic);
  if (!passZone(walk, place.home.subnet, nic.origin)) return;
  if (crossesSubnet) passBorder(walk, place.home, 'ingress', packet);
  if (walk.direction === 'forward') passGroups(walk, nic, place, 'ingress', packet);
  if (walk.records) walk.components.push(shownAs(place, packet.destination));
  if (nic.kind === 'vpc-endpoint' && walk.direction === 'forward') crossInterfaceEndpoint(walk, nic);
  arrive(walk, { from, to: { kind: 'interface', networkInterface: nic }, packet });
}

function crossInterfaceEndpoint(walk: Walk, nic: NetworkInterface): void {
  const endpoint = known(walk.network.vpcEndpoints, nic.owner);
  passEndpointState(walk, endpoint);
  crossEndpoint(walk, endpoint, nic);
}

/** Adds the endpoint to the components and to what was crossed; the component says by which zone. */
export function crossEndpoint(walk: Walk, endpoint: VpcEndpoint, nic?: NetworkInterface): void {
  if (endpoint.type === 'GatewayLoadBalancer') walk.meetsAppliance = true;
  pass(walk, 'vpc-endpoint', endpoint.origin, () => ({
    serviceName: endpoint.serviceName,
    endpointType: endpoint.type,
    ...(nic === undefined ? {} : { zoneId: known(walk.network.subnets, nic.subnet).zoneId }),
  }));
  cross(walk, () => ({
    kind: 'vpc-endpoint',
    endpointType: endpoint.type,
    service: endpoint.service,
    vpc: nameOf(known(walk.network.vpcs, endpoint.vpc).origin),
    id: nameOf(endpoint.origin),
  }));
}

/** Brings a packet that stands at a gateway of `vpc` to the interface it is meant for; `crosses` a subnet border by definition. */
export function enterVpc(walk: Walk, vpc: Vpc, packet: Packet, from: Station): void {
  const nic = walk.lookups.interfaceAt(vpc.origin.id, packet.destination);
  if (nic !== undefined) {
    deliver(walk, nic, packet, true, from);
    return;
  }
  const code = isPrivateAddress(packet.destination) ? 'NO_POSSIBLE_DESTINATION' : 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS';
  block(walk, {
    kind: 'network-interface',
    origin: { id: formatAddress(packet.destination) },
    code,
    facts: { destination: formatAddress(packet.destination), vpc: nameOf(vpc.origin) },
  });
}
