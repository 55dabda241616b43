import type { Configuration, Loot, PublicLab } from '#engine';
import type { Menus } from '../../_ui/levers/view.ts';

/** Calls that are offered for a resource of each service, beside those that the checks make. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject'],
  sqs: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
  dynamodb: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  kms: ['kms:Decrypt', 'kms:Encrypt'],
  secretsmanager: ['secretsmanager:GetSecretValue'],
  sns: ['sns:Publish'],
  ssm: ['ssm:GetParameter'],
};

/** Calls by which something is carried off, of those above. */
const TAKES = /:(Get|Put|Send|Publish|Decrypt)/;

const unique = <T>(items: readonly T[]): readonly T[] => {
  const keys = items.map((item) => JSON.stringify(item));
  return items.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
};

/** What a question may be made of in `lab`: its world, what the text declares, and what its checks ask. */
export function menusOf(lab: PublicLab, configuration: Configuration): Menus {
  const { world } = lab;
  const declared = configuration.resources;
  const endpoints = declared.filter(
    (each) => each.type === 'AWS::EC2::VPCEndpoint' && propertyOf(each, 'VpcEndpointType') === 'Interface',
  );
  const foreign = endpoints.filter((each) => propertyOf(each, 'ServiceName').includes('vpce-svc-'));
  const zones = declared.filter((each) => each.type === 'AWS::EC2::Subnet').map((each) => propertyOf(each, 'AvailabilityZone'));
  const stated = lab.checks.flatMap(({ probe }) =>
    Object.entries(probe.states ?? {}).flatMap(([name, state]) => (state === 'pendingAcceptance' ? [name] : [])),
  );
  return {
    hosts: Object.keys(world.hosts).toSorted(),
    principals: Object.keys(world.principals),
    calls: callsOf(lab),
    destinations: destinationsOf(lab),
    endpoints: endpoints.map((each) => each.logicalId).toSorted(),
    zones: unique(zones.filter((zone) => zone !== '')).toSorted(),
    pending: unique([...foreign.map((each) => each.logicalId), ...stated]).toSorted(),
  };
}

function propertyOf({ properties }: Configuration['resources'][number], name: string): string {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return '';
  const value = (properties as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}

function callsOf({ checks, world }: PublicLab): Menus['calls'] {
  const asked = checks.flatMap(({ probe }) =>
    probe.kind === 'request' && typeof probe.action === 'string' && typeof probe.resource === 'string'
      ? [{ action: probe.action, resource: probe.resource }]
      : [],
  );
  const offered = Object.keys(world.resources).flatMap((arn) =>
    (CALLS[arn.split(':')[2] ?? ''] ?? []).map((action) => ({ action, resource: withObject(arn, action) })),
  );
  return unique([...asked, ...offered]);
}

/** A call on a bucket's objects names one. */
const withObject = (arn: string, action: string): string =>
  arn.startsWith('arn:aws:s3:::') && action !== 's3:ListBucket' && !arn.slice(13).includes('/') ? `${arn}/x` : arn;

function destinationsOf({ checks, world }: PublicLab): readonly string[] {
  const asked = checks.flatMap(({ probe }) => {
    if (probe.kind !== 'reachability' || !('to' in probe)) return [];
    const to: object = probe.to;
    const named = 'ip' in to ? to.ip : 'name' in to ? to.name : undefined;
    return typeof named === 'string' ? [named] : [];
  });
  const hosts = Object.values(world.hosts).flatMap((host) => host.ip ?? []);
  return unique([...asked, ...hosts, ...Object.keys(world.internet)]);
}

/** What an attacker of `lab` wants: every resource, and a way to anything on the internet. */
export function lootOf(lab: PublicLab): readonly Loot[] {
  const takes = callsOf(lab).filter(({ action }) => TAKES.test(action));
  const outside = [
    ...Object.keys(lab.world.internet),
    ...Object.values(lab.world.hosts).flatMap((host) => (host.internet === true ? (host.ip ?? []) : [])),
  ];
  return [...takes, ...outside.map((name) => ({ name, port: 443 }))];
}
