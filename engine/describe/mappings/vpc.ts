import { MANAGED_PREFIX_LISTS } from '../../catalogue/prefix-lists.ts';
import { asBoolean, asString, at } from '../../template/tree.ts';
import { type Account, assume } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

/** `describe-vpcs` and `describe-vpc-attribute`: a VPC with all of its blocks. */
export function vpcs(account: Account): void {
  for (const item of account.all('Vpcs')) {
    const { node } = item;
    const id = textAt(node, 'VpcId') ?? '';
    const first = textAt(node, 'CidrBlock') ?? textAt(node, 'CidrBlockAssociationSet', 0, 'CidrBlock');
    account.declare(
      'AWS::EC2::VPC',
      id,
      {
        CidrBlock: at(node, 'CidrBlock') ?? first,
        EnableDnsSupport: attribute(account, id, 'EnableDnsSupport') ?? true,
        EnableDnsHostnames: attribute(account, id, 'EnableDnsHostnames') ?? assumedHostnames(account, item, id),
      },
      item,
    );
    account.vpcs.set(id, { ...account.vpcs.get(id) });
    secondBlocks(account, item, id, first);
    const options = textAt(node, 'DhcpOptionsId');
    if (account.all('DhcpOptions').some((each) => textAt(each.node, 'DhcpOptionsId') === options))
      account.declare(
        'AWS::EC2::VPCDHCPOptionsAssociation',
        `${id}/dhcp`,
        { VpcId: id, DhcpOptionsId: at(node, 'DhcpOptionsId') },
        item,
      );
  }
}

function secondBlocks(account: Account, item: Item, id: string, first: string | undefined): void {
  for (const each of listAt(item.node, 'CidrBlockAssociationSet')) {
    const block = textAt(each, 'CidrBlock');
    if (block !== first && isAssociated(textAt(each, 'CidrBlockState', 'State')))
      account.declare('AWS::EC2::VPCCidrBlock', `${id}/${block}`, { VpcId: id, CidrBlock: at(each, 'CidrBlock') }, item);
  }
  for (const each of listAt(item.node, 'Ipv6CidrBlockAssociationSet')) {
    const properties = { VpcId: id, Ipv6CidrBlock: at(each, 'Ipv6CidrBlock') };
    if (isAssociated(textAt(each, 'Ipv6CidrBlockState', 'State')))
      account.declare('AWS::EC2::VPCCidrBlock', `${id}/${textAt(each, 'Ipv6CidrBlock')}`, properties, item);
  }
}

/** A block without a state was printed by a command that left it out. */
const isAssociated = (state: string | undefined): boolean => state === undefined || state === 'associated';

function attribute(account: Account, vpc: string, name: string): boolean | undefined {
  const found = account
    .all('VpcAttribute')
    .find(({ node }) => textAt(node, 'VpcId') === vpc && at(node, name, 'Value') !== undefined);
  return found === undefined ? undefined : asBoolean(at(found.node, name, 'Value'));
}

/** Private DNS needs host names in its VPC, so an endpoint that has it tells of them (facts:C24). */
function assumedHostnames(account: Account, item: Item, vpc: string): boolean {
  const proof = account
    .all('VpcEndpoints')
    .some(({ node }) => textAt(node, 'VpcId') === vpc && asBoolean(at(node, 'PrivateDnsEnabled')) === true);
  if (!proof)
    assume(
      account,
      item,
      `The DNS attributes of ${vpc} were not gathered (describe-vpc-attribute): AWS's own values are assumed.`,
    );
  return proof || asBoolean(at(item.node, 'IsDefault')) === true;
}

/** `describe-subnets`: also how its account calls the zone. */
export function subnets(account: Account): void {
  for (const item of account.all('Subnets')) {
    const { node } = item;
    const [zone, zoneId] = [textAt(node, 'AvailabilityZone'), textAt(node, 'AvailabilityZoneId')];
    const owner = account.accountOf(item);
    if (zone !== undefined && zoneId !== undefined)
      account.world.zoneIds[owner] = { ...account.world.zoneIds[owner], [zone]: zoneId };
    const ipv6 = listAt(node, 'Ipv6CidrBlockAssociationSet').find((each) =>
      isAssociated(textAt(each, 'Ipv6CidrBlockState', 'State')),
    );
    account.declare(
      'AWS::EC2::Subnet',
      textAt(node, 'SubnetId') ?? '',
      {
        VpcId: at(node, 'VpcId'),
        CidrBlock: at(node, 'CidrBlock'),
        Ipv6CidrBlock: ipv6 === undefined ? undefined : at(ipv6, 'Ipv6CidrBlock'),
        Ipv6Native: at(node, 'Ipv6Native'),
        AvailabilityZone: at(node, 'AvailabilityZone'),
        MapPublicIpOnLaunch: at(node, 'MapPublicIpOnLaunch'),
        AssignIpv6AddressOnCreation: at(node, 'AssignIpv6AddressOnCreation'),
      },
      item,
    );
  }
}

/** `describe-dhcp-options`. */
export function dhcpOptions(account: Account): void {
  for (const item of account.all('DhcpOptions')) {
    const servers = listAt(item.node, 'DhcpConfigurations').find((each) => textAt(each, 'Key') === 'domain-name-servers');
    const values = servers === undefined ? [] : listAt(servers, 'Values').flatMap((each) => textAt(each, 'Value') ?? []);
    account.declare('AWS::EC2::DHCPOptions', textAt(item.node, 'DhcpOptionsId') ?? '', { DomainNameServers: values }, item);
  }
}

/** `describe-managed-prefix-lists`, `describe-prefix-lists`, `get-managed-prefix-list-entries`. */
export function prefixLists(account: Account): void {
  for (const item of account.all('PrefixLists')) {
    const { node } = item;
    const [id, name] = [textAt(node, 'PrefixListId') ?? '', textAt(node, 'PrefixListName') ?? ''];
    const entries = entriesOf(account, id) ?? listTexts(item, 'Cidrs');
    if (name.startsWith('com.amazonaws.')) {
      account.world.prefixLists[name] = { id, cidrs: [...(entries ?? account.world.prefixLists[name]?.cidrs ?? managed(name))] };
      continue;
    }
    if (entries === undefined)
      account.diagnostics.push({
        severity: 'warning',
        code: 'DESCRIBED_MISSING',
        message: `The entries of ${id} were not gathered (get-managed-prefix-list-entries): nothing is taken to match it.`,
        span: node.span,
      });
    account.declare(
      'AWS::EC2::PrefixList',
      id,
      {
        PrefixListName: name,
        AddressFamily: at(node, 'AddressFamily') ?? 'IPv4',
        MaxEntries: at(node, 'MaxEntries') ?? Math.max(1, entries?.length ?? 0),
        Entries: (entries ?? []).map((Cidr) => ({ Cidr })),
      },
      item,
    );
  }
  listsOfRoutes(account);
}

const listTexts = (item: Item, key: string): readonly string[] | undefined =>
  at(item.node, key) === undefined ? undefined : listAt(item.node, key).flatMap((each) => asString(each) ?? []);

function entriesOf(account: Account, id: string): readonly string[] | undefined {
  const found = account.all('PrefixListEntries').find(({ node }) => textAt(node, 'PrefixListId') === id);
  return found === undefined ? undefined : listAt(found.node, 'Entries').flatMap((each) => textAt(each, 'Cidr') ?? []);
}

/** A gateway endpoint's line names its service's list by id: without the lists themselves, that says which is which. */
function listsOfRoutes(account: Account): void {
  const services = new Map(
    account.all('VpcEndpoints').map(({ node }) => [textAt(node, 'VpcEndpointId') ?? '', textAt(node, 'ServiceName') ?? '']),
  );
  for (const { node } of account.all('RouteTables'))
    for (const route of listAt(node, 'Routes')) {
      const [list, gateway] = [textAt(route, 'DestinationPrefixListId'), textAt(route, 'GatewayId') ?? ''];
      const name = services.get(gateway);
      const known = Object.values(account.world.prefixLists).some((each) => each.id === list);
      if (list !== undefined && name !== undefined && !known)
        account.world.prefixLists[name] = { id: list, cidrs: [...managed(name)] };
    }
}

/** What the catalogue has for a list of AWS's own. */
const managed = (name: string): readonly string[] => MANAGED_PREFIX_LISTS.find((each) => each.name === name)?.cidrs ?? [];
