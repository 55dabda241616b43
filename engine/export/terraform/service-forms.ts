import type { Json, JsonObject } from '../../json.ts';
import { argument, argumentsOf, block, elementsIn, type Form, isNamed, objectsIn, type Thing, type Written } from './forms.ts';
import { encoded, type Item } from './hcl.ts';

/** The list of `Key` and `Value` as an object. */
const keyed = (value: Json | undefined): JsonObject =>
  Object.fromEntries(objectsIn(value).map(({ Key: key, Value: each }) => [String(key), each ?? null]));

const flag = (value: Json | undefined): Json | undefined =>
  value === undefined ? undefined : value === 'true' ? true : value === 'false' ? false : value;

/** The groups and addresses of an interface. */
const interfaceItems = (place: JsonObject): readonly Item[] => {
  const listed = objectsIn(place.PrivateIpAddresses).toSorted(
    (a, b) => Number(flag(b.Primary) === true) - Number(flag(a.Primary) === true),
  );
  const addresses = [...elementsIn(place.PrivateIpAddress), ...listed.flatMap((each) => each.PrivateIpAddress ?? [])];
  const ipv6 = objectsIn(place.Ipv6Addresses).flatMap((each) => each.Ipv6Address ?? []);
  return [
    ...argument('private_ips', addresses.length === 0 ? undefined : addresses),
    ...argument('ipv6_addresses', ipv6.length === 0 ? undefined : ipv6),
  ];
};

/** The first interface where it stands in the instance. */
const firstOf = ({ properties }: Thing): JsonObject | undefined =>
  objectsIn(properties.NetworkInterfaces).find((each) => each.NetworkInterfaceId === undefined);

const wornBy = ({ properties }: Thing): readonly JsonObject[] =>
  objectsIn(properties.NetworkInterfaces)
    .filter((each) => each.NetworkInterfaceId !== undefined)
    .toSorted((a, b) => Number(a.DeviceIndex ?? 0) - Number(b.DeviceIndex ?? 0));

export const INSTANCE_FORMS: Readonly<Record<string, Form>> = {
  'AWS::EC2::NetworkInterface': {
    type: 'aws_network_interface',
    taken: ['PrivateIpAddress', 'PrivateIpAddresses', 'Ipv6Addresses'],
    more: ({ properties }) => interfaceItems(properties),
  },
  'AWS::EC2::Instance': {
    type: 'aws_instance',
    taken: ['NetworkInterfaces', 'Ipv6Addresses', 'UserData', 'Monitoring', 'BlockDeviceMappings', 'MetadataOptions'],
    more: (thing) => {
      const first = firstOf(thing);
      const [worn] = wornBy(thing);
      const ipv6 = objectsIn((first ?? thing.properties).Ipv6Addresses).flatMap((each) => each.Ipv6Address ?? []);
      return [
        ...argumentsOf(first ?? {}, {
          SubnetId: 'subnet_id',
          GroupSet: 'vpc_security_group_ids',
          AssociatePublicIpAddress: 'associate_public_ip_address',
          PrivateIpAddress: 'private_ip',
          Ipv6AddressCount: 'ipv6_address_count',
        }),
        ...argument('ipv6_addresses', ipv6.length === 0 ? undefined : ipv6),
        ...argumentsOf(thing.properties, { UserData: 'user_data_base64', Monitoring: 'monitoring' }),
        ...(worn === undefined ? [] : [block('primary_network_interface', argumentsOf(worn, NIC))]),
      ];
    },
    beside: (thing) =>
      wornBy(thing)
        .slice(1)
        .map(
          (each, index): Written => ({
            type: 'aws_network_interface_attachment',
            label: `${thing.label}_${index + 1}`,
            items: [['instance_id', { Ref: thing.name }], ...argumentsOf(each, { ...NIC, DeviceIndex: 'device_index' })],
          }),
        ),
  },
};

const NIC = { NetworkInterfaceId: 'network_interface_id' };

/** Terraform's truth value for CloudFormation's word, none where nothing is specified; a word that is none of them stays, and is refused there as here. */
function inboundOnly(word: Json | undefined): Json | undefined {
  if (word === undefined || word === 'NotSpecified') return undefined;
  if (['OnlyInboundResolver', 'true', true].includes(word as string | boolean)) return true;
  return ['AllResolvers', 'false', false].includes(word as string | boolean) ? false : word;
}

const PERMISSIONS = 'AWS::EC2::VPCEndpointServicePermissions';

export const ENDPOINT_FORMS: Readonly<Record<string, Form>> = {
  'AWS::EC2::VPCEndpoint': {
    type: 'aws_vpc_endpoint',
    taken: ['PolicyDocument', 'DnsOptions', 'SubnetConfigurations'],
    more: ({ properties }) => {
      const [options] = objectsIn(properties.DnsOptions);
      const only = options?.PrivateDnsOnlyForInboundResolverEndpoint;
      return [
        ...policy(properties.PolicyDocument),
        ...objectsIn(properties.SubnetConfigurations).map((each) =>
          block('subnet_configuration', argumentsOf(each, { SubnetId: 'subnet_id', Ipv4: 'ipv4', Ipv6: 'ipv6' })),
        ),
        ...(options === undefined
          ? []
          : [
              block(
                'dns_options',
                argumentsOf(options, { DnsRecordIpType: 'dns_record_ip_type' }),
                argument('private_dns_only_for_inbound_resolver_endpoint', inboundOnly(only)),
              ),
            ]),
      ];
    },
  },
  'AWS::EC2::VPCEndpointService': {
    type: 'aws_vpc_endpoint_service',
    more: ({ name, properties }, { of }) => {
      const allowed = of(PERMISSIONS, 'ServiceId', name).flatMap((each) => elementsIn(each.properties.AllowedPrincipals));
      return [
        ...argument('acceptance_required', properties.AcceptanceRequired === undefined ? false : undefined),
        ...argument('allowed_principals', allowed.length === 0 ? undefined : allowed),
      ];
    },
  },
  [PERMISSIONS]: {
    type: '',
    saidAs: { by: ['ServiceId'], part: 'allowed_principals' },
    isSaid: () => true,
    beside: ({ label, properties }, { things }) => {
      if (things.some(({ name, declared }) => declared.type === SERVICE && isNamed(properties.ServiceId, name))) return [];
      return elementsIn(properties.AllowedPrincipals).map((principal, index) => ({
        type: 'aws_vpc_endpoint_service_allowed_principal',
        label: `${label}_${index + 1}`,
        items: [...argumentsOf(properties, { ServiceId: 'vpc_endpoint_service_id' }), ['principal_arn', principal]],
      }));
    },
  },
  'AWS::EC2::VPCEndpointConnectionNotification': { type: 'aws_vpc_endpoint_connection_notification' },
};

const SERVICE = 'AWS::EC2::VPCEndpointService';

/** A policy as Terraform takes it: a text of JSON. */
function policy(document: Json | undefined, name = 'policy'): readonly Item[] {
  return argument(name, document === undefined || typeof document === 'string' ? document : encoded(document));
}

const action = (each: JsonObject): Item => {
  const [forward] = objectsIn(each.ForwardConfig);
  const groups = objectsIn(forward?.TargetGroups);
  return block(
    'default_action',
    argumentsOf(each, { Type: 'type', TargetGroupArn: 'target_group_arn' }),
    groups.length === 0
      ? []
      : [
          block(
            'forward',
            groups.map((group) => block('target_group', argumentsOf(group, { TargetGroupArn: 'arn', Weight: 'weight' }))),
          ),
        ],
  );
};

const HEALTH = {
  HealthCheckEnabled: 'enabled',
  HealthCheckIntervalSeconds: 'interval',
  HealthCheckPath: 'path',
  HealthCheckPort: 'port',
  HealthCheckProtocol: 'protocol',
  HealthCheckTimeoutSeconds: 'timeout',
  HealthyThresholdCount: 'healthy_threshold',
  UnhealthyThresholdCount: 'unhealthy_threshold',
};

export const BALANCER_FORMS: Readonly<Record<string, Form>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    type: 'aws_lb',
    taken: ['Scheme', 'Subnets', 'SubnetMappings', 'LoadBalancerAttributes'],
    more: ({ properties }) => [
      ...argument('internal', properties.Scheme === undefined ? undefined : properties.Scheme === 'internal'),
      ...argumentsOf(properties, { Subnets: 'subnets' }),
      ...argument(
        'enable_cross_zone_load_balancing',
        flag(keyed(properties.LoadBalancerAttributes)['load_balancing.cross_zone.enabled']),
      ),
      ...objectsIn(properties.SubnetMappings).map((each) =>
        block(
          'subnet_mapping',
          argumentsOf(each, {
            SubnetId: 'subnet_id',
            AllocationId: 'allocation_id',
            PrivateIPv4Address: 'private_ipv4_address',
            IPv6Address: 'ipv6_address',
          }),
        ),
      ),
    ],
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    type: 'aws_lb_listener',
    taken: ['DefaultActions', 'Certificates', 'AlpnPolicy'],
    more: ({ properties }) => [
      ...argument('certificate_arn', objectsIn(properties.Certificates)[0]?.CertificateArn),
      ...argument('alpn_policy', elementsIn(properties.AlpnPolicy)[0]),
      ...objectsIn(properties.DefaultActions).map(action),
    ],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    type: 'aws_lb_target_group',
    taken: [...Object.keys(HEALTH), 'Matcher', 'TargetGroupAttributes', 'Targets'],
    more: ({ properties }) => {
      const attributes = keyed(properties.TargetGroupAttributes);
      const health = argumentsOf(properties, HEALTH);
      return [
        ...argument('load_balancing_cross_zone_enabled', attributes['load_balancing.cross_zone.enabled']),
        ...argument('preserve_client_ip', attributes['preserve_client_ip.enabled']),
        ...argument('proxy_protocol_v2', flag(attributes['proxy_protocol_v2.enabled'])),
        ...(health.length === 0 ? [] : [block('health_check', health)]),
      ];
    },
    beside: ({ name, label, properties }) =>
      objectsIn(properties.Targets).map((each, index) => ({
        type: 'aws_lb_target_group_attachment',
        label: `${label}_${index + 1}`,
        items: [
          ['target_group_arn', { Ref: name }],
          ...argumentsOf(each, { Id: 'target_id', Port: 'port', AvailabilityZone: 'availability_zone' }),
        ],
      })),
  },
};

export const STORAGE_FORMS: Readonly<Record<string, Form>> = {
  'AWS::S3::Bucket': {
    type: 'aws_s3_bucket',
    taken: ['PublicAccessBlockConfiguration'],
    beside: ({ name, label, properties }) =>
      objectsIn(properties.PublicAccessBlockConfiguration).map((each) => ({
        type: 'aws_s3_bucket_public_access_block',
        label,
        items: [
          ['bucket', { Ref: name }],
          ...argumentsOf(each, {
            BlockPublicAcls: 'block_public_acls',
            BlockPublicPolicy: 'block_public_policy',
            IgnorePublicAcls: 'ignore_public_acls',
            RestrictPublicBuckets: 'restrict_public_buckets',
          }),
        ],
      })),
  },
  'AWS::S3::BucketPolicy': {
    type: 'aws_s3_bucket_policy',
    taken: ['PolicyDocument'],
    more: ({ properties }) => policy(properties.PolicyDocument),
  },
  'AWS::DynamoDB::Table': {
    type: 'aws_dynamodb_table',
    taken: ['AttributeDefinitions', 'BillingMode', 'KeySchema', 'ResourcePolicy'],
    more: ({ properties }) => {
      const key = (kind: string) => objectsIn(properties.KeySchema).find((each) => each.KeyType === kind)?.AttributeName;
      return [
        ...argumentsOf(properties, { BillingMode: 'billing_mode' }),
        ...argument('hash_key', key('HASH')),
        ...argument('range_key', key('RANGE')),
        ...objectsIn(properties.AttributeDefinitions).map((each) =>
          block('attribute', argumentsOf(each, { AttributeName: 'name', AttributeType: 'type' })),
        ),
      ];
    },
    beside: ({ name, label, properties }) =>
      objectsIn(properties.ResourcePolicy).map((each) => ({
        type: 'aws_dynamodb_resource_policy',
        label,
        items: [['resource_arn', { 'Fn::GetAtt': [name, 'Arn'] }], ...policy(each.PolicyDocument)],
      })),
  },
};

export const ORGANIZATION_FORMS: Readonly<Record<string, Form>> = {
  'AWS::Organizations::Policy': {
    type: 'aws_organizations_policy',
    taken: ['Content', 'TargetIds'],
    more: ({ properties }) => policy(properties.Content, 'content'),
    beside: ({ name, label, properties }) => {
      const targets = elementsIn(properties.TargetIds);
      return targets.map((target, index) => ({
        type: 'aws_organizations_policy_attachment',
        label: targets.length === 1 ? label : `${label}_${index + 1}`,
        items: [
          ['policy_id', { Ref: name }],
          ['target_id', target],
        ],
      }));
    },
  },
};
