import { type Located, type LocatedMap, scalarAt } from '../../template/tree.ts';
import { append, blocks, given, listOf, mapOf, reworded, textOf, worded } from '../network/values.ts';
import type { Becomes, Built, TerraformType } from './type.ts';

/** `name`, or one that begins with `name_prefix`, in the properties of a balancer or a target group. */
const named = (it: Built): void => {
  const prefix = given(it.instance.values, 'name_prefix');
  if (it.made === undefined || it.made.properties.has('Name') || prefix === undefined) return;
  const value = reworded(prefix, `${textOf(it.instance.values, 'name_prefix') ?? ''}workbook`);
  it.made.properties.set('Name', { key: 'Name', keySpan: prefix.span, value });
};

/** Adds one of the `Key`/`Value` attributes. */
function setAttribute(it: Built, list: string, argument: string, key: string): void {
  const value = given(it.instance.values, argument);
  if (value === undefined || it.made === undefined) return;
  append(it.made.properties, list, [mapOf({ Key: scalarAt(key, value.span), Value: value }, value.span)]);
}

const mappingOf = (block: LocatedMap): Located =>
  mapOf(
    {
      AllocationId: given(block, 'allocation_id'),
      IPv6Address: given(block, 'ipv6_address'),
      PrivateIPv4Address: given(block, 'private_ipv4_address'),
      SubnetId: given(block, 'subnet_id'),
    },
    block.span,
  );

const BALANCER: Readonly<Record<string, Becomes>> = {
  enforce_security_group_inbound_rules_on_private_link_traffic: 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic',
  enable_prefix_for_ipv6_source_nat: 'EnablePrefixForIpv6SourceNat',
  internal: ['Scheme', worded('internal', 'internet-facing')],
  ip_address_type: 'IpAddressType',
  load_balancer_type: 'Type',
  name: 'Name',
  security_groups: 'SecurityGroups',
};

const balancer = (type: string): TerraformType => ({
  type,
  becomes: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  arguments: BALANCER,
  others:
    'access_logs client_keep_alive connection_logs customer_owned_ipv4_pool desync_mitigation_mode dns_record_client_routing_policy drop_invalid_header_fields enable_cross_zone_load_balancing enable_deletion_protection enable_http2 enable_tls_version_and_cipher_suite_headers enable_waf_fail_open enable_xff_client_port enable_zonal_shift health_check_logs idle_timeout ipam_pools minimum_load_balancer_capacity name_prefix preserve_host_header secondary_ips_auto_assigned_per_subnet subnet_mapping subnets xff_header_processing_mode',
  blocks: { access_logs: 'bucket enabled prefix', subnet_mapping: 'allocation_id ipv6_address private_ipv4_address subnet_id' },
  attributes: {
    arn: 'LoadBalancerArn',
    arn_suffix: 'LoadBalancerFullName',
    dns_name: 'DNSName',
    name: 'LoadBalancerName',
    vpc_id: () => undefined,
    zone_id: 'CanonicalHostedZoneID',
  },
  build: (it) => {
    const { instance, made } = it;
    if (made === undefined) return;
    named(it);
    const mapped = blocks(instance.values, 'subnet_mapping');
    const subnets = given(instance.values, 'subnets');
    // A state shows both forms of the same subnets.
    if (mapped.length > 0) append(made.properties, 'SubnetMappings', mapped.map(mappingOf));
    else if (subnets !== undefined) made.properties.set('Subnets', { key: 'Subnets', keySpan: subnets.span, value: subnets });
    setAttribute(it, 'LoadBalancerAttributes', 'enable_cross_zone_load_balancing', 'load_balancing.cross_zone.enabled');
  },
});

/** An action that leads to target groups, in each of the ways that Terraform has for it. */
function actionOf(block: LocatedMap): Located {
  const [forward] = blocks(block, 'forward');
  const groups = blocks(forward, 'target_group').map((group) => mapOf({ TargetGroupArn: given(group, 'arn') }, group.span));
  const single = given(block, 'target_group_arn');
  return mapOf(
    {
      Type: given(block, 'type'),
      TargetGroupArn: groups.length > 0 && single !== undefined ? undefined : single,
      ForwardConfig:
        forward === undefined || groups.length === 0
          ? undefined
          : mapOf({ TargetGroups: listOf(groups, forward.span) }, forward.span),
    },
    block.span,
  );
}

const listener = (type: string): TerraformType => ({
  type,
  becomes: 'AWS::ElasticLoadBalancingV2::Listener',
  arguments: { load_balancer_arn: 'LoadBalancerArn', port: 'Port', protocol: 'Protocol', ssl_policy: 'SslPolicy' },
  others: 'alpn_policy certificate_arn default_action mutual_authentication tcp_idle_timeout_seconds routing_*',
  blocks: {
    default_action:
      'authenticate_cognito authenticate_oidc fixed_response forward jwt_validation order redirect target_group_arn type',
    'default_action.forward': 'stickiness target_group',
    'default_action.forward.target_group': 'arn weight',
    'default_action.fixed_response': 'content_type message_body status_code',
  },
  required: 'default_action load_balancer_arn',
  attributes: { arn: 'ListenerArn' },
  build: ({ instance, made }) => {
    if (made !== undefined) append(made.properties, 'DefaultActions', blocks(instance.values, 'default_action').map(actionOf));
  },
});

const targetGroup = (type: string): TerraformType => ({
  type,
  becomes: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  arguments: {
    ip_address_type: 'IpAddressType',
    name: 'Name',
    port: 'Port',
    protocol: 'Protocol',
    protocol_version: 'ProtocolVersion',
    target_control_port: 'TargetControlPort',
    target_type: 'TargetType',
    vpc_id: 'VpcId',
  },
  others:
    'connection_termination deregistration_delay health_check lambda_multi_value_headers_enabled load_balancing_algorithm_type load_balancing_anomaly_mitigation load_balancing_cross_zone_enabled name_prefix preserve_client_ip proxy_protocol_v2 slow_start stickiness target_failover target_group_health target_health_state',
  blocks: {
    health_check: 'enabled healthy_threshold interval matcher path port protocol timeout unhealthy_threshold',
    stickiness: 'cookie_duration cookie_name enabled type',
  },
  attributes: {
    arn: 'TargetGroupArn',
    arn_suffix: 'TargetGroupFullName',
    load_balancer_arns: () => undefined,
    name: 'TargetGroupName',
  },
  build: (it) => {
    named(it);
    for (const block of blocks(it.instance.values, 'health_check')) {
      const port = given(block, 'port');
      if (port !== undefined && textOf(block, 'port') !== 'traffic-port')
        it.made?.properties.set('HealthCheckPort', { key: 'HealthCheckPort', keySpan: port.span, value: port });
    }
    setAttribute(it, 'TargetGroupAttributes', 'load_balancing_cross_zone_enabled', 'load_balancing.cross_zone.enabled');
    setAttribute(it, 'TargetGroupAttributes', 'preserve_client_ip', 'preserve_client_ip.enabled');
    setAttribute(it, 'TargetGroupAttributes', 'proxy_protocol_v2', 'proxy_protocol_v2.enabled');
  },
});

const attachment = (type: string): TerraformType => ({
  type,
  others: 'availability_zone port quic_server_id target_group_arn target_id',
  required: 'target_group_arn target_id',
  build: ({ instance: { values } }, building) => {
    const group = building.withId(given(values, 'target_group_arn'));
    const id = given(values, 'target_id');
    if (group === undefined || id === undefined) return;
    const target = { Id: id, Port: given(values, 'port'), AvailabilityZone: given(values, 'availability_zone') };
    append(group.properties, 'Targets', [mapOf(target, id.span)]);
  },
});

export const BALANCER_TYPES: readonly TerraformType[] = ['lb', 'alb'].flatMap((word) => [
  balancer(`aws_${word}`),
  listener(`aws_${word}_listener`),
  targetGroup(`aws_${word}_target_group`),
  attachment(`aws_${word}_target_group_attachment`),
]);
