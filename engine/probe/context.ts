import type { Membership, RequestFacts, Way } from '../iam/keys/index.ts';
import type { Caller } from '../iam/principal.ts';
import { formatAddress } from '../ip/address.ts';
import { known } from '../network/walk.ts';
import { organizationOf } from '../resources/organizations-policy/organization.ts';
import type { World, WorldPrincipal } from '../world.ts';
import type { Ground } from './loaded.ts';
import type { RequestProbe } from './probe.ts';
import type { RequestPath } from './request-path.ts';

/** What is called, as far as condition keys tell. */
export interface CalledResource {
  readonly account: string;
  readonly region: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** What the way, the caller and the world tell about this request; the one table of keys makes its context of it. */
export function factsOf(
  ground: Ground,
  probe: RequestProbe,
  path: RequestPath,
  principal: WorldPrincipal,
  caller: Caller,
  resource: CalledResource,
): RequestFacts {
  const { world } = ground;
  const { sourceArn: arn, sourceAccount } = principal;
  const instance = instanceOf(ground, principal);
  return {
    action: probe.action,
    // A session's ARN hides the path of its role, which the world knows.
    caller: caller.roleArn !== undefined && principal.arn !== undefined ? { ...caller, roleArn: principal.arn } : caller,
    resourceAccount: resource.account,
    way: wayOf(path, probe),
    ...networkFacts(ground, path),
    now: world.now,
    region: resource.region ?? world.region,
    calledVia: probe.calledVia ?? [],
    principalTags: principal.tags ?? {},
    resourceTags: resource.tags,
    ...(instance === undefined ? {} : { instance }),
    ...(principal.service === undefined ? {} : { source: { arn, account: sourceAccount } }),
    membershipOf: (account) => membershipOf(world, account),
  };
}

function wayOf(path: RequestPath, probe: RequestProbe): Way {
  switch (path.kind) {
    case 'endpoint':
      return path.endpoint.type === 'Gateway' ? 'gateway-endpoint' : 'interface-endpoint';
    case 'elsewhere':
      return 'interface-endpoint';
    case 'public':
      return path.nat ? 'nat' : 'internet';
    case 'console':
      return 'console';
    case 'service':
      return (probe.calledVia ?? []).length > 0 ? 'forward-access' : 'service';
  }
}

function networkFacts(ground: Ground, path: RequestPath): Pick<RequestFacts, 'endpoint' | 'sourceIp'> {
  switch (path.kind) {
    case 'endpoint': {
      const { origin, vpc, account } = path.endpoint;
      // The endpoint's own Region is that of its service: the VPC may stand in another one (facts:E53).
      const { region } = known(ground.network.vpcs, vpc);
      return { endpoint: { id: origin.id, vpc, account, region, sourceAddress: path.sourceAddress } };
    }
    case 'elsewhere': {
      const { endpoint, sourceAddress } = path;
      return {
        endpoint: { ...endpoint, region: ground.world.region, ...(sourceAddress === undefined ? {} : { sourceAddress }) },
      };
    }
    case 'public':
      return { sourceIp: path.sourceAddress };
    case 'console':
      return { sourceIp: ground.world.consoleIp };
    case 'service':
      return path.sourceAddress === undefined ? {} : { sourceIp: path.sourceAddress };
  }
}

/** The instance whose role's credentials these are: its session is named after it (facts:E70). */
function instanceOf(ground: Ground, principal: WorldPrincipal): RequestFacts['instance'] {
  if (principal.session === undefined) return undefined;
  const nic = ground.network.networkInterfaces.get(ground.idOf(principal.session) ?? principal.session);
  const [address] = nic?.addresses ?? [];
  if (nic === undefined || nic.kind !== 'instance' || address === undefined) return undefined;
  const vpc = known(ground.network.subnets, nic.subnet).vpc;
  const account = accountOf(principal) ?? ground.world.account;
  return {
    arn: `arn:aws:ec2:${ground.world.region}:${account}:instance/${nic.owner}`,
    vpc,
    address: formatAddress(address),
  };
}

/** Where the world puts an account: into an organization alone, or at a path of it. */
function membershipOf(world: World, account: string): Membership | undefined {
  const home = organizationOf(world, account);
  return home === undefined ? undefined : { id: home.id, paths: home.path === undefined ? [] : [home.path] };
}

/** The account of a principal that has one. */
export const accountOf = (principal: WorldPrincipal): string | undefined => principal.arn?.split(':')[4];
