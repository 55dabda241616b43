import { asString, type Located, type LocatedMap } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { ModuleAnswer, ModuleCall, TerraformInstance } from '../instance.ts';
import { elements, flagOf, given, textOf } from '../network/values.ts';
import { isSet, listIn, type Making, making } from './making.ts';

/**
 * What `terraform-aws-modules/vpc/aws//modules/vpc-endpoints` makes: an endpoint for each entry of `endpoints`, and one group for all of
 * them where it is asked for.
 * Inputs and outputs are those of the module's own README.
 */
export function vpcEndpointsModule(call: ModuleCall, world: World): ModuleAnswer {
  const make = making(call, world);
  const endpoints = given(call.inputs, 'endpoints');
  const group = isSet(call, 'create', true) && isSet(call, 'create_security_group') ? addGroup(make) : undefined;
  const made = new Map<string, TerraformInstance>();
  if (isSet(call, 'create', true) && endpoints?.kind === 'map')
    for (const { key, value } of endpoints.entries.values())
      if (value.kind === 'map' && flagOf(value, 'create') !== false) made.set(key, addEndpoint(make, key, value, group));
  const objects = [...made].map(([key, each]) => [key, objectOf(make, each)] as const);
  return {
    instances: make.instances,
    outputs: {
      endpoints: make.own(Object.fromEntries(objects)),
      security_group_arn: make.of(group, 'arn'),
      security_group_id: make.of(group, 'id'),
    },
    diagnostics: [],
  };
}

const ATTRIBUTES = [
  'id',
  'arn',
  'dns_entry',
  'network_interface_ids',
  'prefix_list_id',
  'cidr_blocks',
  'state',
  'vpc_id',
  'service_name',
];

const objectOf = (make: Making, endpoint: TerraformInstance): Readonly<Record<string, Located>> =>
  Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, make.of(endpoint, attribute)]));

function addEndpoint(make: Making, key: string, value: LocatedMap, group: TerraformInstance | undefined): TerraformInstance {
  const { call } = make;
  const type = textOf(value, 'service_type') ?? 'Interface';
  const lists = (name: string) => [...listIn(call, name), ...elements(value, name)];
  const own = group === undefined ? [] : [make.of(group, 'id')];
  return make.add('aws_vpc_endpoint', 'this', key, {
    vpc_id: given(call.inputs, 'vpc_id'),
    service_name: serviceOf(make, value),
    vpc_endpoint_type: given(value, 'service_type') ?? type,
    ...(type === 'Interface'
      ? {
          security_group_ids: distinct([...lists('security_group_ids'), ...own]),
          private_dns_enabled: given(value, 'private_dns_enabled'),
        }
      : {}),
    ...(type === 'Gateway'
      ? { route_table_ids: given(value, 'route_table_ids') }
      : { subnet_ids: distinct(lists('subnet_ids')) }),
    subnet_configuration: given(value, 'subnet_configurations'),
    policy: given(value, 'policy'),
    ip_address_type: given(value, 'ip_address_type'),
    dns_options: given(value, 'dns_options'),
    service_region: given(value, 'service_region'),
    auto_accept: given(value, 'auto_accept'),
    tags: given(value, 'tags'),
  });
}

/** The whole name, or the one that AWS's own service of this word has in the Region. */
function serviceOf(make: Making, value: LocatedMap): Located | undefined {
  const whole = given(value, 'service_endpoint') ?? given(value, 'service_name');
  if (whole !== undefined) return whole;
  const word = given(value, 'service');
  const region = textOf(value, 'service_region') ?? make.call.provider.region;
  return word?.kind === 'scalar' ? { ...word, value: `com.amazonaws.${region}.${asString(word)}` } : word;
}

function distinct(items: readonly Located[]): readonly Located[] | undefined {
  const seen = new Set<string>();
  const kept = items.filter((item) => {
    const text = asString(item);
    if (text === undefined) return true;
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
  return kept.length === 0 ? undefined : kept;
}

function addGroup(make: Making): TerraformInstance {
  const { inputs } = make.call;
  const group = make.add('aws_security_group', 'this', 0, {
    name: given(inputs, 'security_group_name'),
    name_prefix: given(inputs, 'security_group_name_prefix'),
    description: given(inputs, 'security_group_description'),
    vpc_id: given(inputs, 'vpc_id'),
    tags: given(inputs, 'security_group_tags'),
  });
  const rules = given(inputs, 'security_group_rules');
  for (const { key, value } of rules?.kind === 'map' ? rules.entries.values() : [])
    make.add('aws_security_group_rule', 'this', key, {
      security_group_id: make.of(group, 'id'),
      type: given(value, 'type') ?? 'ingress',
      protocol: given(value, 'protocol') ?? 'tcp',
      from_port: given(value, 'from_port') ?? 443,
      to_port: given(value, 'to_port') ?? 443,
      cidr_blocks: given(value, 'cidr_blocks'),
      description: given(value, 'description'),
      ipv6_cidr_blocks: given(value, 'ipv6_cidr_blocks'),
      prefix_list_ids: given(value, 'prefix_list_ids'),
      self: given(value, 'self'),
      source_security_group_id: given(value, 'source_security_group_id'),
    });
  return group;
}
