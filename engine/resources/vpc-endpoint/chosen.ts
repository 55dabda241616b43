import type { IpAddressType } from '../../network/model.ts';
import { asString, at, type Located } from '../../template/tree.ts';
import { type Declared, type Draft, reject } from '../kind.ts';
import { refusesAddress } from '../place.ts';
import { items, spanOf, texts } from '../read.ts';

/** The addresses that an endpoint's author chose for its interface in a subnet (facts:A8). */
export interface Chosen {
  readonly ipv4?: string;
  readonly ipv6?: string;
}

const written = (resource: Declared): readonly (Chosen & { readonly subnet: string; readonly node: Located })[] =>
  items(resource, 'SubnetConfigurations').map((node) => {
    const [ipv4, ipv6] = [asString(at(node, 'Ipv4')), asString(at(node, 'Ipv6'))];
    const addresses = { ...(ipv4 === undefined ? {} : { ipv4 }), ...(ipv6 === undefined ? {} : { ipv6 }) };
    return { subnet: asString(at(node, 'SubnetId')) ?? '', node, ...addresses };
  });

/** What was chosen for this subnet; nothing where AWS chooses. */
export function chosenIn(resource: Declared, subnet: string): Chosen {
  const { ipv4, ipv6 } = written(resource).find((each) => each.subnet === subnet) ?? {};
  return { ...(ipv4 === undefined ? {} : { ipv4 }), ...(ipv6 === undefined ? {} : { ipv6 }) };
}

/** What AWS refuses of chosen addresses: a subnet that is not the endpoint's, a family that it does not have, an address outside the subnet. */
export function refuseChosen(resource: Declared, draft: Draft): void {
  const subnets = texts(resource, 'SubnetIds');
  const family = (asString(at(resource.properties, 'IpAddressType')) ?? 'ipv4') as IpAddressType;
  for (const { subnet: id, node, ipv4, ipv6 } of written(resource)) {
    const refuse = (code: string, message: string) => reject(draft, resource, code, message, node.span);
    if (!subnets.includes(id)) {
      refuse('InvalidParameter', `The subnet '${id}' of SubnetConfigurations is not one of the endpoint's SubnetIds.`);
      continue;
    }
    if ((ipv4 !== undefined && family === 'ipv6') || (ipv6 !== undefined && family === 'ipv4'))
      refuse('InvalidParameter', `An address of that family does not go with the IP address type ${family}.`);
    const subnet = draft.subnets.get(id);
    for (const name of ['Ipv4', 'Ipv6']) if (subnet !== undefined) refusesAddress(resource, draft, subnet, at(node, name));
  }
}

/** A gateway endpoint has no interface whose address could be chosen. */
export function refuseAnyChosen(resource: Declared, draft: Draft): void {
  if (items(resource, 'SubnetConfigurations').length === 0) return;
  const message = 'Subnet configurations are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.';
  reject(draft, resource, 'InvalidParameter', message, spanOf(resource, 'SubnetConfigurations'));
}
