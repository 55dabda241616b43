import type { Id } from '../../network/model.ts';
import { asString } from '../../template/tree.ts';
import { type Declared, type Draft, reject } from '../kind.ts';
import { flag, has, items, spanOf } from '../read.ts';

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
  if (items(resource, 'SecurityGroupIds').length > 0) {
    reject(
      draft,
      resource,
      'InvalidParameter',
      'Security group IDs are only supported for Interface type VPC Endpoint.',
      spanOf(resource, 'SecurityGroupIds'),
    );
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

/** Adds the endpoint's line to each associated table and returns the tables' ids; a table may hold one line for a service (facts:B3, B4). */
export function connectRouteTables(resource: Declared, draft: Draft, vpc: Id, serviceName: string): readonly Id[] {
  const list = [...draft.prefixLists.entries()].find(([, each]) => each.name === serviceName);
  return items(resource, 'RouteTableIds').flatMap((item) => {
    const id = asString(item);
    const table = id === undefined ? undefined : draft.routeTables.get(id);
    if (id === undefined) return [];
    if (table === undefined || table.vpc !== vpc) {
      reject(
        draft,
        resource,
        'InvalidRouteTableId.NotFound',
        `The routeTable ID '${id}' does not exist in the endpoint's VPC`,
        item.span,
      );
      return [];
    }
    const [prefixList, entry] = list ?? [`pl-of-${serviceName}`, { cidrs: [] }];
    if (table.routes.some((route) => route.destination.prefixList === prefixList)) {
      reject(
        draft,
        resource,
        'RouteAlreadyExists',
        `route table ${id} already has a route with destination-prefix-list-id ${prefixList}`,
        item.span,
      );
      return [];
    }
    const span = item.span;
    table.routes.push({
      destination: { text: prefixList, cidrs: entry.cidrs, prefixList },
      target: { kind: 'vpc-endpoint', id: resource.physicalId },
      origin: 'prefix-list',
      state: 'active',
      span,
    });
    return [id];
  });
}
