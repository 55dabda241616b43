import type { Configuration, World } from '#engine';

export type Resource = Configuration['resources'][number];
export type Resources = readonly Resource[];
type Value = Resource['properties'];

/** The declared resources of one configuration, found by either of their names. */
export interface Stock {
  readonly all: Resources;
  readonly hosts: World['hosts'];
  readonly named: ReadonlyMap<string, Resource>;
}

export function stockOf(resources: Resources, hosts: World['hosts']): Stock {
  const sorted = resources.toSorted((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
  const named = new Map(sorted.flatMap((each) => [[each.physicalId, each] as const, [each.logicalId, each] as const]));
  return { all: sorted, hosts, named };
}

export const ofType = (stock: Stock, type: string): Resources => stock.all.filter((each) => each.type === `AWS::EC2::${type}`);

/** Resources of a type outside EC2, by its whole name. */
export const ofWholeType = (stock: Stock, type: string): Resources => stock.all.filter((each) => each.type === type);

/** A property's own value, or undefined where it is absent or cannot be known. */
export function propertyOf(resource: Resource, name: string): Value | undefined {
  const { properties } = resource;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return undefined;
  return Object.hasOwn(properties, name) ? (properties as Readonly<Record<string, Value>>)[name] : undefined;
}

export function textOf(resource: Resource, name: string): string {
  const value = propertyOf(resource, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The texts of a list property; a lone text counts as a list of one. */
export function textsOf(resource: Resource, name: string): readonly string[] {
  const value = propertyOf(resource, name);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string');
}

/** The learner's own name for what `id` names, or `id` where the configuration does not declare it. */
export const nameOf = (stock: Stock, id: string): string => stock.named.get(id)?.logicalId ?? id;

/** The learner's names of the things that a property refers to. */
export const namesOf = (stock: Stock, resource: Resource, property: string): readonly string[] =>
  textsOf(resource, property).map((id) => nameOf(stock, id));

export const refersTo = (stock: Stock, resource: Resource, property: string, name: string): boolean =>
  namesOf(stock, resource, property).includes(name);

/** The last part of a service's name: `s3` of `com.amazonaws.us-east-1.s3`, the learner's own name of a service of the configuration. */
export function serviceOf(stock: Stock, endpoint: Resource): string {
  const name = textOf(endpoint, 'ServiceName');
  const offered = /^com\.amazonaws\.vpce\.[a-z0-9-]+\.(vpce-svc-\w+)$/.exec(name)?.[1];
  if (offered !== undefined) return nameOf(stock, offered);
  const match = /^com\.amazonaws\.[a-z0-9-]+\.(.+)$/.exec(name);
  return match?.[1] ?? name;
}

/** Whether an endpoint is of the Gateway type, which is also what AWS takes where none is written. */
export const isGateway = (endpoint: Resource): boolean => (textOf(endpoint, 'VpcEndpointType') || 'Gateway') === 'Gateway';

/** The values of one field in a list of objects, such as the subnets of a load balancer's mappings. */
export function fieldsOf(resource: Resource, name: string, field: string): readonly string[] {
  const value = propertyOf(resource, name);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item) => {
    const found =
      typeof item === 'object' && item !== null && field in item ? (item as Readonly<Record<string, unknown>>)[field] : undefined;
    return typeof found === 'string' ? [found] : [];
  });
}
