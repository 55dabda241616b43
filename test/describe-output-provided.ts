import { formatAddress as text } from '../engine/ip/address.ts';
import type { Network } from '../engine/network/model.ts';
import type { Loaded } from '../engine/probe/loaded.ts';

/** Responses by the name of their file. */
export type Output = Readonly<Record<string, object>>;

/** The things of a map that are in the place which is described. */
export type Own = <T extends { readonly origin: { readonly span?: object } }>(
  things: ReadonlyMap<string, T>,
) => (T & { readonly id: string })[];

export function provided(network: Network, own: Own): Output {
  const balancers = own(network.loadBalancers);
  const groups = own(network.targetGroups);
  return {
    'vpc-endpoints': {
      VpcEndpoints: own(network.vpcEndpoints).map((each) => ({
        VpcEndpointId: each.id,
        VpcEndpointType: each.type,
        VpcId: each.vpc,
        OwnerId: each.account,
        ServiceName: each.serviceName === '' ? undefined : each.serviceName,
        ServiceRegion: each.region,
        State: 'available',
        PolicyDocument: JSON.stringify(
          each.policy === null
            ? { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] }
            : each.policy.document,
        ),
        RouteTableIds: each.routeTables,
        SubnetIds: each.networkInterfaces.flatMap((id) => network.networkInterfaces.get(id)?.subnet ?? []),
        NetworkInterfaceIds: each.networkInterfaces,
        Groups: each.securityGroups.map((GroupId) => ({ GroupId })),
        PrivateDnsEnabled: each.privateDns,
        IpAddressType: each.ipAddressType,
        DnsOptions: {
          DnsRecordIpType: each.dnsRecordIpType,
          PrivateDnsOnlyForInboundResolverEndpoint: each.service === 's3' ? each.privateDnsOnlyForInboundResolver : undefined,
        },
        DnsEntries:
          each.type === 'Interface'
            ? [{ DnsName: `${each.dnsLabel}.service.${each.region}.vpce.amazonaws.com`, HostedZoneId: 'Z7' }]
            : [],
      })),
    },
    'load-balancers': {
      LoadBalancers: balancers.map((each) => {
        const nics = each.networkInterfaces.flatMap((id) => network.networkInterfaces.get(id) ?? []);
        return {
          LoadBalancerArn: each.id,
          LoadBalancerName: each.id.split('/')[2],
          DNSName: each.dnsName,
          Type: each.type,
          VpcId: each.vpc,
          Scheme: nics.some((nic) => nic.publicAddress !== undefined) ? 'internet-facing' : 'internal',
          IpAddressType: each.dualStack ? 'dualstack' : 'ipv4',
          State: { Code: 'active' },
          AvailabilityZones: nics.map((nic) => ({ SubnetId: nic.subnet, LoadBalancerAddresses: [] })),
          SecurityGroups: nics[0]?.securityGroups,
          EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: each.judgesPrivateLink ? 'on' : 'off',
          EnablePrefixForIpv6SourceNat: each.ipv6SourceNat ? 'on' : 'off',
        };
      }),
    },
    ...Object.fromEntries(
      balancers.map(({ id, crossZone }) => [
        `load-balancer-attributes/${id.split('/')[2]}`,
        { LoadBalancerArn: id, Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: String(crossZone) }] },
      ]),
    ),
    'target-groups': {
      TargetGroups: groups.map((each) => ({
        TargetGroupArn: each.id,
        TargetGroupName: each.id.split('/')[1],
        Protocol: each.protocol,
        Port: each.protocol === 'GENEVE' ? 6081 : (each.targets[0]?.port ?? 443),
        VpcId: each.vpc === '' ? undefined : each.vpc,
        TargetType: each.type,
        HealthCheckPort: each.healthPort === undefined ? 'traffic-port' : String(each.healthPort),
      })),
    },
    ...Object.fromEntries(
      groups.flatMap(({ id, targets, crossZone, preservesClient, proxyProtocol }) => [
        [
          `target-health/${id.split('/')[1]}`,
          {
            TargetGroupArn: id,
            TargetHealthDescriptions: targets.map((each) => ({
              Target: { Id: each.id, Port: each.port, ...(each.everyZone ? { AvailabilityZone: 'all' } : {}) },
              TargetHealth: { State: 'healthy' },
            })),
          },
        ],
        [
          `target-group-attributes/${id.split('/')[1]}`,
          {
            TargetGroupArn: id,
            Attributes: Object.entries({
              'load_balancing.cross_zone.enabled': crossZone ?? 'use_load_balancer_configuration',
              'proxy_protocol_v2.enabled': proxyProtocol,
              ...(preservesClient === undefined ? {} : { 'preserve_client_ip.enabled': preservesClient }),
            }).map(([Key, Value]) => ({ Key, Value: String(Value) })),
          },
        ],
      ]),
    ),
    listeners: {
      Listeners: balancers.flatMap((balancer) =>
        balancer.listeners.map((each) => ({
          ListenerArn: each.origin.id,
          LoadBalancerArn: balancer.id,
          Port: each.port,
          Protocol: each.protocol,
          DefaultActions: each.answersItself
            ? [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }]
            : [
                {
                  Type: 'forward',
                  ForwardConfig: { TargetGroups: each.targetGroups.map((TargetGroupArn) => ({ TargetGroupArn, Weight: 1 })) },
                },
              ],
        })),
      ),
    },
    'vpc-endpoint-service-configurations': {
      ServiceConfigurations: own(network.endpointServices).map((each) => ({
        ServiceId: each.label,
        ServiceName: each.name,
        ServiceState: 'Available',
        AcceptanceRequired: each.acceptanceRequired,
        [each.type === 'Interface' ? 'NetworkLoadBalancerArns' : 'GatewayLoadBalancerArns']: each.loadBalancers,
        PrivateDnsName: each.privateName?.name,
        PrivateDnsNameConfiguration:
          each.privateName === undefined ? undefined : { State: each.privateName.verified ? 'verified' : 'pendingVerification' },
        SupportedIpAddressTypes: each.ipAddressTypes,
        SupportedRegions: each.supportedRegions.map((Region) => ({ Region, ServiceState: 'Available' })),
      })),
    },
    'vpc-endpoint-service-permissions': {
      AllowedPrincipals: own(network.endpointServices).flatMap(({ label, allowedPrincipals }) =>
        allowedPrincipals.map((Principal) => ({ Principal, ServiceId: label })),
      ),
    },
  };
}

export function named(network: Network, own: Own): Output {
  const zones = own(network.privateZones);
  return {
    'hosted-zones': {
      HostedZones: zones.map(({ id, name }) => ({ Id: `/hostedzone/${id}`, Name: `${name}.`, Config: { PrivateZone: true } })),
    },
    ...Object.fromEntries(
      zones.flatMap(({ id, name, vpcs, records }) => [
        [
          `hosted-zone/${id}`,
          {
            HostedZone: { Id: `/hostedzone/${id}`, Name: `${name}.`, Config: { PrivateZone: true } },
            VPCs: vpcs.map((VPCId) => ({ VPCId, VPCRegion: network.region })),
          },
        ],
        [
          `record-sets/${id}`,
          {
            HostedZoneId: id,
            ResourceRecordSets: records.map((record) => ({
              Name: `${record.name.replace('*', '\\052')}.`,
              Type: record.type,
              ...(record.target !== undefined && record.type !== 'CNAME'
                ? {
                    AliasTarget: {
                      DNSName: `${record.target}.`,
                      HostedZoneId: zoneOf(record.target),
                      EvaluateTargetHealth: false,
                    },
                  }
                : {
                    TTL: 60,
                    ResourceRecords: (record.type === 'CNAME' ? [record.target] : record.addresses.map(text)).map((Value) => ({
                      Value,
                    })),
                  }),
            })),
          },
        ],
      ]),
    ),
    'resolver-endpoints': {
      ResolverEndpoints: own(network.resolverEndpoints).map(({ id, direction, vpc, networkInterfaces }) => ({
        Id: id,
        Direction: direction,
        HostVPCId: vpc,
        Status: 'OPERATIONAL',
        SecurityGroupIds: network.networkInterfaces.get(networkInterfaces[0] ?? '')?.securityGroups,
      })),
    },
    ...Object.fromEntries(
      own(network.resolverEndpoints).map(({ id, networkInterfaces }) => [
        `resolver-addresses/${id}`,
        {
          ResolverEndpointId: id,
          IpAddresses: networkInterfaces
            .flatMap((nic) => network.networkInterfaces.get(nic) ?? [])
            .map((nic) => ({ SubnetId: nic.subnet, Ip: nic.addresses.map(text)[0], Status: 'ATTACHED' })),
        },
      ]),
    ),
    'resolver-rules': {
      ResolverRules: own(network.resolverRules).map((rule) => ({
        Id: rule.origin.id,
        DomainName: `${rule.domain}.`,
        RuleType: rule.kind,
        ResolverEndpointId: rule.resolverEndpoint,
        TargetIps: rule.targets.map((each) => ({ Ip: text(each), Port: 53 })),
      })),
    },
    'resolver-rule-associations': {
      ResolverRuleAssociations: own(network.resolverRules).flatMap(({ id, vpcs }) =>
        vpcs.map((VPCId) => ({ Id: `${id}-${VPCId}`, ResolverRuleId: id, VPCId, Status: 'COMPLETE' })),
      ),
    },
  };
}

/** What is not part of the network itself: buckets and their policies, VPN connections. */
export function declaredOnly({ deployed, resources }: Loaded, place: string, isFirst: boolean): Output {
  const buckets = [...(deployed?.compiled.resources.values() ?? [])].filter(
    ({ arn, logicalId, account, region }) =>
      logicalId !== undefined && arn.startsWith('arn:aws:s3:::') && `${account}/${region}` === place,
  );
  return {
    buckets: { Buckets: buckets.map(({ arn }) => ({ Name: arn.split(':::')[1], CreationDate: '2026-01-01T00:00:00Z' })) },
    ...Object.fromEntries(
      buckets.flatMap(({ arn, policy }) =>
        policy === null
          ? []
          : [[`bucket-policy/${arn.split(':::')[1]}`, { Bucket: arn.split(':::')[1], Policy: JSON.stringify(policy.document) }]],
      ),
    ),
    'vpn-connections': {
      VpnConnections: resources
        .filter(({ type }) => isFirst && type === 'AWS::EC2::VPNConnection')
        .map(({ physicalId, properties }) => {
          const { VpnGatewayId, TransitGatewayId, StaticRoutesOnly = false } = properties as Readonly<Record<string, unknown>>;
          return {
            VpnConnectionId: physicalId,
            VpnGatewayId,
            TransitGatewayId,
            State: 'available',
            Options: { StaticRoutesOnly },
          };
        }),
    },
  };
}

/** Where an alias leads: into AWS's zone of endpoints' names, or into one that nobody here judges. */
const zoneOf = (target: string): string => (target.endsWith('.vpce.amazonaws.com') ? 'Z7HUB22UULQXV' : 'Z1');
