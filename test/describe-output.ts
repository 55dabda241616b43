import type { Configuration } from '#engine';
import { type Address, formatAddress } from '../engine/ip/address.ts';
import { familyOfCidr, formatCidr } from '../engine/ip/cidr.ts';
import type { Network, NetworkAclEntry, NetworkInterface, Route, SecurityGroupRule } from '../engine/network/model.ts';
import type { Loaded } from '../engine/probe/loaded.ts';

/** A response of the API, and what `aws` commands print for a whole network: file name to response. */
type Output = Readonly<Record<string, object>>;

/**
 * The network that a configuration became, as the API describes it: by the shapes of `aws … describe-*`, in folders
 * `accounts/ID/region/`. What the world placed is left out.
 */
export function describeOutput(configuration: Configuration): Output {
  const loaded = configuration as Loaded;
  const network = loaded.deployed?.compiled.network;
  if (network === undefined) throw new Error('The configuration did not load.');
  const places = [...new Set([...network.vpcs.values()].filter(({ origin }) => origin.span !== undefined).map(placeOf))];
  const [first = '111122223333/us-east-1'] = places;
  return Object.fromEntries(
    places.flatMap((place) => {
      const own: Own = (things) =>
        [...things]
          .filter(([, each]) => each.origin.span !== undefined && homeOf(network, each, first) === place)
          .map(([id, each]) => ({ ...each, id }));
      const output = {
        ...described(network, own),
        ...throughGateways(network, own),
        ...provided(network, own),
        ...named(network, own),
        ...(place === first ? declaredOnly(loaded) : {}),
      };
      return Object.entries(output).map(([name, response]) => [`accounts/${place}/${name}`, response]);
    }),
  );
}

const placeOf = ({ account, region }: { readonly account: string; readonly region: string }): string => `${account}/${region}`;

/** Where a thing is: where its VPC is, its own account and Region, or the first place. */
function homeOf(network: Network, thing: object, first: string): string {
  const { vpc, subnet, account, region } = thing as Readonly<Record<string, string | undefined>>;
  const home = network.vpcs.get(vpc ?? network.subnets.get(subnet ?? '')?.vpc ?? '');
  if (home !== undefined) return placeOf(home);
  return account === undefined || region === undefined ? first : placeOf({ account, region });
}

type Own = <T extends { readonly origin: { readonly span?: object } }>(
  things: ReadonlyMap<string, T>,
) => (T & { readonly id: string })[];

const text = (address: Address): string => formatAddress(address);
const blocks = (cidrs: readonly Parameters<typeof formatCidr>[0][], family: 4 | 6): readonly string[] =>
  cidrs.filter((each) => familyOfCidr(each) === family).map(formatCidr);

function described(network: Network, own: Own): Output {
  const vpcs = own(network.vpcs);
  const subnets = own(network.subnets);
  return {
    vpcs: {
      Vpcs: vpcs.map(({ id, cidrs, account, dnsServers }) => ({
        VpcId: id,
        OwnerId: account,
        State: 'available',
        CidrBlock: blocks(cidrs, 4)[0],
        CidrBlockAssociationSet: blocks(cidrs, 4).map((CidrBlock) => ({ CidrBlock, CidrBlockState: { State: 'associated' } })),
        Ipv6CidrBlockAssociationSet: blocks(cidrs, 6).map((Ipv6CidrBlock) => ({
          Ipv6CidrBlock,
          Ipv6CidrBlockState: { State: 'associated' },
        })),
        DhcpOptionsId: dnsServers === undefined ? 'dopt-0default' : `dopt-of-${id}`,
        IsDefault: false,
      })),
    },
    'dhcp-options': {
      DhcpOptions: vpcs
        .filter(({ dnsServers }) => dnsServers !== undefined)
        .map(({ id, dnsServers = [] }) => ({
          DhcpOptionsId: `dopt-of-${id}`,
          DhcpConfigurations: [{ Key: 'domain-name-servers', Values: dnsServers.map((each) => ({ Value: text(each) })) }],
        })),
    },
    ...Object.fromEntries(
      vpcs.flatMap(({ id, enableDnsHostnames, enableDnsSupport }) => [
        [`vpc-attribute/${id}-support`, { VpcId: id, EnableDnsSupport: { Value: enableDnsSupport } }],
        [`vpc-attribute/${id}-hostnames`, { VpcId: id, EnableDnsHostnames: { Value: enableDnsHostnames } }],
      ]),
    ),
    subnets: {
      Subnets: subnets.map((subnet) => ({
        SubnetId: subnet.id,
        VpcId: subnet.vpc,
        OwnerId: network.vpcs.get(subnet.vpc)?.account,
        State: 'available',
        CidrBlock: blocks(subnet.cidrs, 4)[0],
        Ipv6CidrBlockAssociationSet: blocks(subnet.cidrs, 6).map((Ipv6CidrBlock) => ({
          Ipv6CidrBlock,
          Ipv6CidrBlockState: { State: 'associated' },
        })),
        Ipv6Native: blocks(subnet.cidrs, 4).length === 0,
        AvailabilityZone: subnet.availabilityZone,
        AvailabilityZoneId: subnet.zoneId,
        MapPublicIpOnLaunch: subnet.mapsPublicIp,
        AssignIpv6AddressOnCreation: subnet.assignsIpv6,
      })),
    },
    'route-tables': { RouteTables: own(network.routeTables).map((table) => tableOf(network, table, subnets)) },
    'network-acls': {
      NetworkAcls: own(network.networkAcls).map(({ id, vpc, entries }) => ({
        NetworkAclId: id,
        VpcId: vpc,
        IsDefault: network.vpcs.get(vpc)?.defaultNetworkAcl === id,
        Entries: [
          ...entries.map(aclEntry),
          { RuleNumber: 32767, Protocol: '-1', RuleAction: 'deny', Egress: true, CidrBlock: '0.0.0.0/0' },
        ],
        Associations: subnets.filter((each) => each.networkAcl === id).map((each) => ({ SubnetId: each.id, NetworkAclId: id })),
      })),
    },
    'security-groups': {
      SecurityGroups: own(network.securityGroups).map(({ id, vpc, ingress, egress }) => ({
        GroupId: id,
        VpcId: vpc,
        GroupName: network.vpcs.get(vpc)?.defaultSecurityGroup === id ? 'default' : `group-${id}`,
        Description: 'a group',
        IpPermissions: ingress.map(permission),
        IpPermissionsEgress: egress.map(permission),
      })),
    },
  };
}

function tableOf(
  network: Network,
  table: { readonly id: string; readonly vpc: string; readonly routes: readonly Route[] },
  subnets: readonly { readonly id: string; readonly vpc: string; readonly routeTable: string }[],
) {
  const isMain = network.vpcs.get(table.vpc)?.mainRouteTable === table.id;
  const gateways = [...network.internetGateways, ...network.vpnGateways].filter(([, each]) => each.routeTable === table.id);
  return {
    RouteTableId: table.id,
    VpcId: table.vpc,
    Associations: [
      ...(isMain ? [{ Main: true, RouteTableId: table.id, AssociationState: { State: 'associated' } }] : []),
      ...subnets
        .filter((each) => each.routeTable === table.id && !isMain)
        .map((each) => ({ Main: false, SubnetId: each.id, RouteTableId: table.id, AssociationState: { State: 'associated' } })),
      ...gateways.map(([GatewayId]) => ({ Main: false, GatewayId, RouteTableId: table.id })),
    ],
    Routes: table.routes.map((route) => ({
      ...destinationOf(route),
      [TARGETS[route.target.kind]]: route.target.id,
      Origin:
        route.origin === 'local'
          ? 'CreateRouteTable'
          : route.origin.startsWith('propagated')
            ? 'EnableVgwRoutePropagation'
            : 'CreateRoute',
      State: route.state,
    })),
  };
}

const TARGETS: Readonly<Record<Route['target']['kind'], string>> = {
  local: 'GatewayId',
  'internet-gateway': 'GatewayId',
  'vpn-gateway': 'GatewayId',
  'vpc-endpoint': 'GatewayId',
  'egress-only-internet-gateway': 'EgressOnlyInternetGatewayId',
  'nat-gateway': 'NatGatewayId',
  'peering-connection': 'VpcPeeringConnectionId',
  'transit-gateway': 'TransitGatewayId',
  'network-interface': 'NetworkInterfaceId',
};

function destinationOf({ destination }: Route): object {
  if (destination.prefixList !== undefined) return { DestinationPrefixListId: destination.prefixList };
  return destination.text.includes(':')
    ? { DestinationIpv6CidrBlock: destination.text }
    : { DestinationCidrBlock: destination.text };
}

const aclEntry = (entry: NetworkAclEntry) => ({
  RuleNumber: entry.ruleNumber,
  Protocol: String(entry.protocol),
  RuleAction: entry.allow ? 'allow' : 'deny',
  Egress: entry.egress,
  [familyOfCidr(entry.cidr) === 4 ? 'CidrBlock' : 'Ipv6CidrBlock']: formatCidr(entry.cidr),
  ...(entry.protocol === 6 || entry.protocol === 17 ? { PortRange: { From: entry.ports.from, To: entry.ports.to } } : {}),
  ...(entry.icmp === undefined ? {} : { IcmpTypeCode: { Type: entry.icmp.type, Code: entry.icmp.code } }),
});

function permission({ protocol, ports, icmp, peer }: SecurityGroupRule) {
  const range = icmp === undefined ? { FromPort: ports.from, ToPort: ports.to } : { FromPort: icmp.type, ToPort: icmp.code };
  const block = peer.kind === 'cidr' ? formatCidr(peer.cidr) : '';
  return {
    IpProtocol: { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6' }[protocol] ?? String(protocol),
    ...(protocol === -1 ? {} : range),
    IpRanges: peer.kind === 'cidr' && !block.includes(':') ? [{ CidrIp: block, Description: '' }] : [],
    Ipv6Ranges: block.includes(':') ? [{ CidrIpv6: block }] : [],
    PrefixListIds: peer.kind === 'prefix-list' ? [{ PrefixListId: peer.id }] : [],
    UserIdGroupPairs: peer.kind === 'security-group' ? [{ GroupId: peer.id, UserId: '111122223333' }] : [],
  };
}

function throughGateways(network: Network, own: Own): Output {
  const attached = (vpc: string | undefined, State: string) => (vpc === undefined ? [] : [{ VpcId: vpc, State }]);
  return {
    'internet-gateways': {
      InternetGateways: own(network.internetGateways).map(({ id, vpc }) => ({
        InternetGatewayId: id,
        Attachments: attached(vpc, 'available'),
      })),
    },
    'egress-only-internet-gateways': {
      EgressOnlyInternetGateways: own(network.egressOnlyInternetGateways).map(({ id, vpc }) => ({
        EgressOnlyInternetGatewayId: id,
        Attachments: attached(vpc, 'attached'),
      })),
    },
    'vpn-gateways': {
      VpnGateways: own(network.vpnGateways).map(({ id, vpc }) => ({
        VpnGatewayId: id,
        State: 'available',
        VpcAttachments: attached(vpc, 'attached'),
      })),
    },
    'nat-gateways': {
      NatGateways: own(network.natGateways).map((nat) => {
        const nic = network.networkInterfaces.get(nat.networkInterface);
        return {
          NatGatewayId: nat.id,
          VpcId: nat.vpc,
          SubnetId: nic?.subnet,
          State: 'available',
          ConnectivityType: nat.connectivityType,
          ...(nat.regional === true ? { AvailabilityMode: 'regional' } : {}),
          NatGatewayAddresses: nic?.addresses.map((each) => ({
            NetworkInterfaceId: nat.networkInterface,
            PrivateIp: text(each),
            IsPrimary: true,
            ...(nic.publicAddress === undefined
              ? {}
              : { PublicIp: text(nic.publicAddress), AllocationId: `eipalloc-of-${nat.id}` }),
          })),
        };
      }),
    },
    'vpc-peering-connections': {
      VpcPeeringConnections: own(network.peeringConnections).map(
        ({ id, requesterVpc, accepterVpc, securityGroupReferencing }) => ({
          VpcPeeringConnectionId: id,
          RequesterVpcInfo: peer(network, requesterVpc),
          AccepterVpcInfo: peer(network, accepterVpc, securityGroupReferencing ? undefined : 'eu-west-1'),
          Status: { Code: 'active', Message: 'Active' },
        }),
      ),
    },
    ...transit(network, own),
    'network-interfaces': { NetworkInterfaces: nicsOf(network, own) },
    instances: { Reservations: instancesOf(network, own) },
    'prefix-lists': {
      PrefixLists: [...network.prefixLists].map(([PrefixListId, { name }]) => ({
        PrefixListId,
        PrefixListName: name,
        OwnerId: name.startsWith('com.amazonaws') ? 'AWS' : '111122223333',
        AddressFamily: 'IPv4',
      })),
    },
    ...Object.fromEntries(
      [...network.prefixLists].map(([PrefixListId, { cidrs }]) => [
        `prefix-list-entries/${PrefixListId}`,
        { PrefixListId, Entries: cidrs.map((each) => ({ Cidr: formatCidr(each) })) },
      ]),
    ),
  };
}

const peer = (network: Network, id: string, region?: string) => {
  const vpc = network.vpcs.get(id);
  return { VpcId: id, OwnerId: vpc?.account, Region: region ?? vpc?.region, CidrBlock: blocks(vpc?.cidrs ?? [], 4)[0] };
};

function transit(network: Network, own: Own): Output {
  const attachments = own(network.transitAttachments);
  const tables = own(network.transitRouteTables);
  const tableOfAttachment = (id: string) => tables.find((each) => each.associations.includes(id))?.id;
  return {
    'transit-gateways': {
      TransitGateways: own(network.transitGateways).map(({ id }) => ({
        TransitGatewayId: id,
        State: 'available',
        Options: { SecurityGroupReferencingSupport: 'enable' },
      })),
    },
    'transit-gateway-vpc-attachments': {
      TransitGatewayVpcAttachments: attachments
        .filter(({ kind }) => kind === 'vpc')
        .map((each) => ({
          TransitGatewayAttachmentId: each.id,
          TransitGatewayId: each.transitGateway,
          VpcId: each.vpc,
          SubnetIds: each.subnets,
          State: 'available',
          Options: { SecurityGroupReferencingSupport: each.securityGroupReferencing ? 'enable' : 'disable' },
        })),
    },
    'transit-gateway-peering-attachments': {
      TransitGatewayPeeringAttachments: attachments
        .filter(({ kind }) => kind === 'peering')
        .map((each) => ({
          TransitGatewayAttachmentId: each.id,
          RequesterTgwInfo: { TransitGatewayId: each.transitGateway, Region: 'us-east-1', OwnerId: '111122223333' },
          AccepterTgwInfo: { TransitGatewayId: each.peer, Region: 'us-east-1', OwnerId: '111122223333' },
          State: 'available',
        })),
    },
    'transit-gateway-route-tables': {
      TransitGatewayRouteTables: tables.map(({ id, transitGateway }) => ({
        TransitGatewayRouteTableId: id,
        TransitGatewayId: transitGateway,
        State: 'available',
      })),
    },
    'transit-gateway-attachments': {
      TransitGatewayAttachments: attachments
        .filter(({ kind }) => kind !== 'peering')
        .map(({ id, vpc, kind }) => ({
          TransitGatewayAttachmentId: id,
          ResourceType: kind,
          ResourceId: vpc ?? id,
          State: 'available',
          ...(tableOfAttachment(id) === undefined
            ? {}
            : { Association: { TransitGatewayRouteTableId: tableOfAttachment(id), State: 'associated' } }),
        })),
    },
    ...Object.fromEntries(
      tables.flatMap(({ id, associations, routes }) => [
        [
          `transit-gateway-associations/${id}`,
          {
            TransitGatewayRouteTableId: id,
            Associations: associations.map((each) => ({ TransitGatewayAttachmentId: each, State: 'associated' })),
          },
        ],
        [
          `transit-gateway-routes/${id}`,
          {
            TransitGatewayRouteTableId: id,
            Routes: routes.map(({ cidr, attachment, origin }) => ({
              DestinationCidrBlock: formatCidr(cidr),
              Type: origin,
              State: attachment === undefined ? 'blackhole' : 'active',
              TransitGatewayAttachments:
                attachment === undefined ? [] : [{ TransitGatewayAttachmentId: attachment, ResourceId: attachment }],
            })),
          },
        ],
      ]),
    ),
  };
}

const DESCRIPTIONS: Readonly<Partial<Record<NetworkInterface['kind'], readonly [type: string, description: string]>>> = {
  'nat-gateway': ['nat_gateway', 'Interface for NAT Gateway '],
  'vpc-endpoint': ['vpc_endpoint', 'VPC Endpoint Interface '],
  'load-balancer': ['network_load_balancer', 'ELB '],
  'resolver-endpoint': ['interface', 'Route 53 Resolver: '],
};

function nicsOf(network: Network, own: Own): readonly object[] {
  const seen = new Set<string>();
  return own(network.networkInterfaces).flatMap((nic) => {
    if (nic.kind === 'host' || seen.has(nic.id)) return [];
    const [type, description] = DESCRIPTIONS[nic.kind] ?? ['interface', ''];
    const id = nic.id.startsWith('i-') ? `eni-of-${nic.id}` : nic.id;
    const twin =
      nic.id.startsWith('i-') && [...network.networkInterfaces].some(([other, each]) => other !== nic.id && each === nic);
    if (twin) return [];
    seen.add(nic.id);
    const [primary = 0, ...others] = nic.addresses.filter((each) => typeof each === 'number');
    const owner = nic.kind === 'load-balancer' ? (nic.owner.split(':loadbalancer/')[1] ?? '') : `${nic.owner}:rni`;
    return [
      {
        NetworkInterfaceId: id,
        SubnetId: nic.subnet,
        VpcId: network.subnets.get(nic.subnet)?.vpc,
        InterfaceType: type,
        Description: `${description}${owner}`,
        PrivateIpAddress: text(primary),
        PrivateIpAddresses: [primary, ...others].map((each, index) => ({ PrivateIpAddress: text(each), Primary: index === 0 })),
        Ipv6Addresses: nic.addresses.filter((each) => typeof each === 'bigint').map((each) => ({ Ipv6Address: text(each) })),
        Groups: nic.securityGroups.map((GroupId) => ({ GroupId })),
        SourceDestCheck: nic.forwards !== true,
        ...(nic.publicAddress === undefined ? {} : { Association: { PublicIp: text(nic.publicAddress), IpOwnerId: 'amazon' } }),
      },
    ];
  });
}

function instancesOf(network: Network, own: Own): readonly object[] {
  return own(network.networkInterfaces)
    .filter(({ id, kind }) => kind === 'instance' && id.startsWith('i-'))
    .map((nic) => {
      const eni =
        [...network.networkInterfaces].find(([id, each]) => id !== nic.id && each.owner === nic.id)?.[0] ?? `eni-of-${nic.id}`;
      const own = { NetworkInterfaceId: eni, Attachment: { DeviceIndex: 0 } };
      return {
        Instances: [
          {
            InstanceId: nic.id,
            SubnetId: nic.subnet,
            State: { Name: 'running' },
            SourceDestCheck: nic.forwards !== true,
            NetworkInterfaces: [own],
          },
        ],
      };
    });
}

function provided(network: Network, own: Own): Output {
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

function named(network: Network, own: Own): Output {
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
                ? { AliasTarget: { DNSName: `${record.target}.`, HostedZoneId: 'Z1', EvaluateTargetHealth: false } }
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
function declaredOnly({ deployed, resources }: Loaded): Output {
  const buckets = [...(deployed?.compiled.resources.values() ?? [])].filter(
    ({ arn, logicalId }) => logicalId !== undefined && arn.startsWith('arn:aws:s3:::'),
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
        .filter(({ type }) => type === 'AWS::EC2::VPNConnection')
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
