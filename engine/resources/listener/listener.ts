import { isPort } from '../../ip/ports.ts';
import { LISTENER_PROTOCOLS, type ListenerProtocol, type LoadBalancer, type TargetGroup } from '../../network/model-provider.ts';
import { asString, at } from '../../template/tree.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { notPort } from '../load-balancer/load-balancer.ts';
import { items, itemsOf, number, propertyText, referenced, spanOf, text } from '../read.ts';

/** A port of a load balancer and where it leads. */
export const listener: ResourceKind = {
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'listener-',
  physicalId: (properties, { seed }) => {
    const balancer = propertyText(properties, 'LoadBalancerArn').replace(':loadbalancer/', ':listener/');
    return balancer === '' ? undefined : `${balancer}/${derivedId('', seed).slice(1)}`;
  },
  properties: {
    AlpnPolicy: 'list',
    Certificates: 'list',
    DefaultActions: 'list!',
    ListenerAttributes: 'list',
    LoadBalancerArn: 'text!',
    MutualAuthentication: 'map',
    Port: 'number',
    Protocol: 'text',
    SslPolicy: 'text',
  },
  attributes: { ListenerArn: ({ physicalId }) => physicalId },
  compile,
};

/** What each kind of load balancer listens for. */
const SPOKEN: Readonly<Record<LoadBalancer['type'], readonly ListenerProtocol[]>> = {
  network: ['TCP', 'UDP', 'TCP_UDP', 'TLS'],
  application: ['HTTP', 'HTTPS'],
  gateway: ['GENEVE'],
};

/** Protocols of target groups that a listener may lead to. */
const LEADS_TO: Readonly<Record<ListenerProtocol, readonly ListenerProtocol[]>> = {
  TCP: ['TCP'],
  TLS: ['TCP', 'TLS'],
  UDP: ['UDP', 'TCP_UDP'],
  TCP_UDP: ['TCP_UDP'],
  HTTP: ['HTTP', 'HTTPS'],
  HTTPS: ['HTTP', 'HTTPS'],
  GENEVE: ['GENEVE'],
};

function compile(resource: Declared, draft: Draft): undefined {
  const balancer = referenced(resource, draft, 'LoadBalancerArn', draft.loadBalancers, 'LoadBalancerNotFound', 'load balancer');
  if (balancer === undefined) return;
  const refuse = (property: string, code: string, message: string) =>
    void reject(draft, resource, code, message, spanOf(resource, property));
  const spoken = SPOKEN[balancer.type];
  const written = balancer.type === 'gateway' ? 'GENEVE' : text(resource, 'Protocol');
  const protocol = LISTENER_PROTOCOLS.find((each) => each === written);
  if (protocol === undefined || !spoken.includes(protocol))
    return refuse('Protocol', 'ValidationError', `Protocol '${written ?? ''}' must be one of '${spoken.join(', ')}'`);
  const port = number(resource, 'Port') ?? (balancer.type === 'gateway' ? 0 : undefined);
  if (port === undefined) return refuse('Port', 'ValidationError', 'A port must be specified');
  if (balancer.type !== 'gateway' && !isPort(port)) return refuse('Port', 'ValidationError', notPort('port', port));
  if (balancer.listeners.some((each) => each.port === port && clash(each.protocol, protocol)))
    return refuse('Port', 'DuplicateListener', 'A listener already exists on this port for this load balancer');
  if (balancer.dualStack && (protocol === 'UDP' || protocol === 'TCP_UDP') && !balancer.ipv6SourceNat) {
    const message = 'A UDP listener of a dualstack load balancer needs EnablePrefixForIpv6SourceNat to be on';
    return refuse('Protocol', 'InvalidConfigurationRequest', message);
  }
  if (refusesActions(resource, draft, balancer)) return;
  const targetGroups = groupsOf(resource, draft, balancer, protocol);
  if (targetGroups === undefined) return;
  balancer.listeners.push({ origin: resource.origin, protocol, port, targetGroups, answersItself: targetGroups.length === 0 });
}

const ACTIONS = ['forward', 'authenticate-oidc', 'authenticate-cognito', 'redirect', 'fixed-response', 'jwt-validation'];

/**
 * Each action has a type, and one that forwards a target; network and gateway load balancers do nothing but forward.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
 */
function refusesActions(resource: Declared, draft: Draft, { type }: Pick<LoadBalancer, 'type'>): boolean {
  for (const [index, action] of items(resource, 'DefaultActions').entries()) {
    const written = at(action, 'Type');
    const named = asString(written);
    const leads = ['TargetGroupArn', 'ForwardConfig'].some((each) => at(action, each) !== undefined);
    const refuse = (code: string, message: string) => reject(draft, resource, code, message, (written ?? action).span);
    if (written === undefined)
      refuse('ValidationError', `Properties validation failed for resource ${resource.logicalId}: required key [Type] not found`);
    else if (named === undefined) continue;
    else if (!ACTIONS.includes(named))
      refuse(
        'ValidationError',
        `1 validation error detected: Value '${named}' at 'defaultActions.${index + 1}.member.type' failed to satisfy constraint: Member must satisfy enum value set: [${ACTIONS.join(', ')}]`,
      );
    else if (type !== 'application' && named !== 'forward')
      refuse('InvalidLoadBalancerAction', `The action type '${named}' is not valid for a load balancer of type '${type}'`);
    else if (named === 'forward' && !leads) refuse('ValidationError', 'A target group ARN must be specified');
    else continue;
    return true;
  }
  return false;
}

/** TCP and UDP may share a port number, each in a listener of its own. */
const clash = (a: ListenerProtocol, b: ListenerProtocol): boolean => (a === 'UDP') === (b === 'UDP');

/** The target groups that the default action names: none for a fixed response or a redirect. */
function groupsOf(
  resource: Declared,
  draft: Draft,
  balancer: Pick<LoadBalancer, 'vpc' | 'dualStack'>,
  protocol: ListenerProtocol,
): readonly string[] | undefined {
  const named = items(resource, 'DefaultActions').flatMap((action) => [
    ...itemsOf(at(action, 'TargetGroupArn')),
    ...itemsOf(at(action, 'ForwardConfig', 'TargetGroups')).flatMap((each) => at(each, 'TargetGroupArn') ?? []),
  ]);
  const ids = new Set<string>();
  for (const node of named) {
    const id = asString(node);
    if (id === undefined) continue;
    const group = draft.targetGroups.get(id);
    const fault = group === undefined ? NOT_FOUND(id) : faultOf(group, balancer, protocol);
    if (fault !== undefined) return void reject(draft, resource, fault.code, fault.message, node.span);
    ids.add(id);
  }
  return [...ids];
}

const NOT_FOUND = (id: string) => ({ code: 'TargetGroupNotFound', message: `One or more target groups not found: '${id}'` });

function faultOf(group: TargetGroup, balancer: Pick<LoadBalancer, 'vpc' | 'dualStack'>, protocol: ListenerProtocol) {
  if (group.ipv6 === true && !balancer.dualStack)
    return {
      code: 'InvalidConfigurationRequest',
      message: 'An IPv6 target group needs a dualstack load balancer, and this one takes IPv4 alone',
    };
  if (group.vpc !== '' && group.vpc !== balancer.vpc)
    return { code: 'InvalidConfigurationRequest', message: 'The target group is in another VPC than the load balancer' };
  if (LEADS_TO[protocol].includes(group.protocol)) return undefined;
  const message = `Listener protocol '${protocol}' is not supported with a target group with protocol '${group.protocol}'`;
  return { code: 'IncompatibleProtocols', message };
}
