import { type Address, type Family, familyOf, parseAddress } from '../../ip/address.ts';
import { contains, isPrivateAddress } from '../../ip/cidr.ts';
import { isPort } from '../../ip/ports.ts';
import {
  LISTENER_PROTOCOLS,
  type ListenerProtocol,
  TARGET_TYPES,
  type Target,
  type TargetType,
} from '../../network/model-provider.ts';
import { asNumber, asString, at, type Located } from '../../template/tree.ts';
import { derivedId } from '../ids.ts';
import { type Declared, type Draft, type IdPlace, type ResourceKind, reject } from '../kind.ts';
import { attribute, notPort } from '../load-balancer/load-balancer.ts';
import { has, items, number, propertyText, referenced, spanOf, text } from '../read.ts';

/** What listeners send to: instances, addresses, functions, or another load balancer. */
export const targetGroup: ResourceKind = {
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'tg-',
  physicalId: arnOf,
  properties: {
    HealthCheckEnabled: 'boolean',
    HealthCheckIntervalSeconds: 'number',
    HealthCheckPath: 'text',
    HealthCheckPort: 'text',
    HealthCheckProtocol: 'text',
    HealthCheckTimeoutSeconds: 'number',
    HealthyThresholdCount: 'number',
    IpAddressType: 'text',
    Matcher: 'map',
    Name: 'text',
    Port: 'number',
    Protocol: 'text',
    ProtocolVersion: 'text',
    Tags: 'list',
    TargetControlPort: 'number',
    TargetGroupAttributes: 'list',
    TargetType: 'text',
    Targets: 'list',
    UnhealthyThresholdCount: 'number',
    VpcId: 'text',
  },
  attributes: {
    LoadBalancerArns: () => undefined,
    TargetGroupArn: ({ physicalId }) => physicalId,
    TargetGroupFullName: ({ physicalId }) => physicalId.split(':').at(-1),
    TargetGroupName: ({ physicalId }) => physicalId.split('/')[1],
  },
  compile,
};

function arnOf(properties: Located | undefined, { seed, region, account }: IdPlace): string {
  const name = propertyText(properties, 'Name') || seed.replace('/', '-').slice(0, 32);
  return `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/${name}/${derivedId('', seed).slice(1)}`;
}

/** What properties of one word may say. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  HealthCheckProtocol: LISTENER_PROTOCOLS.filter((each) => each !== 'GENEVE'),
  IpAddressType: ['ipv4', 'ipv6'],
  ProtocolVersion: ['HTTP1', 'HTTP2', 'GRPC'],
};

function compile(resource: Declared, draft: Draft): undefined {
  const type = TARGET_TYPES.find((each) => each === (text(resource, 'TargetType') ?? 'instance'));
  const protocol = LISTENER_PROTOCOLS.find((each) => each === (text(resource, 'Protocol') ?? 'HTTP'));
  const refuse = (property: string, message: string, code = 'ValidationError') =>
    void reject(draft, resource, code, message, spanOf(resource, property));
  if (type === undefined) return refuse('TargetType', `Target type must be one of ${TARGET_TYPES.join(', ')}`);
  if (protocol === undefined) return refuse('Protocol', `Protocol must be one of ${LISTENER_PROTOCOLS.join(', ')}`);
  if (type === 'alb' && protocol !== 'TCP' && protocol !== 'TLS')
    return refuse('Protocol', "The protocol of a target group with target type 'alb' must be TCP or TLS");
  if (type !== 'lambda' && !has(resource, 'Protocol')) return refuse('Protocol', 'A protocol must be specified');
  for (const [property, words] of Object.entries(WORDS)) {
    const written = text(resource, property);
    if (written !== undefined && !words.includes(written))
      return refuse(property, `${property} '${written}' must be one of ${words.join(', ')}`);
  }
  const port = number(resource, 'Port');
  if (port === undefined && type !== 'lambda') return refuse('Port', 'A port must be specified');
  if (port !== undefined && !isPort(port)) return refuse('Port', notPort('port', port));
  const check = text(resource, 'HealthCheckPort');
  if (check !== undefined && check !== 'traffic-port' && !isPort(Number(check)))
    return refuse('HealthCheckPort', `Health check port '${check}' must be in the range [1-65535] or be 'traffic-port'`);
  if (protocol === 'GENEVE' && port !== 6081) return refuse('Port', 'The port of a GENEVE target group must be 6081');
  const vpc = type === 'lambda' ? undefined : referenced(resource, draft, 'VpcId', draft.vpcs, 'ValidationError', 'VPC ID');
  if (type !== 'lambda' && vpc === undefined) {
    if (text(resource, 'VpcId') === undefined) refuse('VpcId', 'A VPC ID must be specified');
    return;
  }
  const family = text(resource, 'IpAddressType') === 'ipv6' ? 6 : 4;
  const targets = items(resource, 'Targets').flatMap(
    (node) => targetOf(resource, draft, node, { type, port: port ?? 0, family, vpc: vpc?.origin.id ?? '' }) ?? [],
  );
  const crossZone = attribute(resource, 'TargetGroupAttributes', 'load_balancing.cross_zone.enabled');
  const preserves = attribute(resource, 'TargetGroupAttributes', 'preserve_client_ip.enabled');
  draft.targetGroups.set(resource.physicalId, {
    origin: resource.origin,
    type,
    protocol,
    vpc: vpc?.origin.id ?? '',
    ...(family === 6 ? { ipv6: true as const } : {}),
    ...(crossZone === 'true' || crossZone === 'false' ? { crossZone: crossZone === 'true' } : {}),
    ...(preserves === undefined ? {} : { preservesClient: preserves === 'true' }),
    ...healthPortOf(resource, protocol),
    proxyProtocol: attribute(resource, 'TargetGroupAttributes', 'proxy_protocol_v2.enabled') === 'true',
    targets,
  });
}

/** The port of health checks where it is not the traffic's: an appliance is asked on 80, not on GENEVE's own port. */
function healthPortOf(resource: Declared, protocol: ListenerProtocol): { readonly healthPort?: number } {
  const written = number(resource, 'HealthCheckPort');
  if (written !== undefined) return { healthPort: written };
  return protocol === 'GENEVE' ? { healthPort: 80 } : {};
}

interface Group {
  readonly type: TargetType;
  readonly port: number;
  readonly family: Family;
  readonly vpc: string;
}

/** Targets by address are of the group's VPC, or private: none that is routed on the internet. */
const isRegistrable = (draft: Draft, vpc: string, address: Address): boolean =>
  isPrivateAddress(address) ||
  draft.described !== undefined ||
  (draft.vpcs.get(vpc)?.cidrs ?? []).some((block) => contains(block, address));

function targetOf(resource: Declared, draft: Draft, node: Located, { type, port, family, vpc }: Group): Target | undefined {
  const id = asString(at(node, 'Id'));
  if (id === undefined) return undefined;
  const refuse = (message: string) => void reject(draft, resource, 'InvalidTarget', message, node.span);
  const address = type === 'ip' ? parseAddress(id) : undefined;
  if (type === 'ip' && (address === undefined || familyOf(address) !== family))
    return refuse(`The target ID '${id}' is not a valid IPv${family} address`);
  if (address !== undefined && !isRegistrable(draft, vpc, address))
    return refuse(`The IP address '${id}' is not one of the VPC's, and no private one`);
  const own = asNumber(at(node, 'Port'));
  if (own !== undefined && !isPort(own)) return refuse(notPort('targets.port', own));
  if (type === 'instance' && !draft.networkInterfaces.has(id))
    return refuse(`The following targets are not valid instances of this account: '${id}'`);
  if (type === 'alb' && draft.loadBalancers.get(id)?.type !== 'application')
    return refuse(`The target ID '${id}' is not a valid Application Load Balancer ARN`);
  return {
    id,
    port: own ?? port,
    everyZone: type === 'alb' || type === 'lambda' || asString(at(node, 'AvailabilityZone')) === 'all',
  };
}

/** An application load balancer as a target must listen on the group's port; asked when all listeners are there. */
export function refuseDeafTargets(resource: Declared, draft: Draft): void {
  const group = draft.targetGroups.get(resource.physicalId);
  for (const target of group?.type === 'alb' ? group.targets : []) {
    const listens = draft.loadBalancers.get(target.id)?.listeners.some((each) => each.port === target.port);
    if (listens === true) continue;
    const message = `The Application Load Balancer '${target.id}' must have a listener on port ${target.port}`;
    reject(draft, resource, 'InvalidTarget', message, spanOf(resource, 'Targets'));
  }
}
