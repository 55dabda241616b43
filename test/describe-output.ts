import type { Configuration } from '#engine';
import { type Address, formatAddress } from '../engine/ip/address.ts';
import { familyOfCidr, formatCidr } from '../engine/ip/cidr.ts';
import type { Network, NetworkAclEntry, Route, SecurityGroupRule } from '../engine/network/model.ts';
import type { Loaded } from '../engine/probe/loaded.ts';
import { blocks, throughGateways } from './describe-output-gateways.ts';
import { declaredOnly, named, type Output, type Own, provided } from './describe-output-provided.ts';

/**
 * The network that a configuration became, as the API describes it: by the shapes of `aws … describe-*`, in folders
 * `accounts/ID/region/`. What the world placed is left out.
 */
export function describeOutput(configuration: Configuration): Output {
  const loaded = configuration as Loaded;
  const network = loaded.deployed?.compiled.network;
  if (network === undefined) throw new Error('The configuration did not load.');
  const homes = [...network.vpcs.values(), ...(loaded.deployed?.compiled.resources.values() ?? [])].filter(isOwn);
  const places = [...new Set(homes.map(placeOf))];
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
        ...declaredOnly(loaded, place, place === first),
      };
      return Object.entries(output).map(([name, response]) => [`accounts/${place}/${name}`, response]);
    }),
  );
}

/** Whether the configuration made it, and not the world. */
const isOwn = (thing: object): boolean => {
  const { origin, logicalId } = thing as { readonly origin?: { readonly span?: object }; readonly logicalId?: string };
  return origin === undefined ? logicalId !== undefined : origin.span !== undefined;
};

const placeOf = ({ account, region }: { readonly account: string; readonly region: string }): string => `${account}/${region}`;

/** Where a thing is: where its VPC is, its own account and Region, or the first place. */
function homeOf(network: Network, thing: object, first: string): string {
  const { vpc, subnet, account, region } = thing as Readonly<Record<string, string | undefined>>;
  const home = network.vpcs.get(vpc ?? network.subnets.get(subnet ?? '')?.vpc ?? '');
  if (home !== undefined) return placeOf(home);
  return account === undefined || region === undefined ? first : placeOf({ account, region });
}

const text = (address: Address): string => formatAddress(address);

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
