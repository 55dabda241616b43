import { type Address, familyOf, formatAddress, parseAddress } from '../ip/address.ts';
import { formatPorts } from '../ip/ports.ts';
import { type NetworkInterface, TCP, type VpcEndpoint } from './model.ts';
import type { ResourceConfiguration, ResourceGateway } from './model-provider.ts';
import { publicAnswer } from './public-names.ts';
import type { Onward } from './targets.ts';
import type { Facts } from './trace.ts';
import { block, known, nameOf, type Packet, pass, type Walk } from './walk.ts';

/** The packet as it leaves the provider's resource gateway for the resource, or undefined with the fault (facts:A6, A7, D23). */
export function passResource(walk: Walk, endpoint: VpcEndpoint, nic: NetworkInterface, packet: Packet): Onward | undefined {
  const fault = (code: string, facts: Facts): undefined =>
    void block(walk, { kind: 'vpc-endpoint', origin: endpoint.origin, code, facts });
  const port = packet.destinationPorts.from;
  const facts = { protocol: packet.protocol, port, service: endpoint.serviceName };
  if (packet.protocol !== TCP) return fault('PROTOCOL_RESTRICTION', facts);
  const offered = configurationsOf(walk, endpoint);
  const fitting = offered.filter((each) => each.ports.some((range) => range.from <= port && port <= range.to));
  const [chosen, another] = fitting;
  const ports = offered.flatMap((each) => each.ports.map(formatPorts));
  if (chosen === undefined) return fault('SIM_RESOURCE_PORT_RESTRICTION', { ...facts, ports });
  // Two resources behind one endpoint are told apart by their names, which this walk no longer has.
  if (another !== undefined)
    return fault('UNSUPPORTED_COMPONENT', { target: `${nameOf(chosen.origin)}, ${nameOf(another.origin)}` });
  pass(walk, 'resource-configuration', chosen.origin, () => ({ ports, account: chosen.account }));
  const gateway = chosen.gateway === undefined ? undefined : walk.network.resourceGateways.get(chosen.gateway);
  const exit = gateway === undefined ? undefined : exitOf(walk, gateway, nic);
  if (gateway === undefined || exit === undefined) {
    const zoneId = known(walk.network.subnets, nic.subnet).zoneId;
    return fault('VPCE_SERVICE_NOT_INSTALLED_IN_AZ', {
      zoneId,
      service: nameOf(chosen.origin),
      endpoint: nameOf(endpoint.origin),
    });
  }
  const destination = addressOf(walk, chosen);
  const source = exit.addresses[0];
  if (destination === undefined || source === undefined)
    return fault('SIM_RESOURCE_NAME_NOT_FOUND', { resource: nameOf(chosen.origin), endpoint: nameOf(endpoint.origin) });
  pass(walk, 'resource-gateway', gateway.origin, () => ({ sourceSeen: formatAddress(source) }));
  const forwarded = { ...packet, source, destination, sourcePorts: exit.ephemeralPorts, sourceGroups: exit.securityGroups };
  return { networkInterface: exit, packet: forwarded };
}

/** What the endpoint leads to: one configuration, the children of a group, or all that its service network holds. */
function configurationsOf({ network }: Walk, { leadsTo = '' }: VpcEndpoint): readonly ResourceConfiguration[] {
  const named = network.serviceNetworks.get(leadsTo)?.resources ?? [leadsTo];
  const all = [...network.resourceConfigurations.values()];
  return named.flatMap((id) => {
    const configuration = network.resourceConfigurations.get(id);
    if (configuration === undefined) return [];
    return configuration.kind === 'GROUP' ? all.filter((each) => each.group === id) : [configuration];
  });
}

/** The gateway's interface in the endpoint's zone; a service network's endpoint is not bound to one. */
function exitOf({ network, circumstances }: Walk, gateway: ResourceGateway, nic: NetworkInterface): NetworkInterface | undefined {
  const zoneOf = (each: NetworkInterface) => known(network.subnets, each.subnet).zoneId;
  const exits = gateway.networkInterfaces.map((id) => known(network.networkInterfaces, id));
  const near = exits.find((each) => zoneOf(each) === zoneOf(nic));
  const spare = exits.find((each) => !circumstances.failedZoneIds.has(zoneOf(each)));
  return near ?? (known(network.vpcEndpoints, nic.owner).type === 'ServiceNetwork' ? (spare ?? exits[0]) : undefined);
}

/**
 * Where the resource is. Its name must be one that public DNS answers.
 * @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
 */
function addressOf({ network, circumstances }: Walk, { destination }: ResourceConfiguration): Address | undefined {
  if (destination === undefined) return undefined;
  if ('address' in destination) return destination.address;
  const name = destination.name.toLowerCase().replace(/\.$/, '');
  return parseAddress(name) ?? publicAnswer(network, name, circumstances)?.find((each) => familyOf(each) === 4);
}
