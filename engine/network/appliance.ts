import { balance } from './balance.ts';
import { crossEndpoint, passEndpointState } from './deliver.ts';
import type { NetworkInterface, VpcEndpoint } from './model.ts';
import type { EndpointService } from './model-provider.ts';
import { passNetworkAcl, passZone } from './pass-filters.ts';
import type { Onward } from './targets.ts';
import { block, known, nameOf, type Packet, pass, type Station, type Walk } from './walk.ts';

/**
 * Carries a packet into a Gateway Load Balancer endpoint, through an appliance behind it and out of the endpoint again, unchanged (facts:A6,
 * D22): the endpoint's own table decides what comes next. Appliances are taken to let everything pass.
 */
export function throughAppliance(
  walk: Walk,
  endpoint: VpcEndpoint,
  packet: Packet,
  from: Station,
  fromSubnet?: string,
): Onward | undefined {
  const [id] = endpoint.networkInterfaces;
  const nic = id === undefined ? undefined : known(walk.network.networkInterfaces, id);
  if (nic === undefined) return undefined;
  const subnet = known(walk.network.subnets, nic.subnet);
  if (!passZone(walk, subnet, endpoint.origin)) return undefined;
  if (subnet.origin.id !== fromSubnet) passNetworkAcl(walk, subnet, 'ingress', packet);
  passEndpointState(walk, endpoint);
  crossEndpoint(walk, endpoint, nic);
  const service = endpoint.leadsTo === undefined ? undefined : walk.network.endpointServices.get(endpoint.leadsTo);
  if (service !== undefined && !inspected(walk, endpoint, service, nic, packet)) return undefined;
  return { networkInterface: nic, packet, from };
}

/** Whether an appliance takes the packet; the fault is recorded where none does. A service of the world has its own. */
function inspected(walk: Walk, endpoint: VpcEndpoint, service: EndpointService, nic: NetworkInterface, packet: Packet): boolean {
  pass(walk, 'vpc-endpoint-service', service.origin, () => ({ serviceName: service.name, account: service.account }));
  const zoneId = known(walk.network.subnets, nic.subnet).zoneId;
  for (const id of service.loadBalancers) {
    const balancer = known(walk.network.loadBalancers, id);
    const node = balancer.networkInterfaces
      .map((each) => known(walk.network.networkInterfaces, each))
      .find((each) => known(walk.network.subnets, each.subnet).zoneId === zoneId);
    if (node === undefined) {
      const facts = { zoneId, service: service.name, endpoint: nameOf(endpoint.origin) };
      block(walk, { kind: 'vpc-endpoint', origin: endpoint.origin, code: 'VPCE_SERVICE_NOT_INSTALLED_IN_AZ', facts });
      return false;
    }
    if (balance(walk, { balancer, node, packet, through: endpoint }).kind === 'ended') return false;
  }
  return true;
}
