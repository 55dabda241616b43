import { asString, type Located } from '../../template/tree.ts';
import type { TerraformInstance } from '../instance.ts';
import { given } from '../network/values.ts';
import { cyclic, isSet, listIn, type Making, wordIn } from './making.ts';

/** Subnets of one group, the tables that are the group's own, and those that its subnets have. */
export interface SubnetGroup {
  readonly subnets: readonly TerraformInstance[];
  readonly tables: readonly TerraformInstance[];
  readonly associated: readonly TerraformInstance[];
}

/** The subnets of `group` with their tables and associations. */
export function addSubnets(make: Making, vpc: TerraformInstance, group: string, natCount: number): SubnetGroup {
  const { call } = make;
  const blocks = listIn(call, `${group}_subnets`);
  const subnets = blocks.map((block, index) => subnetOf(make, vpc, group, block, index));
  const tables = Array.from({ length: tableCount(make, group, subnets.length, natCount) }, (_, index) =>
    make.add('aws_route_table', group, index, { vpc_id: make.of(vpc, 'id'), tags: { Name: nameOf(make, group, undefined) } }),
  );
  // Databases and caches without tables of their own share those of the private subnets, which are made before.
  const shared =
    tables.length > 0 ? tables : make.instances.filter((each) => each.type === 'aws_route_table' && each.name === 'private');
  const single = isSet(call, 'single_nat_gateway') && group === 'private';
  const associated = subnets.flatMap((subnet, index) => {
    const table = cyclic(
      group === 'outpost' || tables.length > 0 ? (group === 'outpost' ? shared : tables) : shared,
      single ? 0 : index,
    );
    if (table === undefined) return [];
    make.add('aws_route_table_association', group, index, {
      subnet_id: make.of(subnet, 'id'),
      route_table_id: make.of(table, 'id'),
    });
    return [table];
  });
  return { subnets, tables, associated };
}

function tableCount(make: Making, group: string, subnets: number, natCount: number): number {
  const { call } = make;
  if (subnets === 0) return 0;
  if (group === 'private') return natCount;
  if (group === 'public') return isSet(call, 'create_multiple_public_route_tables') ? subnets : 1;
  if (group === 'intra') return isSet(call, 'create_multiple_intra_route_tables') ? subnets : 1;
  if (group === 'outpost' || !isSet(call, `create_${group}_subnet_route_table`)) return 0;
  const one = group !== 'database' || isSet(call, 'single_nat_gateway') || isSet(call, 'create_database_internet_gateway_route');
  return one ? 1 : subnets;
}

function subnetOf(make: Making, vpc: TerraformInstance, group: string, block: Located, index: number): TerraformInstance {
  const { call } = make;
  const zone = cyclic(listIn(call, 'azs'), index);
  const isId = /-az\d+$/.test(asString(zone) ?? '');
  const isNative = isSet(call, `${group}_subnet_ipv6_native`);
  const opens = group === 'public' ? given(call.inputs, 'map_public_ip_on_launch') : undefined;
  return make.add('aws_subnet', group, index, {
    vpc_id: make.of(vpc, 'id'),
    cidr_block: isNative ? undefined : block,
    ipv6_cidr_block: ipv6Of(make, vpc, group, index),
    ipv6_native: isNative ? true : undefined,
    ...(isId ? { availability_zone_id: zone } : { availability_zone: zone }),
    map_public_ip_on_launch: opens,
    assign_ipv6_address_on_creation: given(call.inputs, `${group}_subnet_assign_ipv6_address_on_creation`),
    tags: { Name: listIn(call, `${group}_subnet_names`)[index] ?? nameOf(make, group, asString(zone)) },
  });
}

/** The /64 of the VPC's own /56 that the inputs number. */
function ipv6Of(make: Making, vpc: TerraformInstance, group: string, index: number): string | undefined {
  const number = asString(listIn(make.call, `${group}_subnet_ipv6_prefixes`)[index]);
  if (number === undefined || !isSet(make.call, 'enable_ipv6')) return undefined;
  const [, start, digits] = /^(.*:[0-9a-f]{2})(00)::\/56$/.exec(asString(make.of(vpc, 'ipv6_cidr_block')) ?? '') ?? [];
  return digits === undefined ? undefined : `${start}${Number(number).toString(16).padStart(2, '0')}::/64`;
}

/** Such as `example-private-us-east-1a`. */
function nameOf(make: Making, group: string, zone: string | undefined): string {
  const suffix = group === 'database' ? 'db' : (wordIn(make.call, `${group}_subnet_suffix`) ?? group);
  return [wordIn(make.call, 'name') ?? '', suffix, ...(zone === undefined ? [] : [zone])].join('-');
}
