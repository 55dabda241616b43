import { at, type Located } from '../../template/tree.ts';
import { type Account, missing } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

/**
 * `describe-transit-gateways`, `-attachments`, `-vpc-attachments`, `-peering-attachments`, `-route-tables`, `search-transit-gateway-routes`,
 * `get-transit-gateway-route-table-associations` and `-propagations`. Every table and association is written out, so a gateway's own
 * defaults are switched off.
 */
export function transitGateways(account: Account): void {
  for (const item of account.all('TransitGateways')) {
    const { node } = item;
    const properties = {
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
      SecurityGroupReferencingSupport: at(node, 'Options', 'SecurityGroupReferencingSupport'),
    };
    account.declare('AWS::EC2::TransitGateway', textAt(node, 'TransitGatewayId') ?? '', properties, item);
  }
  attachments(account);
  for (const item of account.all('TransitGatewayRouteTables')) {
    const id = textAt(item.node, 'TransitGatewayRouteTableId') ?? '';
    account.declare('AWS::EC2::TransitGatewayRouteTable', id, { TransitGatewayId: at(item.node, 'TransitGatewayId') }, item);
  }
  associations(account);
  routes(account);
}

function attachments(account: Account): void {
  for (const item of account.all('TransitGatewayVpcAttachments')) {
    const { node } = item;
    const id = textAt(node, 'TransitGatewayAttachmentId') ?? '';
    absent(account, item, textAt(node, 'TransitGatewayId') ?? '');
    account.declare(
      'AWS::EC2::TransitGatewayVpcAttachment',
      id,
      {
        TransitGatewayId: at(node, 'TransitGatewayId'),
        VpcId: at(node, 'VpcId'),
        SubnetIds: at(node, 'SubnetIds'),
        Options: optionsOf(node),
      },
      item,
    );
    stateOf(account, node, id);
  }
  for (const item of account.all('TransitGatewayPeeringAttachments')) {
    const { node } = item;
    const id = textAt(node, 'TransitGatewayAttachmentId') ?? '';
    const [own, peer] = [at(node, 'RequesterTgwInfo'), at(node, 'AccepterTgwInfo')];
    const [near, far] = own !== undefined && account.has(textAt(own, 'TransitGatewayId') ?? '') ? [own, peer] : [peer, own];
    account.declare(
      'AWS::EC2::TransitGatewayPeeringAttachment',
      id,
      {
        TransitGatewayId: at(near, 'TransitGatewayId'),
        PeerTransitGatewayId: at(far, 'TransitGatewayId'),
        PeerAccountId: at(far, 'OwnerId') ?? '-',
        PeerRegion: at(far, 'Region') ?? '-',
      },
      item,
    );
    stateOf(account, node, id);
  }
}

function optionsOf(node: Located): Located | undefined {
  const options = at(node, 'Options');
  return options?.kind === 'map' ? options : undefined;
}

/** A gateway of another account's that was not gathered is there all the same. */
function absent(account: Account, item: Item, gateway: string): void {
  if (account.has(gateway)) return;
  missing(account, item, `${gateway} was not gathered: nothing behind it can be walked.`);
  account.declare(
    'AWS::EC2::TransitGateway',
    gateway,
    { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable' },
    item,
  );
}

function stateOf(account: Account, node: Located, id: string): void {
  const state = textAt(node, 'State');
  if (state !== undefined && state !== 'available')
    account.states.set(id, state === 'pendingAcceptance' ? 'pendingAcceptance' : state);
}

/** A VPN connection's attachment goes by the connection's own id here. */
const attachmentOf = (account: Account, node: Located): string => {
  const [attachment, resource] = [textAt(node, 'TransitGatewayAttachmentId') ?? '', textAt(node, 'ResourceId') ?? ''];
  return account.has(attachment) || !account.has(resource) || !resource.startsWith('vpn-') ? attachment : resource;
};

function associations(account: Account): void {
  const told = [
    ...account
      .all('TransitGatewayAttachments')
      .map((item) => ({ item, node: item.node, table: textAt(item.node, 'Association', 'TransitGatewayRouteTableId') })),
    ...account
      .all('TransitAssociations')
      .flatMap((item) =>
        listAt(item.node, 'Associations').map((node) => ({ item, node, table: textAt(item.node, 'TransitGatewayRouteTableId') })),
      ),
  ];
  for (const { item, node, table } of told) {
    const attachment = attachmentOf(account, node);
    if (table === undefined || !account.has(attachment)) continue;
    account.declare(
      'AWS::EC2::TransitGatewayRouteTableAssociation',
      `${attachment}/${table}/association`,
      pair(attachment, table),
      item,
    );
  }
  if (told.length > 0) return;
  for (const item of account.all('TransitGatewayVpcAttachments')) {
    const table = account
      .all('TransitGatewayRouteTables')
      .find(
        ({ node }) =>
          textAt(node, 'DefaultAssociationRouteTable') === 'true' &&
          textAt(node, 'TransitGatewayId') === textAt(item.node, 'TransitGatewayId'),
      );
    const attachment = textAt(item.node, 'TransitGatewayAttachmentId') ?? '';
    if (table === undefined) continue;
    missing(account, item, `Which table ${attachment} is associated with was not gathered: the default one is assumed.`);
    account.declare(
      'AWS::EC2::TransitGatewayRouteTableAssociation',
      `${attachment}/association`,
      pair(attachment, textAt(table.node, 'TransitGatewayRouteTableId') ?? ''),
      item,
    );
  }
}

const pair = (attachment: string, table: string) => ({
  TransitGatewayAttachmentId: attachment,
  TransitGatewayRouteTableId: table,
});

function routes(account: Account): void {
  const searched = new Set<string>();
  for (const item of account.all('TransitRoutes')) {
    const table = textAt(item.node, 'TransitGatewayRouteTableId') ?? '';
    searched.add(table);
    for (const node of listAt(item.node, 'Routes')) if (node.kind === 'map') route(account, { ...item, node }, table);
  }
  for (const item of account.all('TransitPropagations')) {
    const table = textAt(item.node, 'TransitGatewayRouteTableId') ?? '';
    if (searched.has(table)) continue;
    searched.add(table);
    for (const node of listAt(item.node, 'TransitGatewayRouteTablePropagations'))
      propagate(account, item, attachmentOf(account, node), table);
  }
  for (const item of account.all('TransitGatewayRouteTables')) {
    const table = textAt(item.node, 'TransitGatewayRouteTableId') ?? '';
    if (searched.has(table)) continue;
    missing(account, item, `The routes of ${table} were not gathered (search-transit-gateway-routes): it has none here.`);
  }
}

/** A propagated line is its attachment's propagation, which adds all of its blocks. */
function route(account: Account, item: Item, table: string): void {
  const { node } = item;
  const [first] = listAt(node, 'TransitGatewayAttachments');
  const attachment = first === undefined ? undefined : attachmentOf(account, first);
  if (textAt(node, 'Type') === 'propagated' && attachment?.startsWith('tgw-attach-') === true && account.has(attachment)) {
    propagate(account, item, attachment, table);
    return;
  }
  const blackhole = textAt(node, 'State') === 'blackhole' || attachment === undefined;
  const properties = {
    TransitGatewayRouteTableId: table,
    DestinationCidrBlock: at(node, 'DestinationCidrBlock'),
    Blackhole: blackhole,
    TransitGatewayAttachmentId: blackhole ? undefined : attachment,
  };
  account.declare('AWS::EC2::TransitGatewayRoute', `${table}/${textAt(node, 'DestinationCidrBlock')}`, properties, item);
}

const propagate = (account: Account, item: Item, attachment: string, table: string): void =>
  account.declare('AWS::EC2::TransitGatewayRouteTablePropagation', `${attachment}/${table}`, pair(attachment, table), item);
