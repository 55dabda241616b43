import type { JsonObject } from '../../json.ts';
import { kindOf } from '../../resources/index.ts';
import type { Declared } from '../../resources/kind.ts';
import { terraformType } from '../../terraform/types/index.ts';

/** Attributes that Terraform calls otherwise, by CloudFormation type; `Ref` is the thing itself. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::EC2::EIP': { Ref: 'public_ip', AllocationId: 'id' },
  'AWS::EC2::VPC': { DefaultNetworkAcl: 'default_network_acl_id', DefaultSecurityGroup: 'default_security_group_id' },
  'AWS::EC2::VPCEndpoint': { DnsName: 'dns_entry[0].dns_name' },
  'AWS::EC2::VPCEndpointService': {
    'PrivateDnsNameConfiguration.Name': 'private_dns_name_configuration[0].name',
    'PrivateDnsNameConfiguration.Value': 'private_dns_name_configuration[0].value',
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { Ref: 'arn' },
  'AWS::ElasticLoadBalancingV2::Listener': { Ref: 'arn' },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { Ref: 'arn' },
  'AWS::RAM::ResourceShare': { Ref: 'arn' },
  'AWS::VpcLattice::ServiceNetwork': { Ref: 'arn' },
};

/** The attribute of a Terraform type that gives what an attribute of CloudFormation gives; undefined where there is none. */
export function attributeFor(
  type: string,
  { type: becomes, physicalId, logicalId }: Declared,
  attribute = 'Ref',
): string | undefined {
  const own = ATTRIBUTES[becomes]?.[attribute];
  if (own !== undefined || attribute === 'Ref') return own ?? 'id';
  const known = terraformType(type);
  const computed = Object.entries(known?.attributes ?? {}).find(([, gives]) => gives === attribute)?.[0];
  if (computed !== undefined) return computed;
  const nowhere = { properties: undefined, region: '', account: '' };
  if (kindOf(becomes)?.attributes[attribute]?.({ ...nowhere, physicalId, logicalId }) === physicalId) return 'id';
  return argumentFor(type, attribute);
}

/** The argument that becomes a property. */
export const argumentFor = (type: string, property: string): string | undefined => backwards(type).get(property);

const BACKWARDS = new Map<string, ReadonlyMap<string, string>>();

function backwards(type: string): ReadonlyMap<string, string> {
  const before = BACKWARDS.get(type);
  if (before !== undefined) return before;
  const all = Object.entries(terraformType(type)?.arguments ?? {}).map(
    ([argument, becomes]) => [typeof becomes === 'string' ? becomes : becomes[0], argument] as const,
  );
  const made = new Map(all);
  BACKWARDS.set(type, made);
  return made;
}

/** `AppRouteTable` is `app_route_table`: words in small letters, as labels are written. */
export function labelOf(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
  const bare = /^[a-z_]/.test(words) ? words : `_${words}`;
  let label = bare;
  for (let next = 2; taken.has(label); next += 1) label = `${bare}_${next}`;
  return label;
}

/** The tags of a thing as the object that Terraform takes. */
export function tagsOf(tags: unknown): JsonObject | undefined {
  if (!Array.isArray(tags)) return undefined;
  const entries = (tags as readonly JsonObject[]).map(({ Key: key, Value: value }) => [String(key), value ?? ''] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
