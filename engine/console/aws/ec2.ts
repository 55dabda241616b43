import { formatAddress } from '../../ip/address.ts';
import { formatCidr } from '../../ip/cidr.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Origin } from '../../network/model.ts';
import type { Shell } from '../shell.ts';
import { policyOf, routeOf, ruleOf } from './ec2-parts.ts';
import type { AwsCommand } from './options.ts';

/** One of EC2's describe operations: the list in its answer, the option that picks by id, and a row for each thing that is there. */
export interface Ec2Operation {
  readonly operation: string;
  readonly list: string;
  readonly id: readonly [option: string, field: string];
  readonly rows: (shell: Shell) => readonly JsonObject[];
}

/** The tags that CloudFormation puts on what it makes, before those of the template. */
function tagsOf(shell: Shell, { logicalId }: Origin): Json {
  if (logicalId === undefined) return [];
  const properties = shell.loaded.resources.find((each) => each.logicalId === logicalId)?.properties;
  const own = isJsonObject(properties) && Array.isArray(properties.Tags) ? (properties.Tags as readonly Json[]) : [];
  return [{ Key: 'aws:cloudformation:logical-id', Value: logicalId.slice(logicalId.indexOf('/') + 1) }, ...own];
}

const vpcs = (shell: Shell): readonly JsonObject[] =>
  [...shell.ground.network.vpcs.values()].map((vpc) => ({
    VpcId: vpc.origin.id,
    CidrBlock: vpc.cidrs[0] === undefined ? '' : formatCidr(vpc.cidrs[0]),
    CidrBlockAssociationSet: vpc.cidrs
      .filter((cidr) => typeof cidr.base === 'number')
      .map((cidr) => ({ CidrBlock: formatCidr(cidr) })),
    State: 'available',
    OwnerId: vpc.account,
    IsDefault: false,
    Tags: tagsOf(shell, vpc.origin),
  }));

const subnets = (shell: Shell): readonly JsonObject[] =>
  [...shell.ground.network.subnets.values()].map((subnet) => ({
    SubnetId: subnet.origin.id,
    VpcId: subnet.vpc,
    CidrBlock: subnet.cidrs[0] === undefined ? '' : formatCidr(subnet.cidrs[0]),
    AvailabilityZone: subnet.availabilityZone,
    AvailabilityZoneId: subnet.zoneId,
    MapPublicIpOnLaunch: subnet.mapsPublicIp,
    State: 'available',
    Tags: tagsOf(shell, subnet.origin),
  }));

const routeTables = (shell: Shell): readonly JsonObject[] => {
  const { network } = shell.ground;
  return [...network.routeTables.values()].map((table) => ({
    Associations: [
      ...[...network.vpcs.values()]
        .filter((vpc) => vpc.mainRouteTable === table.origin.id)
        .map(() => ({ Main: true, RouteTableId: table.origin.id })),
      ...[...network.subnets.values()]
        .filter(
          (subnet) => subnet.routeTable === table.origin.id && network.vpcs.get(subnet.vpc)?.mainRouteTable !== table.origin.id,
        )
        .map((subnet) => ({ Main: false, RouteTableId: table.origin.id, SubnetId: subnet.origin.id })),
    ],
    RouteTableId: table.origin.id,
    Routes: table.routes.map(routeOf),
    VpcId: table.vpc,
    OwnerId: shell.account,
    Tags: tagsOf(shell, table.origin),
  }));
};

const endpoints = (shell: Shell): readonly JsonObject[] => {
  const { network } = shell.ground;
  return [...network.vpcEndpoints.values()].map((endpoint) => {
    const interfaces = endpoint.networkInterfaces.flatMap((id) => network.networkInterfaces.get(id) ?? []);
    return {
      VpcEndpointId: endpoint.origin.id,
      VpcEndpointType: endpoint.type,
      VpcId: endpoint.vpc,
      ServiceName: endpoint.serviceName,
      State: shell.call.states?.[endpoint.origin.logicalId ?? ''] ?? 'available',
      PolicyDocument: policyOf(endpoint.policy),
      RouteTableIds: [...endpoint.routeTables],
      SubnetIds: interfaces.map((each) => each.subnet),
      Groups: endpoint.securityGroups.map((id) => ({ GroupId: id })),
      PrivateDnsEnabled: endpoint.privateDns,
      NetworkInterfaceIds: [...endpoint.networkInterfaces],
      OwnerId: endpoint.account,
      Tags: tagsOf(shell, endpoint.origin),
    };
  });
};

const groups = (shell: Shell): readonly JsonObject[] =>
  [...shell.ground.network.securityGroups.values()].map((group) => ({
    GroupId: group.origin.id,
    VpcId: group.vpc,
    IpPermissions: group.ingress.map(ruleOf),
    IpPermissionsEgress: group.egress.map(ruleOf),
    Tags: tagsOf(shell, group.origin),
  }));

const acls = (shell: Shell): readonly JsonObject[] =>
  [...shell.ground.network.networkAcls.values()].map((acl) => ({
    NetworkAclId: acl.origin.id,
    VpcId: acl.vpc,
    Associations: [...shell.ground.network.subnets.values()]
      .filter((subnet) => subnet.networkAcl === acl.origin.id)
      .map((subnet) => ({ NetworkAclId: acl.origin.id, SubnetId: subnet.origin.id })),
    Entries: [
      ...acl.entries.map((entry) => ({
        CidrBlock: formatCidr(entry.cidr),
        Egress: entry.egress,
        ...(entry.ports.from === 0 && entry.ports.to === 65_535
          ? {}
          : { PortRange: { From: entry.ports.from, To: entry.ports.to } }),
        Protocol: String(entry.protocol),
        RuleAction: entry.allow ? 'allow' : 'deny',
        RuleNumber: entry.ruleNumber,
      })),
    ],
    Tags: tagsOf(shell, acl.origin),
  }));

const interfaces = (shell: Shell): readonly JsonObject[] =>
  [...shell.ground.network.networkInterfaces.values()].map((nic) => ({
    NetworkInterfaceId: nic.origin.id,
    SubnetId: nic.subnet,
    PrivateIpAddress: nic.addresses[0] === undefined ? '' : formatAddress(nic.addresses[0]),
    InterfaceType: nic.kind === 'vpc-endpoint' ? 'vpc_endpoint' : nic.kind === 'nat-gateway' ? 'nat_gateway' : 'interface',
    Groups: nic.securityGroups.map((id) => ({ GroupId: id })),
  }));

const prefixLists = (shell: Shell): readonly JsonObject[] =>
  [...shell.ground.network.prefixLists].map(([id, { name, cidrs }]) => ({
    PrefixListId: id,
    PrefixListName: name,
    Cidrs: cidrs.map(formatCidr),
  }));

/** By operation as it is typed. */
export const EC2_OPERATIONS: Readonly<Record<string, Ec2Operation>> = {
  'describe-vpc-endpoints': {
    operation: 'DescribeVpcEndpoints',
    list: 'VpcEndpoints',
    id: ['vpc-endpoint-ids', 'VpcEndpointId'],
    rows: endpoints,
  },
  'describe-route-tables': {
    operation: 'DescribeRouteTables',
    list: 'RouteTables',
    id: ['route-table-ids', 'RouteTableId'],
    rows: routeTables,
  },
  'describe-subnets': { operation: 'DescribeSubnets', list: 'Subnets', id: ['subnet-ids', 'SubnetId'], rows: subnets },
  'describe-vpcs': { operation: 'DescribeVpcs', list: 'Vpcs', id: ['vpc-ids', 'VpcId'], rows: vpcs },
  'describe-security-groups': {
    operation: 'DescribeSecurityGroups',
    list: 'SecurityGroups',
    id: ['group-ids', 'GroupId'],
    rows: groups,
  },
  'describe-network-acls': {
    operation: 'DescribeNetworkAcls',
    list: 'NetworkAcls',
    id: ['network-acl-ids', 'NetworkAclId'],
    rows: acls,
  },
  'describe-network-interfaces': {
    operation: 'DescribeNetworkInterfaces',
    list: 'NetworkInterfaces',
    id: ['network-interface-ids', 'NetworkInterfaceId'],
    rows: interfaces,
  },
  'describe-prefix-lists': {
    operation: 'DescribePrefixLists',
    list: 'PrefixLists',
    id: ['prefix-list-ids', 'PrefixListId'],
    rows: prefixLists,
  },
};

/** The answer of a describe operation, with the rows that ids and filters leave. */
export function describeEc2(
  shell: Shell,
  command: AwsCommand,
  { list, id, rows }: Ec2Operation,
): { readonly answer: Json; readonly notes: readonly string[] } {
  const [option, field] = id;
  const wanted = (command.options.get(option) ?? []).flatMap((each) => each.split(','));
  const picked = rows(shell).filter((row) => wanted.length === 0 || wanted.includes(String(row[field])));
  const filters = (command.options.get('filters') ?? []).map(filterOf);
  const odd = filters
    .filter(({ name }) => FILTER_FIELDS[name] === undefined)
    .map(({ name }) => `The filter \`${name}\` is not simulated and leaves every row.`);
  const left = picked.filter((row) =>
    filters.every(
      ({ name, values }) => FILTER_FIELDS[name] === undefined || values.includes(String(row[FILTER_FIELDS[name] ?? ''])),
    ),
  );
  return { answer: { [list]: left }, notes: odd };
}

/** The filters that name a field of the row itself. */
const FILTER_FIELDS: Readonly<Record<string, string | undefined>> = {
  'vpc-id': 'VpcId',
  'subnet-id': 'SubnetId',
  'route-table-id': 'RouteTableId',
  'vpc-endpoint-id': 'VpcEndpointId',
  'vpc-endpoint-type': 'VpcEndpointType',
  'service-name': 'ServiceName',
  'group-id': 'GroupId',
  'prefix-list-name': 'PrefixListName',
  'availability-zone': 'AvailabilityZone',
};

function filterOf(text: string): { readonly name: string; readonly values: readonly string[] } {
  const [, name = text, values = ''] = /^Name=([^,]+),Values=(.+)$/.exec(text) ?? [];
  return { name, values: values.split(',') };
}
