import { at } from '../../template/tree.ts';
import type { Account } from '../account.ts';
import { listAt, textAt } from '../gather.ts';

/** `describe-internet-gateways`, `describe-egress-only-internet-gateways`, `describe-vpn-gateways`. */
export function gateways(account: Account): void {
  for (const item of account.all('InternetGateways')) {
    const id = textAt(item.node, 'InternetGatewayId') ?? '';
    account.declare('AWS::EC2::InternetGateway', id, {}, item);
    for (const each of listAt(item.node, 'Attachments'))
      if (isAttached(textAt(each, 'State')))
        account.declare(
          'AWS::EC2::VPCGatewayAttachment',
          `${id}/${textAt(each, 'VpcId')}`,
          { InternetGatewayId: id, VpcId: at(each, 'VpcId') },
          item,
        );
  }
  for (const item of account.all('EgressOnlyInternetGateways')) {
    const home = listAt(item.node, 'Attachments').find((each) => isAttached(textAt(each, 'State')));
    if (home === undefined) continue;
    const id = textAt(item.node, 'EgressOnlyInternetGatewayId') ?? '';
    account.declare('AWS::EC2::EgressOnlyInternetGateway', id, { VpcId: at(home, 'VpcId') }, item);
  }
  for (const item of account.all('VpnGateways')) {
    const id = textAt(item.node, 'VpnGatewayId') ?? '';
    account.declare('AWS::EC2::VPNGateway', id, { Type: 'ipsec.1' }, item);
    for (const each of listAt(item.node, 'VpcAttachments'))
      if (isAttached(textAt(each, 'State')))
        account.declare(
          'AWS::EC2::VPCGatewayAttachment',
          `${id}/${textAt(each, 'VpcId')}`,
          { VpnGatewayId: id, VpcId: at(each, 'VpcId') },
          item,
        );
  }
}

const isAttached = (state: string | undefined): boolean => state === undefined || state === 'available' || state === 'attached';

/** `describe-vpn-connections`: what a gateway learned by one stands in the route tables as it is. */
export function vpnConnections(account: Account): void {
  for (const item of account.all('VpnConnections')) {
    const { node } = item;
    const id = textAt(node, 'VpnConnectionId') ?? '';
    account.declare(
      'AWS::EC2::VPNConnection',
      id,
      {
        Type: 'ipsec.1',
        CustomerGatewayId: at(node, 'CustomerGatewayId') ?? 'cgw-',
        VpnGatewayId: at(node, 'VpnGatewayId'),
        TransitGatewayId: at(node, 'TransitGatewayId'),
        StaticRoutesOnly: at(node, 'Options', 'StaticRoutesOnly'),
      },
      item,
    );
    for (const route of listAt(node, 'Routes')) {
      const properties = { VpnConnectionId: id, DestinationCidrBlock: at(route, 'DestinationCidrBlock') };
      account.declare('AWS::EC2::VPNConnectionRoute', `${id}/${textAt(route, 'DestinationCidrBlock')}`, properties, item);
    }
  }
}

/** `describe-nat-gateways`. */
export function natGateways(account: Account): void {
  for (const item of account.all('NatGateways')) {
    const { node } = item;
    const [id, subnet] = [textAt(node, 'NatGatewayId') ?? '', textAt(node, 'SubnetId') ?? ''];
    const addresses = listAt(node, 'NatGatewayAddresses');
    const first = addresses.find((each) => textAt(each, 'IsPrimary') === 'true') ?? addresses[0];
    const kind = textAt(node, 'ConnectivityType') ?? 'public';
    const [eni, ip] = first === undefined ? [] : [textAt(first, 'NetworkInterfaceId'), textAt(first, 'PrivateIp')];
    if (eni !== undefined) account.interfaces.set(`${id}/${subnet}`, { id: eni, addresses: ip === undefined ? [] : [ip] });
    const allocation = first === undefined ? undefined : (textAt(first, 'AllocationId') ?? `eipalloc-of-${id}`);
    if (first !== undefined && kind === 'public')
      account.declare('AWS::EC2::EIP', allocation ?? '', { Address: at(first, 'PublicIp') }, item);
    account.declare(
      'AWS::EC2::NatGateway',
      id,
      {
        SubnetId: at(node, 'SubnetId'),
        VpcId: at(node, 'AvailabilityMode') === undefined ? undefined : at(node, 'VpcId'),
        ConnectivityType: kind,
        AvailabilityMode: at(node, 'AvailabilityMode'),
        AllocationId: kind === 'public' ? (allocation ?? `eipalloc-of-${id}`) : undefined,
        PrivateIpAddress: ip,
      },
      item,
    );
  }
}

/** `describe-vpc-peering-connections`: a peer is found by its id, never by its block, which another VPC may have too. */
export function peeringConnections(account: Account): void {
  for (const item of account.all('VpcPeeringConnections')) {
    const { node } = item;
    const id = textAt(node, 'VpcPeeringConnectionId') ?? '';
    const [own, peer] = [textAt(node, 'RequesterVpcInfo', 'VpcId') ?? '', textAt(node, 'AccepterVpcInfo', 'VpcId') ?? ''];
    const known = account.has(own);
    const side = known ? 'AccepterVpcInfo' : 'RequesterVpcInfo';
    account.declare(
      'AWS::EC2::VPCPeeringConnection',
      id,
      { VpcId: known ? own : peer, PeerVpcId: known ? peer : own, PeerRegion: at(node, side, 'Region') },
      item,
    );
    const state = textAt(node, 'Status', 'Code');
    if (state !== undefined && state !== 'active') account.states.set(id, state);
  }
}
