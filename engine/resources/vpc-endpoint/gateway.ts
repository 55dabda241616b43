import { warningAt } from '../../diagnostic.ts';
import type { Id, IpAddressType } from '../../network/model.ts';
import { asString, at } from '../../template/tree.ts';
import { advise, type Declared, type Draft, reject } from '../kind.ts';
import { flag, has, items, spanOf } from '../read.ts';
import type { AskedService } from './asked.ts';
import { refuseAnyChosen } from './chosen.ts';
import type { Families } from './families.ts';

/** AWS's page asks for both DNS attributes; the route does not depend on the second, so that is a remark (facts:B14, M3). */
export function gatewayAdvisories(resource: Declared, draft: Draft, vpc: { readonly enableDnsHostnames: boolean }): void {
  if (vpc.enableDnsHostnames) return;
  const message = "AWS's page asks for DNS hostnames in the VPC of a gateway endpoint; routes work without.";
  advise(draft, resource, 'GATEWAY_DNS_HOSTNAMES_OFF', message);
}

/** What AWS refuses on a gateway endpoint (facts:A.2): it has no subnets, no groups, no private DNS. */
export function gatewayRefusals(resource: Declared, draft: Draft): void {
  if (items(resource, 'SubnetIds').length > 0) {
    reject(
      draft,
      resource,
      'InvalidParameter',
      'Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.',
      spanOf(resource, 'SubnetIds'),
    );
  }
  refuseAnyChosen(resource, draft);
  if (items(resource, 'SecurityGroupIds').length > 0) {
    reject(
      draft,
      resource,
      'InvalidParameter',
      'Security group IDs are only supported for Interface type VPC Endpoint.',
      spanOf(resource, 'SecurityGroupIds'),
    );
  }
  const option = asString(at(resource.properties, 'DnsOptions', 'PrivateDnsOnlyForInboundResolverEndpoint'));
  if (option !== undefined && option !== 'NotSpecified') {
    const message = 'DnsOptions PrivateDnsOnlyForInboundResolverEndpoint is applicable only to Interface VPC Endpoints.';
    reject(draft, resource, 'InvalidParameter', message, spanOf(resource, 'DnsOptions'));
  }
  if (has(resource, 'PrivateDnsEnabled') && flag(resource, 'PrivateDnsEnabled') === true) {
    reject(
      draft,
      resource,
      'InvalidParameter',
      'Private DNS is only supported for Interface type VPC Endpoints.',
      spanOf(resource, 'PrivateDnsEnabled'),
    );
  }
}

/**
 * Adds the endpoint's lines to each associated table, one for each family (facts:B18), and returns the tables' ids; a table may hold
 * one line for a list (facts:B3, B4).
 */
export function connectRouteTables(
  resource: Declared,
  draft: Draft,
  vpc: Id,
  service: AskedService,
  { ipAddressType }: Families,
): readonly Id[] {
  const lists = listsOf(resource, draft, service, ipAddressType);
  const seen = new Set<Id>();
  return items(resource, 'RouteTableIds').flatMap((item) => {
    const id = asString(item);
    // A table that is listed twice is associated once (facts:K3).
    if (id !== undefined && seen.has(id)) return [];
    if (id !== undefined) seen.add(id);
    const table = id === undefined ? undefined : draft.routeTables.get(id);
    if (id === undefined) return [];
    if (table === undefined || table.vpc !== vpc) {
      const message = `The routeTable ID '${id}' does not exist in the endpoint's VPC`;
      reject(draft, resource, 'InvalidRouteTableId.NotFound', message, item.span);
      return [];
    }
    for (const { prefixList, cidrs } of lists) {
      if (table.routes.some((route) => route.destination.prefixList === prefixList)) {
        const message = `route table ${id} already has a route with destination-prefix-list-id ${prefixList}`;
        reject(draft, resource, 'RouteAlreadyExists', message, item.span);
        continue;
      }
      table.routes.push({
        destination: { text: prefixList, cidrs, prefixList },
        target: { kind: 'vpc-endpoint', id: resource.physicalId },
        origin: 'prefix-list',
        state: 'active',
        span: item.span,
      });
    }
    return [id];
  });
}

/** The service's managed prefix lists of the endpoint's families; one that the catalogue and the world lack has no known entries. */
function listsOf(resource: Declared, draft: Draft, { name, entry, region }: AskedService, type: IpAddressType) {
  const ipv6 = `com.amazonaws.${region}.ipv6.${entry.service}`;
  const names = type === 'ipv4' ? [name] : type === 'ipv6' ? [ipv6] : [name, ipv6];
  return names.map((wanted) => {
    const found = [...draft.prefixLists].find(([, each]) => each.name === wanted);
    if (found !== undefined) return { prefixList: found[0], cidrs: found[1].cidrs };
    const message = `The catalogue does not hold the prefix list ${wanted}; nothing is taken to match it.`;
    draft.diagnostics.push(warningAt('UNKNOWN_PREFIX_LIST', message, resource.span));
    return { prefixList: `pl-of-${wanted}`, cidrs: [] };
  });
}
