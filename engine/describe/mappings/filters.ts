import { asBoolean, at, type Located } from '../../template/tree.ts';
import { type Account, madeWith, missing, type Property } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

/** `describe-security-groups`, and `describe-security-group-rules` where the groups came without their rules. */
export function securityGroups(account: Account): void {
  for (const item of account.all('SecurityGroups')) {
    const { node } = item;
    const [id, vpc] = [textAt(node, 'GroupId') ?? '', textAt(node, 'VpcId') ?? ''];
    if (textAt(node, 'GroupName') === 'default') madeWith(account, vpc, 'securityGroup', id, item);
    else
      account.declare(
        'AWS::EC2::SecurityGroup',
        id,
        { VpcId: at(node, 'VpcId'), GroupDescription: at(node, 'Description') ?? '-', GroupName: at(node, 'GroupName') },
        item,
      );
    if (at(node, 'IpPermissions') === undefined && at(node, 'IpPermissionsEgress') === undefined) rulesApart(account, item, id);
    for (const [key, direction] of DIRECTIONS)
      for (const [index, permission] of listAt(node, key).entries())
        if (permission.kind === 'map') permissionOf(account, { ...item, node: permission }, id, direction, index);
  }
}

const DIRECTIONS = [
  ['IpPermissions', 'Ingress'],
  ['IpPermissionsEgress', 'Egress'],
] as const;
type Direction = (typeof DIRECTIONS)[number][1];

/** Where the peers of a permission stand, and the property of a rule that takes each. */
const PEERS = (direction: Direction) => {
  const side = direction === 'Ingress' ? 'Source' : 'Destination';
  return [
    ['IpRanges', 'CidrIp', 'CidrIp'],
    ['Ipv6Ranges', 'CidrIpv6', 'CidrIpv6'],
    ['PrefixListIds', 'PrefixListId', `${side}PrefixListId`],
    ['UserIdGroupPairs', 'GroupId', `${side}SecurityGroupId`],
  ] as const;
};

/** One permission is as many rules as it has peers. */
function permissionOf(account: Account, item: Item, group: string, direction: Direction, index: number): void {
  const { node } = item;
  for (const [list, key, property] of PEERS(direction))
    for (const [place, peer] of listAt(node, list).entries()) {
      const own = { ...item, node: peer.kind === 'map' ? peer : node };
      rule(account, own, `${group}/${direction}/${index}/${list}/${place}`, group, direction, node, {
        [property]: at(peer, key),
      });
    }
}

function rule(
  account: Account,
  item: Item,
  id: string,
  group: string,
  direction: Direction,
  node: Located,
  peer: Readonly<Record<string, Property>>,
): void {
  const ports = { FromPort: at(node, 'FromPort'), ToPort: at(node, 'ToPort') };
  const properties = { GroupId: group, IpProtocol: at(node, 'IpProtocol'), ...ports, ...peer };
  account.declare(`AWS::EC2::SecurityGroup${direction}`, id, properties, item);
}

function rulesApart(account: Account, item: Item, group: string): void {
  const rules = account.all('SecurityGroupRules').filter(({ node }) => textAt(node, 'GroupId') === group);
  if (rules.length === 0) missing(account, item, `The rules of ${group} were not gathered: it admits nothing here.`);
  for (const each of rules) {
    const { node } = each;
    const direction = asBoolean(at(node, 'IsEgress')) === true ? 'Egress' : 'Ingress';
    const side = direction === 'Ingress' ? 'Source' : 'Destination';
    rule(account, each, textAt(node, 'SecurityGroupRuleId') ?? '', group, direction, node, {
      CidrIp: at(node, 'CidrIpv4'),
      CidrIpv6: at(node, 'CidrIpv6'),
      [`${side}PrefixListId`]: at(node, 'PrefixListId'),
      [`${side}SecurityGroupId`]: at(node, 'ReferencedGroupInfo', 'GroupId'),
    });
  }
}

/** The last entry of an ACL, which no author wrote: what no other admits is refused. */
const LAST = ['32767', '32768'];

/** `describe-network-acls`. */
export function networkAcls(account: Account): void {
  for (const item of account.all('NetworkAcls')) {
    const { node } = item;
    const [id, vpc] = [textAt(node, 'NetworkAclId') ?? '', textAt(node, 'VpcId') ?? ''];
    const byDefault = asBoolean(at(node, 'IsDefault')) === true;
    if (byDefault) madeWith(account, vpc, 'networkAcl', id, item);
    else account.declare('AWS::EC2::NetworkAcl', id, { VpcId: at(node, 'VpcId') }, item);
    for (const entry of listAt(node, 'Entries')) {
      const number = textAt(entry, 'RuleNumber') ?? '';
      if (entry.kind !== 'map' || LAST.includes(number)) continue;
      const properties = {
        NetworkAclId: id,
        CidrBlock: at(entry, 'CidrBlock'),
        Ipv6CidrBlock: at(entry, 'Ipv6CidrBlock'),
        Egress: at(entry, 'Egress'),
        Protocol: at(entry, 'Protocol'),
        RuleAction: at(entry, 'RuleAction'),
        RuleNumber: at(entry, 'RuleNumber'),
        PortRange: at(entry, 'PortRange'),
        Icmp: at(entry, 'IcmpTypeCode'),
      };
      account.declare('AWS::EC2::NetworkAclEntry', `${id}/${number}/${textAt(entry, 'Egress') ?? ''}`, properties, {
        ...item,
        node: entry,
      });
    }
    // Subnets wear the default ACL without being told.
    for (const each of byDefault ? [] : listAt(node, 'Associations')) {
      const own = { ...item, node: each.kind === 'map' ? each : node };
      const subnet = at(each, 'SubnetId');
      account.declare(
        'AWS::EC2::SubnetNetworkAclAssociation',
        `${id}/${textAt(each, 'SubnetId')}`,
        { NetworkAclId: id, SubnetId: subnet },
        own,
      );
    }
  }
}
