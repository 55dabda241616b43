import { asBoolean, asString, at, type Located } from '../../template/tree.ts';
import type { Account } from '../account.ts';
import { type Item, listAt, textAt } from '../gather.ts';

/** `describe-addresses`. */
export function addresses(account: Account): void {
  for (const item of account.all('Addresses')) {
    const { node } = item;
    const id = textAt(node, 'AllocationId') ?? `eipalloc-of-${textAt(node, 'PublicIp')}`;
    account.declare('AWS::EC2::EIP', id, { Address: at(node, 'PublicIp') }, item);
  }
}

/** `describe-network-interfaces`: those that AWS made keep their ids and addresses, all others are machines. */
export function networkInterfaces(account: Account): void {
  for (const item of account.all('NetworkInterfaces')) {
    const { node } = item;
    const owner = ownerOf(account, node);
    if (owner === undefined) machine(account, item);
    else if (owner !== '') account.interfaces.set(owner, madeOf(node));
  }
}

const madeOf = (node: Located) => {
  const publicAddress = textAt(node, 'Association', 'PublicIp');
  return {
    id: textAt(node, 'NetworkInterfaceId') ?? '',
    addresses: [textAt(node, 'PrivateIpAddress'), textAt(node, 'Ipv6Addresses', 0, 'Ipv6Address')].flatMap((each) => each ?? []),
    ...(publicAddress === undefined ? {} : { publicAddress }),
  };
};

/** What AWS made the interface for, with its subnet; empty where we make none of our own; undefined for a machine's. */
function ownerOf(account: Account, node: Located): string | undefined {
  const [id, subnet] = [textAt(node, 'NetworkInterfaceId') ?? '', textAt(node, 'SubnetId') ?? ''];
  const endpoint = account
    .all('VpcEndpoints')
    .find((each) => listAt(each.node, 'NetworkInterfaceIds').some((one) => asString(one) === id));
  if (endpoint !== undefined) return `${textAt(endpoint.node, 'VpcEndpointId')}/${subnet}`;
  const described = textAt(node, 'Description') ?? '';
  const balancer = /^ELB ((?:net|app|gwy)\/\S+)$/.exec(described)?.[1];
  if (balancer !== undefined) {
    const found = account
      .all('LoadBalancers')
      .find((each) => textAt(each.node, 'LoadBalancerArn')?.endsWith(`:loadbalancer/${balancer}`));
    return found === undefined ? '' : `${textAt(found.node, 'LoadBalancerArn')}/${subnet}`;
  }
  const type = textAt(node, 'InterfaceType') ?? 'interface';
  const made = [
    'nat_gateway',
    'transit_gateway',
    'vpc_endpoint',
    'gateway_load_balancer_endpoint',
    'network_load_balancer',
    'gateway_load_balancer',
  ];
  if (made.includes(type) || /^(Interface for NAT Gateway|Route 53 Resolver:)/.test(described)) return '';
  return undefined;
}

function machine(account: Account, item: Item): void {
  const { node } = item;
  const id = textAt(node, 'NetworkInterfaceId') ?? '';
  const others = listAt(node, 'PrivateIpAddresses').filter((each) => asBoolean(at(each, 'Primary')) !== true);
  account.declare(
    'AWS::EC2::NetworkInterface',
    id,
    {
      SubnetId: at(node, 'SubnetId'),
      PrivateIpAddress: at(node, 'PrivateIpAddress'),
      PrivateIpAddresses: others
        .flatMap((each) => textAt(each, 'PrivateIpAddress') ?? [])
        .map((PrivateIpAddress) => ({ PrivateIpAddress, Primary: false })),
      Ipv6Addresses: listAt(node, 'Ipv6Addresses')
        .flatMap((each) => textAt(each, 'Ipv6Address') ?? [])
        .map((Ipv6Address) => ({ Ipv6Address })),
      GroupSet: listAt(node, 'Groups').flatMap((each) => textAt(each, 'GroupId') ?? []),
      SourceDestCheck: at(node, 'SourceDestCheck'),
    },
    item,
  );
  publicAddress(account, item, id, at(node, 'Association'));
}

/** An Elastic IP or one of Amazon's pool: to a packet they are the same. */
function publicAddress(account: Account, item: Item, holder: string, association: Located | undefined): void {
  const address = at(association, 'PublicIp');
  if (address === undefined) return;
  const allocation = asString(at(association, 'AllocationId')) ?? `eipalloc-of-${holder}`;
  account.declare('AWS::EC2::EIP', allocation, { Address: address }, item);
  const properties = { AllocationId: allocation, NetworkInterfaceId: holder };
  account.declare('AWS::EC2::EIPAssociation', `${holder}/address`, properties, item);
}

/** `describe-instances`; an instance without interfaces of its own is described by its subnet, groups and address. */
export function instances(account: Account): void {
  for (const reservation of account.all('Reservations'))
    for (const node of listAt(reservation.node, 'Instances')) {
      const state = textAt(node, 'State', 'Name') ?? 'running';
      if (node.kind !== 'map' || state === 'terminated' || state === 'shutting-down') continue;
      instance(account, { ...reservation, node }, state);
    }
}

function instance(account: Account, item: Item, state: string): void {
  const { node } = item;
  const id = textAt(node, 'InstanceId') ?? '';
  const first = listAt(node, 'NetworkInterfaces').toSorted((a, b) => deviceOf(a) - deviceOf(b))[0];
  const eni = first === undefined ? undefined : textAt(first, 'NetworkInterfaceId');
  if (eni !== undefined && first?.kind === 'map' && !account.has(eni)) machine(account, { ...item, node: first });
  const own = {
    SubnetId: at(node, 'SubnetId'),
    PrivateIpAddress: at(node, 'PrivateIpAddress'),
    SecurityGroupIds: listAt(node, 'SecurityGroups').flatMap((each) => textAt(each, 'GroupId') ?? []),
  };
  account.declare(
    'AWS::EC2::Instance',
    id,
    {
      ...(eni === undefined ? own : { NetworkInterfaces: [{ NetworkInterfaceId: eni, DeviceIndex: '0' }] }),
      SourceDestCheck: at(node, 'SourceDestCheck'),
    },
    item,
  );
  const address = at(node, 'PublicIpAddress');
  if (eni === undefined)
    publicAddress(
      account,
      item,
      id,
      address === undefined
        ? undefined
        : {
            kind: 'map',
            span: node.span,
            entries: new Map([['PublicIp', { key: 'PublicIp', keySpan: node.span, value: address }]]),
          },
    );
  // One interface goes by two ids, and both have its address.
  else if (account.has(`${eni}/address`)) {
    const allocation = account.declared.get(`${eni}/address`)?.properties;
    account.declare(
      'AWS::EC2::EIPAssociation',
      `${id}/address`,
      { AllocationId: at(allocation, 'AllocationId'), NetworkInterfaceId: id },
      item,
    );
  }
  if (state !== 'running' && state !== 'pending') account.states.set(id, state === 'stopping' ? 'stopped' : state);
}

const deviceOf = (node: Located): number => Number(textAt(node, 'Attachment', 'DeviceIndex') ?? 0);
