import { formatAddress as text } from '../engine/ip/address.ts';
import { familyOfCidr, formatCidr } from '../engine/ip/cidr.ts';
import type { Network, NetworkInterface } from '../engine/network/model.ts';
import type { Output, Own } from './describe-output-provided.ts';

/** The blocks of one family, as text. */
export const blocks = (cidrs: readonly Parameters<typeof formatCidr>[0][], family: 4 | 6): readonly string[] =>
  cidrs.filter((each) => familyOfCidr(each) === family).map(formatCidr);

export function throughGateways(network: Network, own: Own): Output {
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
