/** What somebody may write in a data source and read of it, separated by spaces; what AWS has besides is not named. */
export interface DataWords {
  readonly arguments: string;
  readonly attributes: string;
  /** What may stand in its blocks, by name; one inside another as `outer.inner`. */
  readonly blocks?: Readonly<Record<string, string>>;
}

const FILTER = { filter: 'name values' };

/** The words of the data sources that the world answers. */
export const DATA_WORDS: Readonly<Record<string, DataWords>> = {
  aws_ami: {
    arguments: 'executable_users filter include_deprecated most_recent name_regex owners',
    attributes: 'architecture arn creation_date id image_id name owner_id root_device_name',
    blocks: FILTER,
  },
  aws_availability_zone: {
    arguments: 'all_availability_zones filter name state zone_id',
    attributes: 'group_name id name name_suffix region zone_id',
    blocks: FILTER,
  },
  aws_availability_zones: {
    arguments: 'all_availability_zones exclude_names exclude_zone_ids filter state',
    attributes: 'group_names id names zone_ids',
    blocks: FILTER,
  },
  aws_caller_identity: { arguments: '', attributes: 'account_id arn id user_id' },
  aws_default_tags: { arguments: '', attributes: 'id tags' },
  aws_ec2_managed_prefix_list: {
    arguments: 'filter id name',
    attributes: 'address_family arn entries id max_entries name owner_id tags version',
    blocks: FILTER,
  },
  aws_iam_policy_document: {
    arguments: 'override_policy_documents policy_id source_policy_documents statement version',
    attributes: 'id json minified_json',
    blocks: {
      statement: 'actions condition effect not_actions not_principals not_resources principals resources sid',
      'statement.condition': 'test values variable',
      'statement.not_principals': 'identifiers type',
      'statement.principals': 'identifiers type',
    },
  },
  aws_internet_gateway: { arguments: 'filter internet_gateway_id', attributes: 'arn id owner_id', blocks: FILTER },
  aws_organizations_organization: { arguments: '', attributes: 'arn id master_account_id roots' },
  aws_partition: { arguments: '', attributes: 'dns_suffix id partition reverse_dns_prefix' },
  aws_prefix_list: { arguments: 'filter name prefix_list_id', attributes: 'cidr_blocks id name', blocks: FILTER },
  aws_region: { arguments: 'endpoint name region', attributes: 'description endpoint id name region' },
  aws_route_table: {
    arguments: 'filter gateway_id route_table_id subnet_id vpc_id',
    attributes: 'arn id owner_id route_table_id vpc_id',
    blocks: FILTER,
  },
  aws_route_tables: { arguments: 'filter vpc_id', attributes: 'id ids', blocks: FILTER },
  aws_security_group: {
    arguments: 'filter id name vpc_id',
    attributes: 'arn description id name vpc_id',
    blocks: FILTER,
  },
  aws_security_groups: { arguments: 'filter', attributes: 'arns id ids vpc_ids', blocks: FILTER },
  aws_service_principal: { arguments: 'region service_name', attributes: 'id name region service_name suffix' },
  aws_ssm_parameter: {
    arguments: 'name with_decryption',
    attributes: 'arn id insecure_value name type value version',
  },
  aws_subnet: {
    arguments: 'availability_zone cidr_block default_for_az filter id vpc_id',
    attributes: 'arn availability_zone cidr_block id map_public_ip_on_launch owner_id vpc_id',
    blocks: FILTER,
  },
  aws_subnets: { arguments: 'filter', attributes: 'id ids', blocks: FILTER },
  aws_vpc: {
    arguments: 'cidr_block default filter id state',
    attributes: 'arn cidr_block enable_dns_hostnames enable_dns_support id main_route_table_id owner_id',
    blocks: FILTER,
  },
  aws_vpcs: { arguments: 'filter', attributes: 'id ids', blocks: FILTER },
  aws_vpc_endpoint_service: {
    arguments: 'filter service service_name service_regions service_type',
    attributes:
      'acceptance_required arn availability_zones id owner private_dns_name service_name service_region service_type vpc_endpoint_policy_supported',
    blocks: FILTER,
  },
};
