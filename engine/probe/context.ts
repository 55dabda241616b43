import type { WorldPrincipal } from '../world.ts';
import type { Ground } from './loaded.ts';
import type { RequestProbe } from './probe.ts';
import type { RequestPath } from './request-path.ts';

type Context = Record<string, string | readonly string[]>;

/** The condition keys that this request carries, derived from its path and from the world, never typed in by a lab. */
export function contextOf(
  ground: Ground,
  probe: RequestProbe,
  path: RequestPath,
  principal: WorldPrincipal,
  resourceAccount: string,
  resourceRegion: string | undefined,
): Context {
  return {
    ...pathKeys(ground, path),
    ...callerKeys(ground, principal),
    ...callKeys(ground, probe, resourceRegion),
    ...organizationKeys(ground, 'aws:Resource', resourceAccount),
  };
}

function pathKeys(ground: Ground, path: RequestPath): Context {
  switch (path.kind) {
    case 'endpoint':
      return endpointKeys(
        ground,
        { id: path.endpoint.origin.id, vpc: path.endpoint.vpc, account: path.endpoint.account },
        path.sourceAddress,
      );
    case 'elsewhere':
      return endpointKeys(ground, path.endpoint, undefined);
    case 'public':
      return { 'aws:SourceIp': path.sourceAddress };
    case 'console':
      return { 'aws:SourceIp': ground.world.consoleIp };
    case 'service':
      return {};
  }
}

/** Facts: B15, E44. A request through an endpoint carries no public source address. */
function endpointKeys(
  ground: Ground,
  endpoint: { readonly id: string; readonly vpc: string; readonly account: string },
  address: string | undefined,
): Context {
  return {
    'aws:SourceVpce': endpoint.id,
    'aws:SourceVpc': endpoint.vpc,
    'aws:SourceVpcArn': `arn:aws:ec2:${ground.world.region}:${endpoint.account}:vpc/${endpoint.vpc}`,
    'aws:VpceAccount': endpoint.account,
    ...(address === undefined ? {} : { 'aws:VpcSourceIp': address }),
    ...organizationKeys(ground, 'aws:Vpce', endpoint.account),
  };
}

function callerKeys(ground: Ground, principal: WorldPrincipal): Context {
  const tags = Object.entries(principal.tags ?? {}).map(([key, value]): [string, string] => [`aws:PrincipalTag/${key}`, value]);
  const account = accountOf(principal);
  return { ...Object.fromEntries(tags), ...(account === undefined ? {} : organizationKeys(ground, 'aws:Principal', account)) };
}

function callKeys(ground: Ground, probe: RequestProbe, resourceRegion: string | undefined): Context {
  const { now } = ground.world;
  const calledVia = probe.calledVia ?? [];
  const forwarded =
    calledVia.length === 0
      ? {}
      : { 'aws:CalledVia': calledVia, 'aws:CalledViaFirst': calledVia[0] ?? '', 'aws:CalledViaLast': calledVia.at(-1) ?? '' };
  return {
    'aws:CurrentTime': now,
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': resourceRegion ?? ground.world.region,
    'aws:ViaAWSService': String(calledVia.length > 0),
    ...forwarded,
  };
}

/** `<prefix>OrgID` and `<prefix>OrgPaths` where the world puts the account into an organization. */
function organizationKeys(ground: Ground, prefix: string, account: string): Context {
  for (const [key, value] of Object.entries(ground.world.organizations)) {
    if (Array.isArray(value) && value.includes(account)) return { [`${prefix}OrgID`]: key };
    if (key === account && typeof value === 'string')
      return { [`${prefix}OrgID`]: value.split('/')[0] ?? value, [`${prefix}OrgPaths`]: [value] };
  }
  return {};
}

/** The account of a principal that has one. */
export const accountOf = (principal: WorldPrincipal): string | undefined => principal.arn?.split(':')[4];
