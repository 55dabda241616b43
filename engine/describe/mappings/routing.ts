import { asBoolean, at, type Located } from '../../template/tree.ts';
import { type Account, madeWith, missing, type Property } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

/** `describe-route-tables`: tables, what they govern, and every line that somebody wrote or a gateway told. */
export function routeTables(account: Account): void {
  for (const item of account.all('RouteTables')) {
    const { node } = item;
    const [id, vpc] = [textAt(node, 'RouteTableId') ?? '', textAt(node, 'VpcId') ?? ''];
    const associations = listAt(node, 'Associations').filter((each) => isThere(textAt(each, 'AssociationState', 'State')));
    if (associations.some((each) => asBoolean(at(each, 'Main')) === true)) madeWith(account, vpc, 'mainRouteTable', id, item);
    else account.declare('AWS::EC2::RouteTable', id, { VpcId: at(node, 'VpcId') }, item);
    for (const each of associations) {
      const [subnet, gateway] = [at(each, 'SubnetId'), at(each, 'GatewayId')];
      const own = { node: each.kind === 'map' ? each : node, place: item.place };
      if (subnet !== undefined)
        account.declare(
          'AWS::EC2::SubnetRouteTableAssociation',
          `${id}/${textAt(each, 'SubnetId')}`,
          { RouteTableId: id, SubnetId: subnet },
          own,
        );
      if (gateway !== undefined)
        account.declare(
          'AWS::EC2::GatewayRouteTableAssociation',
          `${id}/${textAt(each, 'GatewayId')}`,
          { RouteTableId: id, GatewayId: gateway },
          own,
        );
    }
    for (const [index, route] of listAt(node, 'Routes').entries()) line(account, item, id, route, index);
  }
}

const isThere = (state: string | undefined): boolean => state === undefined || state === 'associated' || state === 'associating';

const TARGETS = [
  'NatGatewayId',
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'EgressOnlyInternetGatewayId',
  'NetworkInterfaceId',
  'InstanceId',
  'GatewayId',
] as const;

function line(account: Account, item: Item, table: string, route: Located, index: number): void {
  if (route.kind !== 'map') return;
  const target = TARGETS.find((name) => textAt(route, name) !== undefined);
  const id = target === undefined ? undefined : textAt(route, target);
  // AWS adds these two by itself, and so do we: the local ones, and a gateway endpoint's.
  if (id === 'local' || (id?.startsWith('vpce-') === true && textAt(route, 'DestinationPrefixListId') !== undefined)) return;
  if (target === undefined || id === undefined) {
    missing(account, { ...item, node: route }, `A line of ${table} leads to something that is not simulated: it is left out.`);
    return;
  }
  const name = `${table}/${textAt(route, 'DestinationCidrBlock') ?? textAt(route, 'DestinationIpv6CidrBlock') ?? textAt(route, 'DestinationPrefixListId') ?? index}`;
  const properties: Record<string, Property> = {
    RouteTableId: table,
    DestinationCidrBlock: at(route, 'DestinationCidrBlock'),
    DestinationIpv6CidrBlock: at(route, 'DestinationIpv6CidrBlock'),
    DestinationPrefixListId: at(route, 'DestinationPrefixListId'),
    [id.startsWith('vpce-') ? 'VpcEndpointId' : target]: at(route, target),
  };
  account.declare('AWS::EC2::Route', name, properties, { ...item, node: route });
  if (textAt(route, 'Origin') === 'EnableVgwRoutePropagation') account.propagated.add(name);
  if (textAt(route, 'State') === 'blackhole') account.blackholes.add(name);
}

/** Asked once everything is declared: a line to something that was not gathered. An internet gateway is then taken to be there. */
export function strayTargets(account: Account): void {
  for (const item of account.all('RouteTables'))
    for (const route of listAt(item.node, 'Routes')) {
      const target = TARGETS.find((name) => textAt(route, name) !== undefined);
      const id = target === undefined ? 'local' : (textAt(route, target) ?? 'local');
      if (route.kind !== 'map' || id === 'local' || textAt(route, 'State') === 'blackhole' || account.has(id)) continue;
      stray(account, { ...item, node: route }, id, item);
    }
}

function stray(account: Account, route: Item, id: string, table: Item): void {
  const vpc = textAt(table.node, 'VpcId') ?? '';
  const message = (what: string) => `${id} was not gathered: ${what}.`;
  if (id.startsWith('igw-')) {
    missing(account, route, message(`it is taken to be the internet gateway of ${vpc}`));
    account.declare('AWS::EC2::InternetGateway', id, {}, route);
    account.declare('AWS::EC2::VPCGatewayAttachment', `${id}/${vpc}`, { InternetGatewayId: id, VpcId: vpc }, route);
  } else if (id.startsWith('vgw-')) {
    missing(account, route, message(`it is taken to be the VPN gateway of ${vpc}`));
    account.declare('AWS::EC2::VPNGateway', id, { Type: 'ipsec.1' }, route);
    account.declare('AWS::EC2::VPCGatewayAttachment', `${id}/${vpc}`, { VpnGatewayId: id, VpcId: vpc }, route);
  } else if (id.startsWith('eigw-')) {
    missing(account, route, message(`it is taken to be the egress-only internet gateway of ${vpc}`));
    account.declare('AWS::EC2::EgressOnlyInternetGateway', id, { VpcId: vpc }, route);
  } else if (id.startsWith('tgw-')) {
    missing(account, route, message('nothing behind it can be walked'));
    account.declare(
      'AWS::EC2::TransitGateway',
      id,
      { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable' },
      route,
    );
  } else if (id.startsWith('nat-') || id.startsWith('eni-') || id.startsWith('i-') || id.startsWith('vpce-')) {
    missing(account, route, message('the line is taken for a blackhole'));
    for (const [name, { properties }] of account.declared)
      if (properties.kind === 'map' && properties.span === route.node.span) account.blackholes.add(name);
  }
}
