import { type Address, familyOf, formatAddress } from '../ip/address.ts';
import type { Network, VpcEndpoint } from '../network/model.ts';
import { endpointNameOf } from '../network/public-names.ts';
import { resolve } from '../network/resolve.ts';
import { privateNames } from '../network/zones.ts';
import type { Ground } from './loaded.ts';

/** What a name answers for somebody in the VPC `vpc`. */
export interface NameFact {
  readonly name: string;
  readonly answers: readonly string[];
  readonly authority: 'public' | 'private' | 'none';
}

/** The endpoint's private names and its own, with what its VPC's resolver says to each; none for one that has no names. */
export function namesOfEndpoint(ground: Ground, endpoint: VpcEndpoint): readonly NameFact[] {
  if (endpoint.type === 'Gateway') return [];
  const own = endpointNameOf(endpoint, undefined);
  const names = [...privateNames(endpoint), ...(own === undefined ? [] : [own])];
  return [...new Set(names)].map((name) => answered(ground, endpoint.vpc, name, 4));
}

/** Every name that leads to one of `addresses` in the VPC `vpc`. */
export function namesThatAnswer(ground: Ground, vpc: string, addresses: readonly Address[]): readonly NameFact[] {
  const texts = new Set(addresses.map(formatAddress));
  const family = addresses.some((each) => familyOf(each) === 4) ? 4 : 6;
  return namesIn(ground.network)
    .map((name) => answered(ground, vpc, name, family))
    .filter(({ answers }) => answers.some((answer) => texts.has(answer)));
}

function namesIn(network: Network): readonly string[] {
  const endpoints = [...network.vpcEndpoints.values()].filter(({ type }) => type !== 'Gateway');
  return [
    ...new Set([
      ...endpoints.flatMap((each) => [endpointNameOf(each, undefined) ?? '', ...privateNames(each)]),
      ...[...network.loadBalancers.values()].map(({ dnsName }) => dnsName),
      ...[...network.privateZones.values()].flatMap(({ records }) => records.map(({ name }) => name)),
      ...network.internetNames.keys(),
    ]),
  ].filter((name) => name !== '');
}

/** A `*.` stands for every name below; any one of them is asked for. */
function answered({ network, circumstances }: Ground, vpc: string, name: string, family: 4 | 6): NameFact {
  const held = network.vpcs.get(vpc);
  if (held === undefined) return { name, answers: [], authority: 'none' };
  const asked = name.replace(/^\*\./, 'any.');
  const { addresses, authority } = resolve(
    network,
    { kind: 'vpc', vpc: held },
    asked,
    family === 4 ? 'A' : 'AAAA',
    circumstances,
  );
  return { name, answers: addresses.map(formatAddress), authority: authority ?? 'none' };
}
