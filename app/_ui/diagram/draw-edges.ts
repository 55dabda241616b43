import type { DrawnDoor, DrawnNeighbour, DrawnService, DrawnTransit, DrawnVpc } from './drawing.ts';
import { isGateway, nameOf, namesOf, ofType, type Resource, refersTo, type Stock, serviceOf, textsOf } from './resources.ts';

const ATTACHMENTS = ['TransitGatewayAttachment', 'TransitGatewayVpcAttachment'];

/** Every opening in the border of `vpc`, in a fixed order. */
export function doorsOf(stock: Stock, vpc: Resource, stressed: ReadonlySet<string>): readonly DrawnDoor[] {
  const at = vpc.logicalId;
  const door = (kind: DrawnDoor['kind'], id: string, to: string): DrawnDoor => ({
    ...{ kind, id, to, side: 'left', tables: [], balancers: [] },
    stress: stressed.has(id),
  });
  const attached = (property: string) =>
    ofType(stock, 'VPCGatewayAttachment')
      .filter((each) => refersTo(stock, each, 'VpcId', at))
      .flatMap((each) => namesOf(stock, each, property));
  const internet = attached('InternetGatewayId').map((id) => door('internet-gateway', id, 'internet'));
  const vpn = attached('VpnGatewayId').map((id) => door('vpn-gateway', id, 'on-premises'));
  const peerings = ofType(stock, 'VPCPeeringConnection')
    .filter((each) => refersTo(stock, each, 'VpcId', at) || refersTo(stock, each, 'PeerVpcId', at))
    .map((each) => {
      const ends = [...textsOf(each, 'VpcId'), ...textsOf(each, 'PeerVpcId')].map((id) => nameOf(stock, id));
      return door('peering-connection', each.logicalId, ends.find((end) => end !== at) ?? 'peer');
    });
  const outward = ofType(stock, 'EgressOnlyInternetGateway')
    .filter((each) => refersTo(stock, each, 'VpcId', at))
    .map((each) => door('egress-only-internet-gateway', each.logicalId, 'internet'));
  const transits = ATTACHMENTS.flatMap((type) => ofType(stock, type))
    .filter((each) => refersTo(stock, each, 'VpcId', at))
    .map((each) => door('transit-gateway', each.logicalId, namesOf(stock, each, 'TransitGatewayId')[0] ?? 'transit gateway'));
  const endpoints = ofType(stock, 'VPCEndpoint')
    .filter((each) => isGateway(each) && refersTo(stock, each, 'VpcId', at))
    .map(
      (each): DrawnDoor => ({
        ...door('gateway-endpoint', each.logicalId, serviceOf(stock, each)),
        side: 'right',
        tables: namesOf(stock, each, 'RouteTableIds'),
      }),
    );
  return [...internet, ...outward, ...vpn, ...peerings, ...transits, ...endpoints, ...offered(stock, at, door)];
}

/** Services that are offered from load balancers in the VPC `at`. */
function offered(
  stock: Stock,
  at: string,
  door: (kind: DrawnDoor['kind'], id: string, to: string) => DrawnDoor,
): readonly DrawnDoor[] {
  const inVpc = (balancer: string) => {
    const resource = stock.named.get(balancer);
    const subnets = resource === undefined ? [] : namesOf(stock, resource, 'Subnets');
    const homes = subnets.flatMap((id) => {
      const subnet = stock.named.get(id);
      return subnet === undefined ? [] : namesOf(stock, subnet, 'VpcId');
    });
    return homes.includes(at);
  };
  return ofType(stock, 'VPCEndpointService').flatMap((each): readonly DrawnDoor[] => {
    const balancers = [...namesOf(stock, each, 'NetworkLoadBalancerArns'), ...namesOf(stock, each, 'GatewayLoadBalancerArns')];
    if (!balancers.some(inVpc)) return [];
    return [{ ...door('endpoint-service', each.logicalId, each.logicalId), side: 'right', balancers }];
  });
}

/** The transit gateways with the VPCs that are attached to them. */
export const transitsOf = (stock: Stock, stressed: ReadonlySet<string>): readonly DrawnTransit[] =>
  ofType(stock, 'TransitGateway').map(({ logicalId: id }) => ({
    id,
    stress: stressed.has(id),
    vpcs: ATTACHMENTS.flatMap((type) => ofType(stock, type))
      .filter((each) => refersTo(stock, each, 'TransitGatewayId', id))
      .flatMap((each) => namesOf(stock, each, 'VpcId')),
  }));

/** What stands at the left edge: the internet, on-premises networks, VPCs of others. */
export function neighboursOf(stock: Stock, vpcs: readonly DrawnVpc[]): readonly DrawnNeighbour[] {
  const doors = vpcs.flatMap((vpc) => vpc.doors.filter((door) => door.side === 'left'));
  const has = (to: string) => doors.some((door) => door.to === to);
  const hostsWhere = (is: (host: Stock['hosts'][string]) => boolean) =>
    Object.entries(stock.hosts)
      .flatMap(([name, host]) => (is(host) ? [name] : []))
      .toSorted();
  const online = hostsWhere((host) => host.internet === true);
  const onPremises = hostsWhere((host) => host.onPremises === true);
  const drawn = new Set(vpcs.map((vpc) => vpc.id));
  const elsewhere = hostsWhere((host) => host.vpc !== undefined || host.endpoint !== undefined);
  const peers = [
    ...new Set(doors.filter((door) => door.kind === 'peering-connection' && !drawn.has(door.to)).map((door) => door.to)),
  ];
  return [
    ...(online.length > 0 || has('internet') ? [{ id: 'internet', title: 'Internet', hosts: online }] : []),
    ...(onPremises.length > 0 || has('on-premises') ? [{ id: 'on-premises', title: 'On-premises', hosts: onPremises }] : []),
    ...peers.map((id) => ({ id, title: id, hosts: [] })),
    ...(elsewhere.length > 0 ? [{ id: 'other-vpcs', title: 'Other VPCs', hosts: elsewhere }] : []),
  ];
}

const SERVICE_TITLES: Readonly<Record<string, string>> = {
  s3: 'Amazon S3',
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  kms: 'KMS',
  sts: 'STS',
  ssm: 'SSM',
};

/** What stands at the right edge: the services that a door or an interface endpoint leads to. */
export function servicesOf(stock: Stock, vpcs: readonly DrawnVpc[]): readonly DrawnService[] {
  const interfaces = ofType(stock, 'VPCEndpoint').filter((each) => !isGateway(each));
  const reached = vpcs.flatMap((vpc) => vpc.doors.filter((door) => door.side === 'right').map((door) => door.to));
  const ids = [...new Set([...reached, ...interfaces.map((each) => serviceOf(stock, each))])].toSorted();
  return ids.map((id) => ({
    id,
    title: SERVICE_TITLES[id] ?? id,
    through: interfaces.filter((each) => serviceOf(stock, each) === id).map((each) => each.logicalId),
  }));
}
