import { asBoolean, at } from '../../template/tree.ts';
import { type Account, missing } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

const bare = (id: string | undefined): string => (id ?? '').replace('/hostedzone/', '');

/** `route53 list-hosted-zones`, `get-hosted-zone`, `list-resource-record-sets`. */
export function hostedZones(account: Account): void {
  const inside = account.all('HostedZone').flatMap((item) => {
    const zone = at(item.node, 'HostedZone');
    return zone?.kind === 'map' ? [{ item, zone }] : [];
  });
  for (const { item, zone } of inside) {
    const homes = listAt(item.node, 'VPCs').map((each) => ({
      VPCId: textAt(each, 'VPCId') ?? '',
      VPCRegion: textAt(each, 'VPCRegion') ?? '',
    }));
    const known = homes.filter(({ VPCId }) => account.has(VPCId));
    account.declare('AWS::Route53::HostedZone', bare(textAt(zone, 'Id')), { Name: at(zone, 'Name'), VPCs: known }, item);
  }
  for (const item of account.all('HostedZones')) {
    const id = bare(textAt(item.node, 'Id'));
    const isPrivate = asBoolean(at(item.node, 'Config', 'PrivateZone')) === true;
    if (isPrivate && !account.has(id))
      missing(account, item, `The VPCs of the private zone ${id} were not gathered (get-hosted-zone): it answers nobody here.`);
    account.declare('AWS::Route53::HostedZone', id, { Name: at(item.node, 'Name') }, item);
  }
  for (const item of account.all('RecordSets')) {
    const zone = bare(textAt(item.node, 'HostedZoneId'));
    for (const node of listAt(item.node, 'ResourceRecordSets')) if (node.kind === 'map') record(account, { ...item, node }, zone);
  }
}

function record(account: Account, item: Item, zone: string): void {
  const { node } = item;
  const [name, type] = [textAt(node, 'Name') ?? '', textAt(node, 'Type') ?? ''];
  if (type === 'NS' || type === 'SOA') return;
  const properties = {
    HostedZoneId: zone,
    Name: at(node, 'Name'),
    Type: at(node, 'Type'),
    TTL: at(node, 'TTL'),
    ResourceRecords:
      at(node, 'ResourceRecords') === undefined
        ? undefined
        : listAt(node, 'ResourceRecords').flatMap((each) => textAt(each, 'Value') ?? []),
    AliasTarget: at(node, 'AliasTarget'),
    SetIdentifier: at(node, 'SetIdentifier'),
    Weight: at(node, 'Weight'),
    Failover: at(node, 'Failover'),
    Region: at(node, 'Region'),
  };
  account.declare('AWS::Route53::RecordSet', `${zone}/${name}/${type}/${textAt(node, 'SetIdentifier') ?? ''}`, properties, item);
}

/** `route53resolver list-resolver-endpoints`, `list-resolver-endpoint-ip-addresses`. */
export function resolverEndpoints(account: Account): void {
  for (const item of account.all('ResolverEndpoints')) {
    const { node } = item;
    const id = textAt(node, 'Id') ?? '';
    const own = account.all('ResolverAddresses').find((each) => textAt(each.node, 'ResolverEndpointId') === id);
    const told =
      own === undefined
        ? fromInterfaces(account, id)
        : listAt(own.node, 'IpAddresses').map((each) => ({
            SubnetId: textAt(each, 'SubnetId') ?? '',
            Ip: textAt(each, 'Ip') ?? '',
          }));
    if (told.length === 0)
      missing(account, item, `The addresses of ${id} were not gathered (list-resolver-endpoint-ip-addresses).`);
    for (const [index, { Ip }] of told.entries()) {
      const nic = account
        .all('NetworkInterfaces')
        .find((each) => textAt(each.node, 'PrivateIpAddress') === Ip && (textAt(each.node, 'Description') ?? '').includes(id));
      if (nic !== undefined)
        account.interfaces.set(`${id}/${index}`, { id: textAt(nic.node, 'NetworkInterfaceId') ?? '', addresses: [Ip] });
    }
    const properties = {
      Direction: at(node, 'Direction'),
      SecurityGroupIds: at(node, 'SecurityGroupIds') ?? [],
      IpAddresses: told,
    };
    account.declare('AWS::Route53Resolver::ResolverEndpoint', id, properties, item);
  }
}

/** The interfaces of a Resolver endpoint say in their description whose they are. */
const fromInterfaces = (account: Account, id: string) =>
  account
    .all('NetworkInterfaces')
    .filter(({ node }) => (textAt(node, 'Description') ?? '').startsWith(`Route 53 Resolver: ${id}:`))
    .map(({ node }) => ({ SubnetId: textAt(node, 'SubnetId') ?? '', Ip: textAt(node, 'PrivateIpAddress') ?? '' }));

/** `route53resolver list-resolver-rules`, `list-resolver-rule-associations`. */
export function resolverRules(account: Account): void {
  for (const item of account.all('ResolverRules')) {
    const { node } = item;
    const type = textAt(node, 'RuleType');
    // The rule for the internet is every VPC's own, and it changes nothing.
    if (type === 'RECURSIVE') continue;
    const properties = {
      DomainName: at(node, 'DomainName'),
      RuleType: at(node, 'RuleType'),
      ResolverEndpointId: at(node, 'ResolverEndpointId'),
      TargetIps: at(node, 'TargetIps'),
    };
    account.declare('AWS::Route53Resolver::ResolverRule', textAt(node, 'Id') ?? '', properties, item);
  }
  for (const item of account.all('ResolverRuleAssociations')) {
    const { node } = item;
    if (!account.has(textAt(node, 'ResolverRuleId') ?? '')) continue;
    const properties = { ResolverRuleId: at(node, 'ResolverRuleId'), VPCId: at(node, 'VPCId') };
    account.declare('AWS::Route53Resolver::ResolverRuleAssociation', textAt(node, 'Id') ?? '', properties, item);
  }
}
