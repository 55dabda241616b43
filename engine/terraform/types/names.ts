import { asBoolean, asString, type Located, scalarAt } from '../../template/tree.ts';
import type { TerraformInstance } from '../instance.ts';
import { append, blocks, given, mapOf, reworded, textOf } from '../network/values.ts';
import type { TerraformType } from './type.ts';

/** A VPC of a zone; the provider adds its own Region where none is written. */
const vpcOf = (map: Located, { provider }: TerraformInstance): Located =>
  mapOf({ VPCId: given(map, 'vpc_id'), VPCRegion: given(map, 'vpc_region') ?? scalarAt(provider.region, map.span) }, map.span);

const zone: TerraformType = {
  type: 'aws_route53_zone',
  becomes: 'AWS::Route53::HostedZone',
  arguments: { name: 'Name' },
  others: 'comment delegation_set_id enable_accelerated_recovery force_destroy vpc',
  blocks: {
    vpc: 'vpc_id vpc_region',
  },
  required: 'name',
  attributes: {
    arn: ({ id }) => `arn:aws:route53:::hostedzone/${id}`,
    name_servers: () => undefined,
    primary_name_server: () => undefined,
    zone_id: ({ id }) => id,
  },
  build: ({ instance, made }) => {
    if (made !== undefined)
      addVpcs(
        made.properties,
        blocks(instance.values, 'vpc').map((block) => vpcOf(block, instance)),
      );
  },
};

/** A VPC that is named twice is associated once. */
function addVpcs(properties: Parameters<typeof append>[0], vpcs: readonly Located[]): void {
  const before = properties.get('VPCs')?.value;
  const known = new Set(before?.kind === 'list' ? before.items.map((each) => textOf(each, 'VPCId')) : []);
  append(
    properties,
    'VPCs',
    vpcs.filter((each) => !known.has(textOf(each, 'VPCId'))),
  );
}

const zoneAssociation: TerraformType = {
  type: 'aws_route53_zone_association',
  others: 'vpc_id vpc_region zone_id',
  required: 'vpc_id zone_id',
  build: ({ instance }, building) => {
    const home = building.withId(given(instance.values, 'zone_id'));
    if (home?.type === 'AWS::Route53::HostedZone') addVpcs(home.properties, [vpcOf(instance.values, instance)]);
  },
};

const authorization: TerraformType = {
  type: 'aws_route53_vpc_association_authorization',
  others: 'vpc_id vpc_region zone_id',
  required: 'vpc_id zone_id',
};

/** A record's full name: the provider adds the zone's where the text does not end with it. */
function fullName(name: string, zoneName: string): string {
  const [record, home] = [name, zoneName].map((each) => each.toLowerCase().replace(/\.$/, ''));
  if (record === undefined || home === undefined || home === '') return name;
  if (record === '' || record === '@') return home;
  return record === home || record.endsWith(`.${home}`) ? record : `${record}.${home}`;
}

const ROUTING =
  'cidr_routing_policy failover_routing_policy geolocation_routing_policy geoproximity_routing_policy latency_routing_policy weighted_routing_policy';

const record: TerraformType = {
  type: 'aws_route53_record',
  becomes: 'AWS::Route53::RecordSet',
  arguments: {
    health_check_id: 'HealthCheckId',
    multivalue_answer_routing_policy: ['MultiValueAnswer', (node) => (asBoolean(node) === false ? undefined : node)],
    name: 'Name',
    records: 'ResourceRecords',
    set_identifier: 'SetIdentifier',
    ttl: 'TTL',
    type: 'Type',
    zone_id: 'HostedZoneId',
  },
  others: `alias allow_overwrite ${ROUTING}`,
  blocks: {
    alias: 'evaluate_target_health name zone_id',
    weighted_routing_policy: 'weight',
    latency_routing_policy: 'region',
    failover_routing_policy: 'type',
    geolocation_routing_policy: 'continent country subdivision',
    cidr_routing_policy: 'collection_id location_name',
  },
  required: 'type zone_id',
  attributes: {
    fqdn: ({ instance: { values }, seen }) => {
      const home = seen.get(textOf(values, 'zone_id') ?? '');
      return home === undefined ? undefined : fullName(textOf(values, 'name') ?? '', textOf(home.values, 'name') ?? '');
    },
  },
  build: ({ instance: { values, keySpan }, made }, building) => {
    if (made === undefined) return;
    const home = building.withId(given(values, 'zone_id'));
    const name = given(values, 'name') ?? scalarAt('', keySpan);
    const full = fullName(asString(name) ?? '', asString(home?.properties.get('Name')?.value) ?? '');
    if (name.kind !== 'unknown') made.properties.set('Name', { key: 'Name', keySpan: name.span, value: reworded(name, full) });
    for (const block of blocks(values, 'alias')) {
      const target = mapOf({ DNSName: given(block, 'name'), HostedZoneId: given(block, 'zone_id') }, block.span);
      made.properties.set('AliasTarget', { key: 'AliasTarget', keySpan: block.span, value: target });
    }
    routing(values, made.properties);
  },
};

/** The policies that an answer may depend on: that there is one is what matters. */
function routing(values: Located, properties: Map<string, { key: string; keySpan: Located['span']; value: Located }>): void {
  const put = (key: string, value: Located | undefined): void => {
    if (value !== undefined) properties.set(key, { key, keySpan: value.span, value });
  };
  for (const block of blocks(values, 'weighted_routing_policy')) put('Weight', given(block, 'weight'));
  for (const block of blocks(values, 'latency_routing_policy')) put('Region', given(block, 'region'));
  for (const block of blocks(values, 'failover_routing_policy')) put('Failover', given(block, 'type'));
  for (const block of blocks(values, 'geolocation_routing_policy')) put('GeoLocation', block);
  for (const block of blocks(values, 'geoproximity_routing_policy')) put('GeoProximityLocation', block);
  for (const block of blocks(values, 'cidr_routing_policy')) put('CidrRoutingConfig', block);
}

const resolverEndpoint: TerraformType = {
  type: 'aws_route53_resolver_endpoint',
  becomes: 'AWS::Route53Resolver::ResolverEndpoint',
  arguments: {
    direction: 'Direction',
    name: 'Name',
    protocols: 'Protocols',
    resolver_endpoint_type: 'ResolverEndpointType',
    security_group_ids: 'SecurityGroupIds',
  },
  others: 'ip_address rni_enhanced_metrics_enabled target_name_server_metrics_enabled',
  blocks: {
    ip_address: 'ip ip_id ipv6 subnet_id',
  },
  required: 'direction ip_address security_group_ids',
  attributes: { arn: 'Arn', host_vpc_id: () => undefined },
  build: ({ instance, made }) => {
    const places = blocks(instance.values, 'ip_address').map((block) =>
      mapOf({ Ip: given(block, 'ip'), Ipv6: given(block, 'ipv6'), SubnetId: given(block, 'subnet_id') }, block.span),
    );
    if (made !== undefined) append(made.properties, 'IpAddresses', places);
  },
};

const resolverRule: TerraformType = {
  type: 'aws_route53_resolver_rule',
  becomes: 'AWS::Route53Resolver::ResolverRule',
  arguments: {
    domain_name: 'DomainName',
    name: 'Name',
    resolver_endpoint_id: 'ResolverEndpointId',
    rule_type: 'RuleType',
  },
  others: 'target_ip',
  blocks: {
    target_ip: 'ip ipv6 port protocol server_name_indication',
  },
  required: 'domain_name rule_type',
  attributes: { arn: 'Arn', owner_id: ({ instance }) => instance.provider.account },
  build: ({ instance, made }) => {
    const targets = blocks(instance.values, 'target_ip').map((block) =>
      mapOf({ Ip: given(block, 'ip'), Ipv6: given(block, 'ipv6'), Port: portOf(block) }, block.span),
    );
    if (made !== undefined) append(made.properties, 'TargetIps', targets);
  },
};

const portOf = (block: Located): Located | undefined => {
  const port = given(block, 'port');
  return port === undefined ? undefined : reworded(port, textOf(block, 'port') ?? '');
};

const resolverRuleAssociation: TerraformType = {
  type: 'aws_route53_resolver_rule_association',
  becomes: 'AWS::Route53Resolver::ResolverRuleAssociation',
  arguments: { name: 'Name', resolver_rule_id: 'ResolverRuleId', vpc_id: 'VPCId' },
  required: 'resolver_rule_id vpc_id',
};

const profile: TerraformType = {
  type: 'aws_route53profiles_profile',
  becomes: 'AWS::Route53Profiles::Profile',
  arguments: { name: 'Name' },
  required: 'name',
  attributes: { arn: 'Arn' },
};

const profileAssociation: TerraformType = {
  type: 'aws_route53profiles_association',
  becomes: 'AWS::Route53Profiles::ProfileAssociation',
  arguments: { name: 'Name', profile_id: 'ProfileId', resource_id: 'ResourceId' },
  required: 'name profile_id resource_id',
};

const profileResource: TerraformType = {
  type: 'aws_route53profiles_resource_association',
  becomes: 'AWS::Route53Profiles::ProfileResourceAssociation',
  arguments: {
    name: 'Name',
    profile_id: 'ProfileId',
    resource_arn: 'ResourceArn',
    resource_properties: 'ResourceProperties',
  },
  required: 'name profile_id resource_arn',
};

export const NAME_TYPES: readonly TerraformType[] = [
  zone,
  zoneAssociation,
  authorization,
  record,
  resolverEndpoint,
  resolverRule,
  resolverRuleAssociation,
  profile,
  profileAssociation,
  profileResource,
];
