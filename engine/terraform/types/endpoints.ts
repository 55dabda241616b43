import { MANAGED_PREFIX_LISTS } from '../../catalogue/prefix-lists.ts';
import type { Json } from '../../json.ts';
import { serviceNameOf } from '../../resources/vpc-endpoint-service/vpc-endpoint-service.ts';
import { asString, type Located, scalarAt } from '../../template/tree.ts';
import { append, blocks, elements, flagOf, given, isAbsent, mapOf, textOf } from '../network/values.ts';
import type { Asked, Built, Made, TerraformType } from './type.ts';
import { defaultGroupOf } from './vpc.ts';

const arnOf =
  (resource: string) =>
  ({ instance: { provider }, id }: Asked): string =>
    `arn:aws:ec2:${provider.region}:${provider.account}:${resource}/${id}`;

const ONLY_INBOUND = 'private_dns_only_for_inbound_resolver_endpoint';

/** The DNS options that CloudFormation also has. A provider reads "false" on an endpoint without private names as not written. */
function dnsOptions({ instance, made }: Built): void {
  const [block] = blocks(instance.values, 'dns_options');
  if (block === undefined || made === undefined) return;
  const isInterface = textOf(instance.values, 'vpc_endpoint_type') === 'Interface';
  const inbound = isInterface || flagOf(block, ONLY_INBOUND) === true ? given(block, ONLY_INBOUND) : undefined;
  const records = given(block, 'dns_record_ip_type');
  if (records === undefined && inbound === undefined) return;
  const value = mapOf(
    {
      DnsRecordIpType: records,
      PrivateDnsOnlyForInboundResolverEndpoint: inbound === undefined ? undefined : inboundWord(block, inbound),
    },
    block.span,
  );
  made.properties.set('DnsOptions', { key: 'DnsOptions', keySpan: block.span, value });
}

/** CloudFormation's word for the truth value; what is none is kept, to be refused. */
function inboundWord(block: Parameters<typeof flagOf>[0], written: Located): Located {
  const only = flagOf(block, ONLY_INBOUND);
  return only === undefined ? written : scalarAt(only ? 'OnlyInboundResolver' : 'AllResolvers', written.span);
}

/** The list that a gateway endpoint writes into tables, by the name of its service. */
function listOf({ instance, world }: Asked): { readonly id: string; readonly cidrs: readonly string[] } | undefined {
  const name = textOf(instance.values, 'service_name') ?? '';
  return world.prefixLists[name] ?? MANAGED_PREFIX_LISTS.find((each) => each.name === name);
}

/** The names of an endpoint as Terraform lists them: CloudFormation writes zone and name into one text. */
function entriesOf({ attribute }: Asked): Json | undefined {
  const entries = attribute('DnsEntries');
  if (!Array.isArray(entries)) return undefined;
  return entries.map((each) => {
    const [hosted_zone_id = '', dns_name = ''] = String(each).split(':');
    return { dns_name, hosted_zone_id };
  });
}

const policyOf = (node: Located): Located | undefined => (isAbsent(node) ? undefined : node);

const endpoint: TerraformType = {
  type: 'aws_vpc_endpoint',
  becomes: 'AWS::EC2::VPCEndpoint',
  arguments: {
    ip_address_type: 'IpAddressType',
    policy: ['PolicyDocument', policyOf],
    private_dns_enabled: 'PrivateDnsEnabled',
    resource_configuration_arn: 'ResourceConfigurationArn',
    route_table_ids: 'RouteTableIds',
    security_group_ids: 'SecurityGroupIds',
    service_name: 'ServiceName',
    service_network_arn: 'ServiceNetworkArn',
    service_region: 'ServiceRegion',
    subnet_ids: 'SubnetIds',
    vpc_endpoint_type: 'VpcEndpointType',
    vpc_id: 'VpcId',
  },
  others: 'auto_accept dns_options subnet_configuration',
  blocks: {
    dns_options:
      'dns_record_ip_type private_dns_only_for_inbound_resolver_endpoint private_dns_preference private_dns_specified_domains',
    subnet_configuration: 'ipv4 ipv6 subnet_id',
  },
  required: 'vpc_id',
  attributes: {
    arn: arnOf('vpc-endpoint'),
    cidr_blocks: (asked) => listOf(asked)?.cidrs,
    dns_entry: entriesOf,
    network_interface_ids: 'NetworkInterfaceIds',
    owner_id: ({ instance }) => instance.provider.account,
    prefix_list_id: (asked) => listOf(asked)?.id,
    requester_managed: () => false,
    state: () => 'available',
  },
  build: (it) => {
    const { instance, made } = it;
    if (made === undefined) return;
    dnsOptions(it);
    const configured = blocks(instance.values, 'subnet_configuration').flatMap((block) => given(block, 'subnet_id') ?? []);
    append(made.properties, 'SubnetIds', configured);
    append(made.properties, 'SubnetConfigurations', chosenAddresses(instance.values));
  },
};

/** The addresses that an author chose, by subnet; a block that names a subnet alone chooses none. */
const chosenAddresses = (values: Located): readonly Located[] =>
  blocks(values, 'subnet_configuration').flatMap((block) => {
    const [Ipv4, Ipv6] = [given(block, 'ipv4'), given(block, 'ipv6')];
    if (Ipv4 === undefined && Ipv6 === undefined) return [];
    return [mapOf({ SubnetId: given(block, 'subnet_id'), Ipv4, Ipv6 }, block.span)];
  });

/** A resource of its own that adds to a list of an endpoint. */
const endpointAssociation = (type: string, argument: string, property: string): TerraformType => ({
  type,
  others: `${argument} replace_default_association vpc_endpoint_id`,
  required: `${argument} vpc_endpoint_id`,
  build: ({ instance: { values } }, building) => {
    const [target, item] = [building.withId(given(values, 'vpc_endpoint_id')), given(values, argument)];
    if (target?.type !== 'AWS::EC2::VPCEndpoint' || item === undefined) return;
    // An endpoint without groups has its VPC's default one, and keeps it unless told otherwise.
    const keepsDefault = property === 'SecurityGroupIds' && flagOf(values, 'replace_default_association') !== true;
    if (keepsDefault && !target.properties.has(property)) append(target.properties, property, defaultGroup(target, item));
    append(target.properties, property, [item]);
  },
});

function defaultGroup({ properties }: Made, at: Located): readonly Located[] {
  const vpc = asString(properties.get('VpcId')?.value);
  return vpc === undefined ? [] : [scalarAt(defaultGroupOf(vpc), at.span)];
}

/** A resource of its own that sets one property of an endpoint. */
const endpointSetting = (type: string, argument: string, property: string): TerraformType => ({
  type,
  others: `${argument} vpc_endpoint_id`,
  required: 'vpc_endpoint_id',
  build: ({ instance: { values } }, building) => {
    const [target, value] = [building.withId(given(values, 'vpc_endpoint_id')), given(values, argument)];
    if (target === undefined || value === undefined) return;
    target.properties.set(property, { key: property, keySpan: value.span, value });
  },
});

const service: TerraformType = {
  type: 'aws_vpc_endpoint_service',
  becomes: 'AWS::EC2::VPCEndpointService',
  arguments: {
    acceptance_required: 'AcceptanceRequired',
    gateway_load_balancer_arns: 'GatewayLoadBalancerArns',
    network_load_balancer_arns: 'NetworkLoadBalancerArns',
    private_dns_name: 'PrivateDnsName',
    supported_ip_address_types: 'SupportedIpAddressTypes',
    supported_regions: 'SupportedRegions',
  },
  others: 'allowed_principals',
  required: 'acceptance_required',
  attributes: {
    arn: arnOf('vpc-endpoint-service'),
    availability_zones: () => undefined,
    base_endpoint_dns_names: ({ instance, id }) => [`${id}.${instance.provider.region}.vpce.amazonaws.com`],
    manages_vpc_endpoints: () => false,
    private_dns_name_configuration: ({ instance, attribute }) =>
      given(instance.values, 'private_dns_name') === undefined
        ? []
        : [
            {
              name: attribute('PrivateDnsNameConfiguration.Name') ?? null,
              state: 'verified',
              type: attribute('PrivateDnsNameConfiguration.Type') ?? null,
              value: attribute('PrivateDnsNameConfiguration.Value') ?? null,
            },
          ],
    service_name: ({ instance, id }) => serviceNameOf(id, instance.provider.region),
    service_type: ({ instance }) =>
      elements(instance.values, 'gateway_load_balancer_arns').length > 0 ? 'GatewayLoadBalancer' : 'Interface',
    state: () => 'Available',
  },
  build: (it, building) => {
    const principals = given(it.instance.values, 'allowed_principals');
    if (principals === undefined || it.made === undefined) return;
    const ServiceId = scalarAt(it.made.physicalId, principals.span);
    const properties = { ServiceId, AllowedPrincipals: principals };
    building.add(it, 'allowed_principals', 'AWS::EC2::VPCEndpointServicePermissions', properties, principals.span);
  },
};

const allowedPrincipal: TerraformType = {
  type: 'aws_vpc_endpoint_service_allowed_principal',
  others: 'principal_arn vpc_endpoint_service_id',
  required: 'principal_arn vpc_endpoint_service_id',
  build: (it, building) => {
    const { values } = it.instance;
    const [principal, ServiceId] = [given(values, 'principal_arn'), given(values, 'vpc_endpoint_service_id')];
    if (principal === undefined) return;
    const AllowedPrincipals: Located = { kind: 'list', items: [principal], span: principal.span };
    building.add(it, '', 'AWS::EC2::VPCEndpointServicePermissions', { AllowedPrincipals, ServiceId });
  },
};

const notification: TerraformType = {
  type: 'aws_vpc_endpoint_connection_notification',
  becomes: 'AWS::EC2::VPCEndpointConnectionNotification',
  arguments: {
    connection_events: 'ConnectionEvents',
    connection_notification_arn: 'ConnectionNotificationArn',
    vpc_endpoint_id: 'VPCEndpointId',
    vpc_endpoint_service_id: 'ServiceId',
  },
  required: 'connection_events connection_notification_arn',
  attributes: { notification_type: () => 'Topic', state: () => 'Enabled' },
};

/** Acceptance and verification: what is asked of a configuration here is how it is once both are given. */
const accepter: TerraformType = {
  type: 'aws_vpc_endpoint_connection_accepter',
  others: 'vpc_endpoint_id vpc_endpoint_service_id',
  required: 'vpc_endpoint_id vpc_endpoint_service_id',
  attributes: { vpc_endpoint_state: () => 'available' },
};

const verification: TerraformType = {
  type: 'aws_vpc_endpoint_service_private_dns_verification',
  others: 'service_id wait_for_verification',
  required: 'service_id',
};

export const ENDPOINT_TYPES: readonly TerraformType[] = [
  endpoint,
  endpointAssociation('aws_vpc_endpoint_route_table_association', 'route_table_id', 'RouteTableIds'),
  endpointAssociation('aws_vpc_endpoint_subnet_association', 'subnet_id', 'SubnetIds'),
  endpointAssociation('aws_vpc_endpoint_security_group_association', 'security_group_id', 'SecurityGroupIds'),
  endpointSetting('aws_vpc_endpoint_policy', 'policy', 'PolicyDocument'),
  endpointSetting('aws_vpc_endpoint_private_dns', 'private_dns_enabled', 'PrivateDnsEnabled'),
  service,
  allowedPrincipal,
  notification,
  accepter,
  verification,
];
