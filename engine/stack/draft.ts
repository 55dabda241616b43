import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import { MANAGED_PREFIX_LISTS } from '../catalogue/prefix-lists.ts';
import type { Json } from '../json.ts';
import type { AttachedPolicy } from '../network/model.ts';
import type { Draft, ProtectedResource } from '../resources/kind.ts';
import { cidrsOf } from '../resources/rules.ts';
import type { World } from '../world.ts';

/** An empty draft in `world`: managed prefix lists and the world's own resources are there before any template. */
export function newDraft(world: World, catalogue: ActionCatalogue | undefined): Draft {
  return {
    world,
    catalogue,
    region: world.region,
    account: world.account,
    vpcs: new Map(),
    subnets: new Map(),
    routeTables: new Map(),
    networkAcls: new Map(),
    securityGroups: new Map(),
    networkInterfaces: new Map(),
    natGateways: new Map(),
    internetGateways: new Map(),
    vpnGateways: new Map(),
    peeringConnections: new Map(),
    announced: Object.values(world.hosts).flatMap((host) => (host.onPremises === true ? cidrsOf([host.ip ?? '']) : [])),
    transitGateways: new Map(),
    transitAttachments: new Map(),
    transitRouteTables: new Map(),
    vpcEndpoints: new Map(),
    prefixLists: prefixListsOf(world),
    privateZones: new Map(),
    resolverRules: new Map(),
    resolverEndpoints: new Map(),
    profiles: new Map(),
    elasticAddresses: new Map(),
    vpnRoutes: new Map(),
    vpnConnections: new Map(),
    resources: resourcesOf(world),
    diagnostics: [],
    rejections: [],
    advisories: [],
  };
}

/** The managed lists by id; the world's own replace the catalogue's of the same name. */
function prefixListsOf(world: World): Draft['prefixLists'] {
  const lists: Draft['prefixLists'] = new Map();
  for (const list of MANAGED_PREFIX_LISTS) {
    if (world.prefixLists[list.name] === undefined) lists.set(list.id, { name: list.name, cidrs: cidrsOf(list.cidrs) });
  }
  for (const [name, list] of Object.entries(world.prefixLists)) lists.set(list.id, { name, cidrs: cidrsOf(list.cidrs) });
  return lists;
}

function resourcesOf(world: World): Map<string, ProtectedResource> {
  return new Map(
    Object.entries(world.resources).map(([arn, resource]) => [
      arn,
      {
        arn,
        account: resource.account,
        region: resource.region ?? world.region,
        policy: resource.policy === null || resource.policy === undefined ? null : worldPolicy(resource.policy),
        addresses: resource.addresses ?? [],
        tags: resource.tags ?? {},
      },
    ]),
  );
}

/** A policy that stands in the world, not in the learner's text: it has no span there. */
export const worldPolicy = (document: Readonly<Record<string, unknown>>): AttachedPolicy => ({
  document: asJson(document),
  spanOf: () => undefined,
});

/** The world is read from YAML or JSON, so what it holds is JSON. */
export const asJson = (value: unknown): Json => value as Json;
