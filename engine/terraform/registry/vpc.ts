import { at, type Located } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { ModuleAnswer, ModuleCall, TerraformInstance } from '../instance.ts';
import { given } from '../network/values.ts';
import { cyclic, isSet, listIn, type Making, making, wordIn } from './making.ts';
import { addAcls, addDefaults } from './vpc-defaults.ts';
import { addSubnets, type SubnetGroup } from './vpc-subnets.ts';

/** What has been made of the network so far. */
export interface VpcMaking extends Making {
  readonly vpc: TerraformInstance;
  readonly natCount: number;
  readonly groups: ReadonlyMap<string, SubnetGroup>;
}

const GROUPS = ['public', 'private', 'database', 'elasticache', 'redshift', 'intra', 'outpost'] as const;

/**
 * What `terraform-aws-modules/vpc/aws` makes of its inputs: VPC, subnets of each group with their tables, gateways, NAT, and the defaults that
 * it takes over. Flow logs, subnet groups of databases and customer gateways change no verdict and are left out.
 * Inputs and outputs are those of the module's own README.
 */
export function vpcModule(call: ModuleCall, world: World): ModuleAnswer {
  const make = making(call, world);
  if (!isSet(call, 'create_vpc', true)) return { instances: [], outputs: outputsOf(make, undefined), diagnostics: [] };
  const vpc = addVpc(make);
  const longest = Math.max(
    ...['private', 'elasticache', 'database', 'redshift'].map((group) => listIn(call, `${group}_subnets`).length),
  );
  const zones = listIn(call, 'azs').length;
  const single = isSet(call, 'single_nat_gateway');
  const natCount = single ? 1 : isSet(call, 'one_nat_gateway_per_az') ? zones : longest;
  const groups = new Map(GROUPS.map((group) => [group as string, addSubnets(make, vpc, group, natCount)] as const));
  const whole = { ...make, vpc, natCount, groups };
  addGateways(whole);
  addDefaults(whole);
  addAcls(whole);
  return { instances: make.instances, outputs: outputsOf(make, whole), diagnostics: [] };
}

function addVpc(make: Making): TerraformInstance {
  const { call } = make;
  const vpc = make.add('aws_vpc', 'this', 0, {
    cidr_block: given(call.inputs, 'cidr') ?? '10.0.0.0/16',
    enable_dns_hostnames: given(call.inputs, 'enable_dns_hostnames') ?? true,
    enable_dns_support: given(call.inputs, 'enable_dns_support') ?? true,
    assign_generated_ipv6_cidr_block: given(call.inputs, 'enable_ipv6'),
    tags: { Name: given(call.inputs, 'name') },
  });
  for (const [index, block] of listIn(call, 'secondary_cidr_blocks').entries())
    make.add('aws_vpc_ipv4_cidr_block_association', 'this', index, { vpc_id: make.of(vpc, 'id'), cidr_block: block });
  if (isSet(call, 'enable_dhcp_options')) {
    const servers = given(call.inputs, 'dhcp_options_domain_name_servers') ?? ['AmazonProvidedDNS'];
    const options = make.add('aws_vpc_dhcp_options', 'this', 0, { domain_name_servers: servers });
    make.add('aws_vpc_dhcp_options_association', 'this', 0, {
      vpc_id: make.of(vpc, 'id'),
      dhcp_options_id: make.of(options, 'id'),
    });
  }
  return vpc;
}

const EVERYTHING = '0.0.0.0/0';

function addGateways(make: VpcMaking): void {
  const { call, vpc, groups } = make;
  const open = groups.get('public');
  const vpc_id = make.of(vpc, 'id');
  if (open !== undefined && open.subnets.length > 0 && isSet(call, 'create_igw', true)) {
    const gateway = make.add('aws_internet_gateway', 'this', 0, { vpc_id });
    addDatabaseRoute(make, gateway);
    for (const [index, table] of open.tables.entries()) {
      const route_table_id = make.of(table, 'id');
      const gateway_id = make.of(gateway, 'id');
      make.add('aws_route', 'public_internet_gateway', index, { route_table_id, gateway_id, destination_cidr_block: EVERYTHING });
      if (isSet(call, 'enable_ipv6'))
        make.add('aws_route', 'public_internet_gateway_ipv6', index, {
          route_table_id,
          gateway_id,
          destination_ipv6_cidr_block: '::/0',
        });
    }
  }
  addNat(make);
  addEgressOnly(make);
  addVpn(make);
}

/** Databases that the internet may reach, where somebody asks for that. */
function addDatabaseRoute(make: VpcMaking, gateway: TerraformInstance): void {
  const [table] = make.groups.get('database')?.tables ?? [];
  if (table === undefined || !isSet(make.call, 'create_database_internet_gateway_route')) return;
  make.add('aws_route', 'database_internet_gateway', 0, {
    route_table_id: make.of(table, 'id'),
    destination_cidr_block: EVERYTHING,
    gateway_id: make.of(gateway, 'id'),
  });
}

/** NAT gateways stand in public subnets, one for each table of the private ones. */
function addNat(make: VpcMaking): void {
  const { call, groups, natCount } = make;
  const open = groups.get('public');
  if (!isSet(call, 'enable_nat_gateway') || open === undefined) return;
  const reused = isSet(call, 'reuse_nat_ips') ? listIn(call, 'external_nat_ip_ids') : [];
  const gateways = Array.from({ length: natCount }, (_, index) => {
    const address = reused.length > 0 ? undefined : make.add('aws_eip', 'nat', index, { domain: 'vpc' });
    return make.add('aws_nat_gateway', 'this', index, {
      allocation_id: address === undefined ? cyclic(reused, index) : make.of(address, 'id'),
      subnet_id: make.of(cyclic(open.subnets, index), 'id'),
    });
  });
  const destination_cidr_block = given(call.inputs, 'nat_gateway_destination_cidr_block') ?? EVERYTHING;
  const lead = (name: string, tables: readonly TerraformInstance[]): void => {
    for (const [index, table] of tables.entries())
      make.add('aws_route', name, index, {
        route_table_id: make.of(table, 'id'),
        destination_cidr_block,
        nat_gateway_id: make.of(cyclic(gateways, index), 'id'),
      });
  };
  lead('private_nat_gateway', groups.get('private')?.tables ?? []);
  const database = groups.get('database')?.tables ?? [];
  if (isSet(call, 'create_database_nat_gateway_route') && !isSet(call, 'create_database_internet_gateway_route'))
    lead('database_nat_gateway', database);
}

function addEgressOnly(make: VpcMaking): void {
  const { call, vpc, groups } = make;
  const tables = groups.get('private')?.tables ?? [];
  if (!isSet(call, 'enable_ipv6') || !isSet(call, 'create_egress_only_igw', true) || tables.length === 0) return;
  const gateway = make.add('aws_egress_only_internet_gateway', 'this', 0, { vpc_id: make.of(vpc, 'id') });
  for (const [index, table] of tables.entries())
    make.add('aws_route', 'private_ipv6_egress', index, {
      route_table_id: make.of(table, 'id'),
      destination_ipv6_cidr_block: '::/0',
      egress_only_gateway_id: make.of(gateway, 'id'),
    });
}

function addVpn(make: VpcMaking): void {
  const { call, vpc, groups } = make;
  const known = given(call.inputs, 'vpn_gateway_id');
  const gateway = isSet(call, 'enable_vpn_gateway')
    ? make.add('aws_vpn_gateway', 'this', 0, { vpc_id: make.of(vpc, 'id') })
    : undefined;
  if (known !== undefined)
    make.add('aws_vpn_gateway_attachment', 'this', 0, { vpc_id: make.of(vpc, 'id'), vpn_gateway_id: known });
  const vpn_gateway_id = gateway === undefined ? known : make.of(gateway, 'id');
  if (vpn_gateway_id === undefined) return;
  for (const group of ['public', 'private', 'intra']) {
    if (!isSet(call, `propagate_${group}_route_tables_vgw`)) continue;
    for (const [index, table] of (groups.get(group)?.tables ?? []).entries())
      make.add('aws_vpn_gateway_route_propagation', group, index, { route_table_id: make.of(table, 'id'), vpn_gateway_id });
  }
}

function outputsOf(make: Making, made: VpcMaking | undefined): ModuleAnswer['outputs'] {
  const { call } = make;
  const first = (type: string, name: string) => make.instances.find((each) => each.type === type && each.name === name);
  const all = (type: string, name: string, attribute: string): Located =>
    make.own(make.instances.filter((each) => each.type === type && each.name === name).map((each) => make.of(each, attribute)));
  const of = (attribute: string): Located => make.of(made?.vpc, attribute);
  const outputs: Record<string, Located> = {
    azs: make.own(listIn(call, 'azs')),
    default_network_acl_id: of('default_network_acl_id'),
    default_route_table_id: of('default_route_table_id'),
    default_security_group_id: of('default_security_group_id'),
    egress_only_internet_gateway_id: make.of(first('aws_egress_only_internet_gateway', 'this'), 'id'),
    igw_arn: make.of(first('aws_internet_gateway', 'this'), 'arn'),
    igw_id: make.of(first('aws_internet_gateway', 'this'), 'id'),
    name: make.own(wordIn(call, 'name') ?? ''),
    nat_ids: all('aws_eip', 'nat', 'id'),
    nat_public_ips: all('aws_eip', 'nat', 'public_ip'),
    natgw_ids: all('aws_nat_gateway', 'this', 'id'),
    vgw_id: make.of(first('aws_vpn_gateway', 'this'), 'id'),
    vpc_arn: of('arn'),
    vpc_cidr_block: of('cidr_block'),
    vpc_enable_dns_hostnames: of('enable_dns_hostnames'),
    vpc_enable_dns_support: of('enable_dns_support'),
    vpc_id: of('id'),
    vpc_ipv6_cidr_block: isSet(call, 'enable_ipv6') ? of('ipv6_cidr_block') : make.own(undefined),
    vpc_main_route_table_id: of('main_route_table_id'),
    vpc_owner_id: of('owner_id'),
    vpc_secondary_cidr_blocks: make.own(listIn(call, 'secondary_cidr_blocks')),
  };
  for (const group of GROUPS) Object.assign(outputs, groupOutputs(make, group, made));
  return outputs;
}

function groupOutputs(make: Making, group: string, made: VpcMaking | undefined): ModuleAnswer['outputs'] {
  const { subnets = [], tables = [], associated = [] } = made?.groups.get(group) ?? {};
  const each = (list: readonly TerraformInstance[], attribute: string) => make.own(list.map((one) => make.of(one, attribute)));
  // A group of databases without tables of its own answers with those of the private subnets.
  const known = tables.length > 0 || !['database', 'elasticache', 'redshift'].includes(group) ? tables : [...new Set(associated)];
  return {
    [`${group}_subnets`]: each(subnets, 'id'),
    [`${group}_subnet_arns`]: each(subnets, 'arn'),
    [`${group}_subnets_cidr_blocks`]: each(subnets, 'cidr_block'),
    [`${group}_subnet_objects`]: make.own(
      subnets.map((one) => ({
        id: make.of(one, 'id'),
        arn: make.of(one, 'arn'),
        availability_zone: make.of(one, 'availability_zone'),
        cidr_block: make.of(one, 'cidr_block'),
        tags: at(one.values, 'tags'),
      })),
    ),
    [`${group}_route_table_ids`]: each(known, 'id'),
    [`${group}_network_acl_id`]: make.of(
      make.instances.find((one) => one.type === 'aws_network_acl' && one.name === group),
      'id',
    ),
    ...(group === 'database'
      ? {
          database_subnet_group: make.own(wordIn(make.call, 'name')),
          database_subnet_group_name: make.own(wordIn(make.call, 'name')),
        }
      : {}),
  };
}
