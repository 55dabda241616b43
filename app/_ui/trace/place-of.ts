import type { PathComponent, ProbeAnswer } from '#engine';
import type { Place } from '../diagram/places.ts';

type Component = Pick<PathComponent, 'kind' | 'id' | 'logicalId' | 'facts'>;

const factOf = ({ facts }: Component, name: string): string | undefined => {
  const value = facts?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** Where each of `components` stands on the map. A table and an ACL are marked at the subnet that they govern at that moment. */
export function placesOf(components: readonly Component[]): readonly Place[] {
  let subnet: string | undefined;
  return components.map((component, index) => {
    subnet = factOf(component, 'subnet') ?? subnet;
    return placeOf(component, subnet, components[index - 1]);
  });
}

function placeOf(component: Component, subnet: string | undefined, before: Component | undefined): Place {
  const name = component.logicalId ?? component.id;
  const home = subnet === undefined ? {} : { subnet };
  switch (component.kind) {
    case 'route-table':
      return subnet === undefined ? { thing: name } : { thing: subnet, tag: 'table' };
    case 'network-acl':
      return subnet === undefined ? { thing: name } : { thing: subnet, tag: 'acl' };
    case 'security-group':
    case 'load-balancer-security-group':
      return {
        thing: factOf(component, 'interface') ?? name,
        tag: 'group',
        ...(factOf(component, 'filter') === 'egress' ? home : {}),
      };
    case 'vpc-endpoint':
      return before?.kind === 'network-interface' ? { thing: name, ...home } : { thing: name };
    case 'internet':
      return { thing: 'internet' };
    case 'on-premises':
      return { thing: 'on-premises' };
    default:
      return { thing: name, ...(factOf(component, 'subnet') === undefined ? {} : home) };
  }
}

/** Where a policy of `layer` speaks: at the caller, at the endpoint, or at what is called. */
export function placeOfLayer(layer: string, answer: ProbeAnswer, host: string | undefined): Place | undefined {
  const endpoint = (answer.via ?? []).find((each) => each.kind === 'vpc-endpoint');
  if (layer === 'endpoint') return endpoint === undefined ? undefined : { thing: endpoint.id };
  if (layer === 'resource' || layer === 'rcp') return { thing: endpoint?.service ?? 'internet' };
  return host === undefined ? undefined : { thing: host };
}
