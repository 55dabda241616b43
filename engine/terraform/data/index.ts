import { unknown, type Value } from '../value/value.ts';
import type { DataQuestion, DataSource } from './data-source.ts';
import { endpointService, managedPrefixList, prefixList } from './endpoints.ts';
import { ami, ssmParameter } from './images.ts';
import {
  internetGateway,
  routeTable,
  routeTables,
  securityGroup,
  securityGroups,
  subnet,
  subnets,
  vpc,
  vpcs,
} from './networks.ts';
import {
  availabilityZone,
  availabilityZones,
  callerIdentity,
  defaultTags,
  organization,
  partition,
  region,
  servicePrincipal,
} from './places.ts';
import { policyDocument } from './policy-document.ts';

/** Data sources that the world answers, by their types. */
const DATA_SOURCES: ReadonlyMap<string, DataSource> = new Map([
  ['aws_ami', ami],
  ['aws_availability_zone', availabilityZone],
  ['aws_availability_zones', availabilityZones],
  ['aws_caller_identity', callerIdentity],
  ['aws_default_tags', defaultTags],
  ['aws_ec2_managed_prefix_list', managedPrefixList],
  ['aws_iam_policy_document', policyDocument],
  ['aws_internet_gateway', internetGateway],
  ['aws_organizations_organization', organization],
  ['aws_partition', partition],
  ['aws_prefix_list', prefixList],
  ['aws_region', region],
  ['aws_route_table', routeTable],
  ['aws_route_tables', routeTables],
  ['aws_security_group', securityGroup],
  ['aws_security_groups', securityGroups],
  ['aws_service_principal', servicePrincipal],
  ['aws_ssm_parameter', ssmParameter],
  ['aws_subnet', subnet],
  ['aws_subnets', subnets],
  ['aws_vpc', vpc],
  ['aws_vpcs', vpcs],
  ['aws_vpc_endpoint_service', endpointService],
]);

/** The types of data that the world answers. */
export const DATA_TYPES: readonly string[] = [...DATA_SOURCES.keys()];

/** Whether the world can be asked for data of this type. */
export const isAnswered = (type: string): boolean => DATA_SOURCES.has(type);

/** What a data source of `type` finds: the attribute of a name, or undefined where it has none; undefined where nothing is known of it. */
export function dataAttributes(
  type: string,
  question: DataQuestion,
): { get: (name: string) => Value | undefined; keys: () => Iterable<string> } | undefined {
  const found = DATA_SOURCES.get(type)?.(question);
  if (found === undefined) return undefined;
  const { attributes, open } = found;
  return {
    get: (name) => attributes.get(name) ?? (open ? unknown(`${type} finds it, and it is not known here`) : undefined),
    keys: () => attributes.keys(),
  };
}
