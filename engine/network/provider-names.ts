import type { Address } from '../ip/address.ts';
import { enabledZones, healthFault, inReach, type PlacedTarget, targetsOf } from './load-balancing.ts';
import type { Network, VpcEndpoint } from './model.ts';
import type { LoadBalancer } from './model-provider.ts';
import { type Circumstances, known } from './walk.ts';

/** The name of a resource or service network endpoint (facts:D23), or undefined for any other. */
export const latticeNameOf = ({ type, dnsLabel, leadsTo = '', region }: VpcEndpoint): string | undefined =>
  type === 'Resource' || type === 'ServiceNetwork'
    ? `${dnsLabel}.${leadsTo.split('/').at(-1) ?? leadsTo}.vpc-lattice-rsc.${region}.on.aws`
    : undefined;

/** What public DNS says for the names of load balancers and of resource endpoints; undefined for any other name. */
export function providerAnswer(network: Network, name: string, circumstances: Circumstances): readonly Address[] | undefined {
  if (name.endsWith('.on.aws')) return latticeAnswer(network, name, circumstances);
  if (!name.endsWith('.amazonaws.com') || !name.includes('.elb.')) return undefined;
  for (const balancer of network.loadBalancers.values())
    if (balancer.dnsName === name) return balancerAddresses(network, balancer, circumstances);
  return undefined;
}

/**
 * Addresses of the nodes whose zone works and that have a healthy target to send to; all of them where there is no such node.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
function balancerAddresses(network: Network, balancer: LoadBalancer, circumstances: Circumstances): readonly Address[] {
  const nodes = balancer.networkInterfaces.map((id) => known(network.networkInterfaces, id));
  const zones = enabledZones(network, balancer);
  const targets = balancer.listeners.flatMap((listener) => targetsOf(network, listener));
  const serving = nodes.filter((node, index) => {
    const zone = zones[index] ?? '';
    const serves = (each: PlacedTarget) =>
      inReach(balancer, zone, each) && healthFault(network, circumstances, node, each) === undefined;
    return !circumstances.failedZoneIds.has(zone) && targets.some(serves);
  });
  return (serving.length > 0 ? serving : nodes).flatMap((nic) => nic.publicAddress ?? nic.addresses);
}

function latticeAnswer(network: Network, name: string, circumstances: Circumstances): readonly Address[] | undefined {
  const endpoint = [...network.vpcEndpoints.values()].find((each) => latticeNameOf(each) === name);
  if (endpoint === undefined) return undefined;
  const interfaces = endpoint.networkInterfaces.map((id) => known(network.networkInterfaces, id));
  const working = interfaces.filter((nic) => !circumstances.failedZoneIds.has(known(network.subnets, nic.subnet).zoneId));
  return (working.length > 0 ? working : interfaces).flatMap((nic) => nic.addresses);
}
