import { DEFAULT_VPC_BLOCK, type DefaultVpc, defaultVpcOf } from '../../resources/default-vpc.ts';
import { spanOf } from '../syntax/ast.ts';
import {
  answer,
  assume,
  type DataAnswer,
  type DataQuestion,
  type DataSource,
  filtersOf,
  hasUnknown,
  mapsIn,
  textsOf,
} from './data-source.ts';

/** What the question says of the thing by itself: arguments and filters, with their values. */
function saidOf(question: DataQuestion): ReadonlyMap<string, readonly string[]> {
  const said = new Map(filtersOf(question));
  for (const [name, value] of question.args.entries) {
    if (name === 'filter' || name === 'timeouts' || name === 'region') continue;
    const tags = name === 'tags' ? mapsIn(value).flatMap(({ entries }) => [...entries]) : undefined;
    if (tags === undefined) said.set(name.replaceAll('_', '-'), textsOf(value));
    for (const [tag, text] of tags ?? []) said.set(`tag:${tag}`, textsOf(text));
  }
  return said;
}

/** Filters that everything here passes, or that only choose among parts. */
const FREE = [
  'availability-zone',
  'availabilityZone',
  'default',
  'default-for-az',
  'defaultForAz',
  'group-name',
  'is-default',
  'isDefault',
  'map-public-ip-on-launch',
  'name',
  'state',
  'vpc-state',
];

/** What names the thing, or the VPC that it is in. */
const NAMING = [
  'id',
  'ids',
  'vpc-id',
  'attachment.vpc-id',
  'subnet-id',
  'subnet-ids',
  'association.subnet-id',
  'route-table-id',
  'group-id',
  'internet-gateway-id',
];

interface Meant {
  readonly home: DefaultVpc;
  /** Whether it stands for something that nothing is known of. */
  readonly standsIn: boolean;
}

const partsOf = ({ vpc, routeTable, securityGroup, internetGateway, subnets }: DefaultVpc): readonly string[] => [
  vpc,
  routeTable,
  securityGroup,
  internetGateway,
  ...subnets.map(({ id }) => id),
];

/** The default VPC, where the question is about it or a part of it, or about something that is named nowhere here. */
function meant(question: DataQuestion): Meant | undefined {
  if (hasUnknown(question.args)) return undefined;
  const home = defaultVpcOf(question.provider);
  const said = saidOf(question);
  const named = NAMING.flatMap((name) => said.get(name) ?? []);
  if (named.length > 0) return named.every((id) => partsOf(home).includes(id)) ? { home, standsIn: false } : undefined;
  const isDefault = ['default', 'is-default', 'isDefault'].some((name) => said.get(name)?.includes('true') === true);
  const isPlain = [...said.keys()].every((name) => FREE.includes(name)) && said.get('default')?.includes('false') !== true;
  return { home, standsIn: !isDefault && !isPlain };
}

/** Keeps that the default VPC is there, with a remark. It can stand for one thing: a second VPC that is looked up stays unknown. */
function keep(question: DataQuestion, { home, standsIn }: Meant): boolean {
  const { found } = question.scope.run;
  const span = spanOf(question.block.head);
  const before = found.get(home.vpc)?.span;
  const isSame = before?.file === span.file && before.start.line === span.start.line;
  if (standsIn && before !== undefined && !isSame) return false;
  if (before === undefined) for (const id of partsOf(home)) found.set(id, { span, standsIn });
  const message = standsIn
    ? 'What this finds is not known here: the default VPC of the account stands for it, and nothing that names it is refused.'
    : 'This is taken to be of the default VPC of the account, as AWS makes it.';
  assume(question, message);
  return true;
}

/** A data source that finds a part of the default VPC. */
const partOf =
  (attributes: (home: DefaultVpc, question: DataQuestion) => DataAnswer | undefined): DataSource =>
  (question) => {
    const about = meant(question);
    const found = about === undefined ? undefined : attributes(about.home, question);
    return about !== undefined && found !== undefined && keep(question, about) ? found : undefined;
  };

/** The attribute that says so. */
const DEFAULT = 'default';

/** `aws_vpc`. */
export const vpc = partOf((home, { provider: { region, account } }) =>
  answer(
    {
      id: home.vpc,
      arn: `arn:aws:ec2:${region}:${account}:vpc/${home.vpc}`,
      cidr_block: DEFAULT_VPC_BLOCK,
      [DEFAULT]: true,
      enable_dns_hostnames: true,
      enable_dns_support: true,
      instance_tenancy: 'default',
      main_route_table_id: home.routeTable,
      owner_id: account,
      state: 'available',
    },
    true,
  ),
);

/** `aws_vpcs`. */
export const vpcs = partOf((home, { provider }) => answer({ id: provider.region, ids: [home.vpc] }));

/** Those subnets that the question wants by their ids or zones. */
function chosen(home: DefaultVpc, question: DataQuestion): DefaultVpc['subnets'] {
  const said = saidOf(question);
  const [ids, zones] = [
    [...(said.get('id') ?? []), ...(said.get('subnet-id') ?? [])],
    ['availability-zone', 'availabilityZone'].flatMap((name) => said.get(name) ?? []),
  ];
  return home.subnets.filter(
    ({ id, availabilityZone }) =>
      (ids.length === 0 || ids.includes(id)) && (zones.length === 0 || zones.includes(availabilityZone)),
  );
}

/** `aws_subnets`. */
export const subnets = partOf((home, question) =>
  answer({ id: question.provider.region, ids: chosen(home, question).map(({ id }) => id) }),
);

/** `aws_subnet`. */
export const subnet = partOf((home, question) => {
  const { region, account } = question.provider;
  const [found] = chosen(home, question);
  if (found === undefined) return undefined;
  const { id, cidrBlock, availabilityZone } = found;
  return answer(
    {
      id,
      arn: `arn:aws:ec2:${region}:${account}:subnet/${id}`,
      availability_zone: availabilityZone,
      cidr_block: cidrBlock,
      default_for_az: true,
      map_public_ip_on_launch: true,
      state: 'available',
      vpc_id: home.vpc,
    },
    true,
  );
});

/** Whether the question is about the group that every VPC has: of others nothing is known. */
const isDefaultGroup = (home: DefaultVpc, question: DataQuestion): boolean => {
  const said = saidOf(question);
  const names = [...(said.get('name') ?? []), ...(said.get('group-name') ?? [])];
  return names.includes('default') || [...(said.get('id') ?? []), ...(said.get('group-id') ?? [])].includes(home.securityGroup);
};

/** `aws_security_group`. */
export const securityGroup = partOf((home, question) =>
  isDefaultGroup(home, question)
    ? answer({ id: home.securityGroup, name: 'default', description: 'default VPC security group', vpc_id: home.vpc }, true)
    : undefined,
);

/** `aws_security_groups`. */
export const securityGroups = partOf((home, question) =>
  isDefaultGroup(home, question)
    ? answer({ id: question.provider.region, ids: [home.securityGroup], vpc_ids: [home.vpc] }, true)
    : undefined,
);

/** `aws_route_table`: the default VPC has its main one alone. */
export const routeTable = partOf((home, { provider }) =>
  answer({ id: home.routeTable, route_table_id: home.routeTable, vpc_id: home.vpc, owner_id: provider.account }, true),
);

/** `aws_route_tables`. */
export const routeTables = partOf((home, { provider }) => answer({ id: provider.region, ids: [home.routeTable] }));

/** `aws_internet_gateway`. */
export const internetGateway = partOf((home, question) =>
  answer({ id: home.internetGateway, internet_gateway_id: home.internetGateway, owner_id: question.provider.account }, true),
);
