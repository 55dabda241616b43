import type { Json, JsonObject } from '../../json.ts';
import {
  type Around,
  argument,
  argumentsOf,
  block,
  elementsIn,
  type Form,
  objectsIn,
  type Thing,
  type Written,
} from './forms.ts';
import type { Item } from './hcl.ts';

const vpcs = (value: Json | undefined): readonly Item[] =>
  objectsIn(value).map((each) => block('vpc', argumentsOf(each, { VPCId: 'vpc_id', VPCRegion: 'vpc_region' })));

const plain = (name: Json | undefined): string =>
  String(name ?? '')
    .toLowerCase()
    .replace(/\.$/, '');

/** The zone that a record is in, also where the record names it by its name. */
function zoneOf(record: JsonObject, { things }: Around): Json | undefined {
  if (record.HostedZoneId !== undefined) return record.HostedZoneId;
  const home = things.find(
    ({ declared, properties }) =>
      declared.type === 'AWS::Route53::HostedZone' && plain(properties.Name) === plain(record.HostedZoneName),
  );
  return home === undefined ? undefined : { Ref: home.name };
}

const ROUTING: readonly (readonly [property: string, head: string, argument: string])[] = [
  ['Weight', 'weighted_routing_policy', 'weight'],
  ['Region', 'latency_routing_policy', 'region'],
  ['Failover', 'failover_routing_policy', 'type'],
];

function recordItems(record: JsonObject, around: Around): readonly Item[] {
  const [alias] = objectsIn(record.AliasTarget);
  return [
    ...argument('zone_id', zoneOf(record, around)),
    ...argumentsOf(record, { Name: 'name', Type: 'type', TTL: 'ttl', SetIdentifier: 'set_identifier' }),
    ...argument('records', record.ResourceRecords === undefined ? undefined : [...elementsIn(record.ResourceRecords)]),
    ...argumentsOf(record, { HealthCheckId: 'health_check_id', MultiValueAnswer: 'multivalue_answer_routing_policy' }),
    ...ROUTING.flatMap(([property, head, name]) =>
      record[property] === undefined ? [] : [block(head, argument(name, record[property]))],
    ),
    ...(alias === undefined
      ? []
      : [
          block('alias', argumentsOf(alias, { DNSName: 'name', HostedZoneId: 'zone_id' }), [
            ['evaluate_target_health', alias.EvaluateTargetHealth ?? false],
          ]),
        ]),
  ];
}

const record = (properties: JsonObject, label: string, around: Around): Written => ({
  type: 'aws_route53_record',
  label,
  items: recordItems(properties, around),
});

/** Associations of a share, one for each of what is shared or with whom. */
const shared = (thing: Thing, property: string, type: string, name: string): readonly Written[] =>
  elementsIn(thing.properties[property]).map((each, index) => ({
    type,
    label: `${thing.label}_${index + 1}`,
    items: [
      [name, each],
      ['resource_share_arn', { 'Fn::GetAtt': [thing.name, 'Arn'] }],
    ],
  }));

const attachment: Form = {
  type: 'aws_ec2_transit_gateway_vpc_attachment',
  taken: ['Options'],
  more: ({ properties }) =>
    objectsIn(properties.Options).flatMap((options) => [
      ...argumentsOf(options, {
        ApplianceModeSupport: 'appliance_mode_support',
        DnsSupport: 'dns_support',
        Ipv6Support: 'ipv6_support',
        SecurityGroupReferencingSupport: 'security_group_referencing_support',
      }),
      ...argument(
        'transit_gateway_default_route_table_association',
        options.DefaultRouteTableAssociation === 'disable' ? false : undefined,
      ),
      ...argument(
        'transit_gateway_default_route_table_propagation',
        options.DefaultRouteTablePropagation === 'disable' ? false : undefined,
      ),
    ]),
};

export const NAME_FORMS: Readonly<Record<string, Form>> = {
  'AWS::Route53::HostedZone': {
    type: 'aws_route53_zone',
    taken: ['HostedZoneConfig', 'VPCs'],
    more: ({ properties }) => [
      ...argument('comment', objectsIn(properties.HostedZoneConfig)[0]?.Comment),
      ...vpcs(properties.VPCs),
    ],
  },
  'AWS::Route53::RecordSet': {
    type: '',
    stands: 'aws_route53_record',
    isSaid: () => true,
    beside: ({ label, properties }, around) => [record(properties, label, around)],
  },
  'AWS::Route53::RecordSetGroup': {
    type: '',
    isSaid: () => true,
    beside: ({ label, properties }, around) => {
      const { HostedZoneId, HostedZoneName } = properties;
      const zone = { ...(HostedZoneId === undefined ? { HostedZoneName: HostedZoneName ?? '' } : { HostedZoneId }) };
      return objectsIn(properties.RecordSets).map((each, index) => record({ ...zone, ...each }, `${label}_${index + 1}`, around));
    },
  },
  'AWS::Route53Resolver::ResolverEndpoint': {
    type: 'aws_route53_resolver_endpoint',
    taken: ['IpAddresses'],
    more: ({ properties }) =>
      objectsIn(properties.IpAddresses).map((each) =>
        block('ip_address', argumentsOf(each, { SubnetId: 'subnet_id', Ip: 'ip', Ipv6: 'ipv6' })),
      ),
  },
  'AWS::Route53Resolver::ResolverRule': {
    type: 'aws_route53_resolver_rule',
    taken: ['TargetIps'],
    more: ({ properties }) =>
      objectsIn(properties.TargetIps).map((each) =>
        block(
          'target_ip',
          argumentsOf(each, { Ip: 'ip', Ipv6: 'ipv6' }),
          argument('port', each.Port === undefined ? undefined : Number(each.Port)),
        ),
      ),
  },
  'AWS::Route53Resolver::ResolverRuleAssociation': { type: 'aws_route53_resolver_rule_association' },
  'AWS::Route53Profiles::Profile': { type: 'aws_route53profiles_profile' },
  'AWS::Route53Profiles::ProfileAssociation': { type: 'aws_route53profiles_association' },
  'AWS::Route53Profiles::ProfileResourceAssociation': { type: 'aws_route53profiles_resource_association' },
};

export const TRANSIT_FORMS: Readonly<Record<string, Form>> = {
  'AWS::EC2::TransitGateway': { type: 'aws_ec2_transit_gateway' },
  'AWS::EC2::TransitGatewayAttachment': attachment,
  'AWS::EC2::TransitGatewayVpcAttachment': attachment,
  'AWS::EC2::TransitGatewayPeeringAttachment': { type: 'aws_ec2_transit_gateway_peering_attachment' },
  'AWS::EC2::TransitGatewayRouteTable': { type: 'aws_ec2_transit_gateway_route_table' },
  'AWS::EC2::TransitGatewayRouteTableAssociation': { type: 'aws_ec2_transit_gateway_route_table_association' },
  'AWS::EC2::TransitGatewayRouteTablePropagation': { type: 'aws_ec2_transit_gateway_route_table_propagation' },
  'AWS::EC2::TransitGatewayRoute': { type: 'aws_ec2_transit_gateway_route' },
};

export const LATTICE_FORMS: Readonly<Record<string, Form>> = {
  'AWS::VpcLattice::ResourceGateway': { type: 'aws_vpclattice_resource_gateway' },
  'AWS::VpcLattice::ResourceConfiguration': {
    type: 'aws_vpclattice_resource_configuration',
    taken: ['ResourceConfigurationDefinition'],
    more: ({ properties }) =>
      objectsIn(properties.ResourceConfigurationDefinition).map((each) => {
        const [dns] = objectsIn(each.DnsResource);
        return block(
          'resource_configuration_definition',
          each.ArnResource === undefined ? [] : [block('arn_resource', argument('arn', each.ArnResource))],
          each.IpResource === undefined ? [] : [block('ip_resource', argument('ip_address', each.IpResource))],
          dns === undefined
            ? []
            : [block('dns_resource', argumentsOf(dns, { DomainName: 'domain_name', IpAddressType: 'ip_address_type' }))],
        );
      }),
  },
  'AWS::VpcLattice::ServiceNetwork': { type: 'aws_vpclattice_service_network' },
  'AWS::VpcLattice::ServiceNetworkResourceAssociation': { type: 'aws_vpclattice_service_network_resource_association' },
  'AWS::RAM::ResourceShare': {
    type: 'aws_ram_resource_share',
    taken: ['Principals', 'ResourceArns'],
    beside: (thing) => [
      ...shared(thing, 'Principals', 'aws_ram_principal_association', 'principal'),
      ...shared(thing, 'ResourceArns', 'aws_ram_resource_association', 'resource_arn'),
    ],
  },
};
