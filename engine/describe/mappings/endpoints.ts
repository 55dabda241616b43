import { serviceNamed } from '../../catalogue/services.ts';
import { asBoolean, asString, at } from '../../template/tree.ts';
import { type Account, missing } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

/** `describe-vpc-endpoints`. */
export function vpcEndpoints(account: Account): void {
  for (const item of account.all('VpcEndpoints')) {
    const { node } = item;
    const [id, type, service] = [
      textAt(node, 'VpcEndpointId') ?? '',
      textAt(node, 'VpcEndpointType') ?? 'Gateway',
      textAt(node, 'ServiceName') ?? '',
    ];
    const options = at(node, 'DnsOptions');
    account.declare(
      'AWS::EC2::VPCEndpoint',
      id,
      {
        VpcId: at(node, 'VpcId'),
        VpcEndpointType: type,
        ServiceName: at(node, 'ServiceName'),
        ServiceNetworkArn: at(node, 'ServiceNetworkArn'),
        ResourceConfigurationArn: at(node, 'ResourceConfigurationArn'),
        ServiceRegion: at(node, 'ServiceRegion'),
        PolicyDocument: takesPolicy(service) ? at(node, 'PolicyDocument') : undefined,
        RouteTableIds: type === 'Gateway' ? at(node, 'RouteTableIds') : undefined,
        SubnetIds: type === 'Gateway' ? undefined : at(node, 'SubnetIds'),
        SecurityGroupIds: groupsOf(item, type),
        PrivateDnsEnabled: type === 'Gateway' ? undefined : at(node, 'PrivateDnsEnabled'),
        IpAddressType: at(node, 'IpAddressType'),
        DnsOptions:
          options?.kind === 'map' && options.entries.size > 0 && type !== 'GatewayLoadBalancer'
            ? optionsOf(item, type)
            : undefined,
      },
      item,
    );
    const state = textAt(node, 'State');
    if (state !== undefined && state !== 'available') account.states.set(id, state);
    const label = labelOf(item, id);
    if (label !== undefined) account.names.set(id, label);
    if (service.startsWith('com.amazonaws.vpce.')) offered(account, item, service);
  }
}

/** Only services of AWS's own have policies; others print the one that admits everything. */
const takesPolicy = (service: string): boolean =>
  serviceNamed(service.split('.').slice(3).join('.'))?.endpointPolicy ?? !service.startsWith('com.amazonaws.vpce.');

function groupsOf({ node }: Item, type: string): readonly string[] | undefined {
  if (type === 'Gateway' || type === 'GatewayLoadBalancer') return undefined;
  return listAt(node, 'Groups').flatMap((each) => textAt(each, 'GroupId') ?? []);
}

/** What a gateway endpoint does not have is printed all the same. */
function optionsOf({ node }: Item, type: string): Readonly<Record<string, string | boolean>> | undefined {
  const records = textAt(node, 'DnsOptions', 'DnsRecordIpType');
  const inboundOnly = asBoolean(at(node, 'DnsOptions', 'PrivateDnsOnlyForInboundResolverEndpoint'));
  return {
    ...(records === undefined ? {} : { DnsRecordIpType: records }),
    ...(inboundOnly === undefined || type === 'Gateway' ? {} : { PrivateDnsOnlyForInboundResolverEndpoint: inboundOnly }),
  };
}

/** What stands before the service in the endpoint's own name. */
function labelOf({ node }: Item, id: string): string | undefined {
  const names = listAt(node, 'DnsEntries').flatMap((each) => textAt(each, 'DnsName') ?? []);
  const regional = names
    .map((name) => name.replace(/^\*\./, '').split('.')[0] ?? '')
    .filter((label) => label.startsWith(`${id}-`));
  return regional.toSorted((a, b) => a.length - b.length)[0];
}

/** Somebody's service: as `describe-vpc-endpoint-services` has it, else one that exists and lets this account in. */
function offered(account: Account, item: Item, name: string): void {
  const { endpointServices } = account.world;
  const own = account.all('ServiceConfigurations').some(({ node }) => textAt(node, 'ServiceName') === name);
  if (own || endpointServices[name] !== undefined) return;
  const details = account.all('ServiceDetails').find(({ node }) => textAt(node, 'ServiceName') === name);
  const owner = details === undefined ? undefined : textAt(details.node, 'Owner');
  if (owner === undefined) missing(account, item, `The service ${name} is another account's: what lies behind it is not known.`);
  const zones = details === undefined ? [] : listAt(details.node, 'AvailabilityZones').flatMap((each) => asString(each) ?? []);
  endpointServices[name] = {
    account: owner ?? 'unknown',
    region: name.split('.')[3] ?? account.regionOf(item),
    allowedPrincipals: ['*'],
    privateDnsName: details === undefined ? null : (textAt(details.node, 'PrivateDnsName') ?? null),
    type: textAt(item.node, 'VpcEndpointType') === 'GatewayLoadBalancer' ? 'GatewayLoadBalancer' : 'Interface',
    ipAddressTypes: ['ipv4', 'ipv6'],
    ...(zones.length === 0 ? {} : { availabilityZones: zones }),
  };
}

/** `describe-vpc-endpoint-service-configurations`, `-permissions`, `-connections`. */
export function endpointServices(account: Account): void {
  for (const item of account.all('ServiceConfigurations')) {
    const { node } = item;
    const id = textAt(node, 'ServiceId') ?? '';
    const arns = (key: string) => (listAt(node, key).length === 0 ? undefined : at(node, key));
    account.declare(
      'AWS::EC2::VPCEndpointService',
      id,
      {
        AcceptanceRequired: at(node, 'AcceptanceRequired'),
        NetworkLoadBalancerArns: arns('NetworkLoadBalancerArns'),
        GatewayLoadBalancerArns: arns('GatewayLoadBalancerArns'),
        PrivateDnsName: at(node, 'PrivateDnsName'),
        SupportedIpAddressTypes: at(node, 'SupportedIpAddressTypes'),
        SupportedRegions: listAt(node, 'SupportedRegions').flatMap((each) => textAt(each, 'Region') ?? []),
      },
      item,
    );
    const state = textAt(node, 'PrivateDnsNameConfiguration', 'State');
    if (state !== undefined) account.states.set(id, state);
    const permissions = principalsOf(account, id);
    if (permissions.length > 0)
      account.declare(
        'AWS::EC2::VPCEndpointServicePermissions',
        `${id}/principals`,
        { ServiceId: id, AllowedPrincipals: permissions },
        item,
      );
  }
  for (const { node } of account.all('VpcEndpointConnections')) {
    const [endpoint, state] = [textAt(node, 'VpcEndpointId') ?? '', textAt(node, 'VpcEndpointState')];
    if (state !== undefined && state !== 'available' && !account.states.has(endpoint)) account.states.set(endpoint, state);
  }
}

function principalsOf(account: Account, service: string): readonly string[] {
  const apart = account.all('AllowedPrincipals').filter(({ node }) => textAt(node, 'ServiceId') === service);
  const together = account.all('ServicePermissions').filter(({ node }) => textAt(node, 'ServiceId') === service);
  const nodes = [...apart.map(({ node }) => node), ...together.flatMap(({ node }) => listAt(node, 'AllowedPrincipals'))];
  return [...new Set(nodes.flatMap((each) => textAt(each, 'Principal') ?? []))];
}
