import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import { MANAGED_PREFIX_LISTS } from '../catalogue/prefix-lists.ts';
import type { Json } from '../json.ts';
import type { AttachedPolicy } from '../network/model.ts';
import type { EndpointService } from '../network/model-provider.ts';
import type { Announcement, Draft, ProtectedResource } from '../resources/kind.ts';
import { zoneIdOf } from '../resources/place.ts';
import { cidrsOf } from '../resources/rules.ts';
import type { World } from '../world.ts';

/** An empty draft in `world`: managed prefix lists and the world's own resources are there before any template. */
export function newDraft(world: World, states: ReadonlyMap<string, string> = new Map(), catalogue?: ActionCatalogue): Draft {
  return {
    world,
    catalogue,
    described: undefined,
    region: world.region,
    account: world.account,
    opensEgress: true,
    unsure: new Set(),
    vpcs: new Map(),
    subnets: new Map(),
    routeTables: new Map(),
    networkAcls: new Map(),
    securityGroups: new Map(),
    lentGroups: new Set(),
    networkInterfaces: new Map(),
    chosenAddresses: new Map(),
    natGateways: new Map(),
    internetGateways: new Map(),
    egressOnlyInternetGateways: new Map(),
    vpnGateways: new Map(),
    peeringConnections: new Map(),
    announced: announcementsOf(world),
    transitGateways: new Map(),
    transitAttachments: new Map(),
    transitRouteTables: new Map(),
    vpcEndpoints: new Map(),
    loadBalancers: new Map(),
    targetGroups: new Map(),
    endpointServices: servicesOf(world),
    resourceGateways: new Map(),
    resourceConfigurations: new Map(),
    serviceNetworks: new Map(),
    shares: new Map(),
    textRecords: [],
    states,
    prefixLists: prefixListsOf(world),
    privateZones: new Map(),
    hostedZones: new Map(),
    resolverRules: new Map(),
    resolverEndpoints: new Map(),
    dnsServers: new Map(),
    profiles: new Map(),
    elasticAddresses: new Map(),
    publicAddresses: { ofHolder: new Map(), holders: new Map() },
    needs: new Map(),
    vpnRoutes: new Map(),
    vpnConnections: new Map(),
    resources: resourcesOf(world),
    organizationPolicies: new Map(),
    diagnostics: [],
    rejections: [],
    advisories: [],
  };
}

/** Each on-premises host's network, or the host alone where the world says no more. */
const announcementsOf = (world: World): readonly Announcement[] =>
  Object.values(world.hosts).flatMap(({ onPremises, gateway = '', link = 'vpn', announces, ip = '' }) =>
    onPremises === true ? cidrsOf(announces ?? [ip]).map((cidr) => ({ gateway, cidr, link })) : [],
  );
/** The services that other accounts offer (contract: `endpointServices`); their zones are named as their own account calls them, or by id. */
function servicesOf(world: World): Draft['endpointServices'] {
  const services = Object.entries(world.endpointServices).map(([name, offer]): [string, EndpointService] => {
    const zoneIds = offer.availabilityZones?.map((zone) => (/-az\d+$/.test(zone) ? zone : zoneIdOf(world, offer.account, zone)));
    const region = offer.region ?? name.split('.')[3] ?? world.region;
    const verified = offer.privateDnsNameVerified ?? true;
    return [
      name,
      {
        origin: { id: name.split('.').at(-1) ?? name, logicalId: name },
        name,
        label: name.split('.').at(-1) ?? name,
        type: offer.type ?? 'Interface',
        account: offer.account,
        region,
        loadBalancers: [],
        acceptanceRequired: offer.acceptanceRequired ?? false,
        allowedPrincipals: offer.allowedPrincipals ?? ['*'],
        supportedRegions: [region, ...(offer.supportedRegions ?? [])],
        ipAddressTypes: offer.ipAddressTypes ?? ['ipv4'],
        ...(zoneIds === undefined ? {} : { zoneIds }),
        ...(typeof offer.privateDnsName === 'string'
          ? { privateName: { name: offer.privateDnsName.toLowerCase(), verified } }
          : {}),
        ...(offer.answers === undefined ? {} : { answers: offer.answers }),
      },
    ];
  });
  return new Map(services);
}

/** The managed lists by id; the world's own replace the catalogue's of the same name. */
function prefixListsOf(world: World): Draft['prefixLists'] {
  const lists: Draft['prefixLists'] = new Map();
  for (const list of MANAGED_PREFIX_LISTS) {
    if (world.prefixLists[list.name] === undefined)
      lists.set(list.id, { name: list.name, cidrs: cidrsOf(list.cidrs), weight: list.weight ?? 1, ...regionOf(list.name) });
  }
  for (const [name, list] of Object.entries(world.prefixLists))
    lists.set(list.id, { name, cidrs: cidrsOf(list.cidrs), weight: 1, ...regionOf(name) });
  return lists;
}

/** A managed list's Region stands in its name; those of `global` services are there in every Region. */
function regionOf(name: string): { readonly region?: string } {
  const region = /^com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(name)?.[1];
  return region === undefined ? {} : { region };
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
        ...(resource.bucket === undefined ? {} : { bucket: resource.bucket }),
        ...(resource.vpc === undefined ? {} : { vpc: resource.vpc }),
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
