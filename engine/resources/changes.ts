import type { Rejection } from '../diagnostic.ts';
import type { Id } from '../network/model.ts';
import type { LoadBalancer } from '../network/model-provider.ts';
import type { Draft } from './kind.ts';

/** States of an endpoint in which it holds no connection to its service any more (facts:D17). */
const LET_GO = ['rejected', 'failed', 'expired', 'deleted'];

/**
 * What AWS refuses of a change for what is there before it, beyond what it would refuse of the result: a service with connections, a load
 * balancer behind a service, groups for a load balancer that was made without. `states` are those of the endpoints at the time.
 */
export function refusedChanges(before: Draft, after: Draft, states: ReadonlyMap<Id, string>): readonly Rejection[] {
  return [...serviceChanges(before, after, states), ...balancerChanges(before, after)];
}

/** A service may go, or swap its load balancers, when no endpoint is connected or waits (facts:A58, D17). */
function serviceChanges(before: Draft, after: Draft, states: ReadonlyMap<Id, string>): readonly Rejection[] {
  return [...before.endpointServices.values()].flatMap((service): readonly Rejection[] => {
    const now = after.endpointServices.get(service.name);
    const same = now !== undefined && sameSet(now.loadBalancers, service.loadBalancers);
    const connected = [...before.vpcEndpoints.values()].some(
      (each) => each.leadsTo === service.name && !LET_GO.includes(states.get(each.origin.id) ?? 'available'),
    );
    if (same || !connected) return [];
    const message = 'Service has existing active VPC Endpoint connections!';
    return [{ logicalId: nameIn(service.origin), code: 'ExistingVpcEndpointConnections', message, ...spanOf(service.origin) }];
  });
}

function balancerChanges(before: Draft, after: Draft): readonly Rejection[] {
  return [...before.loadBalancers.values()].flatMap((balancer): readonly Rejection[] => {
    const { origin } = balancer;
    const refuse = (code: string, message: string) => [{ logicalId: nameIn(origin), code, message, ...spanOf(origin) }];
    const now = after.loadBalancers.get(origin.id);
    const service = [...before.endpointServices.values()].find((each) => each.loadBalancers.includes(origin.id));
    if (now === undefined && service !== undefined) {
      const message = `Load balancer '${origin.id}' cannot be deleted because it is currently associated with another service`;
      return refuse('ResourceInUse', message);
    }
    const gained = now?.type === 'network' && !wearsGroups(before, balancer) && wearsGroups(after, now);
    return gained
      ? refuse(
          'InvalidConfigurationRequest',
          'Security groups cannot be added to a Network Load Balancer that was created without any.',
        )
      : [];
  });
}

const wearsGroups = (draft: Draft, { networkInterfaces }: Pick<LoadBalancer, 'networkInterfaces'>): boolean =>
  networkInterfaces.some((id) => (draft.networkInterfaces.get(id)?.securityGroups.length ?? 0) > 0);

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

type Named = LoadBalancer['origin'];
const nameIn = ({ logicalId, id }: Named): string => logicalId ?? id;
const spanOf = ({ span }: Named): Pick<Rejection, 'span'> => (span === undefined ? {} : { span });
