import type { Address } from '../ip/address.ts';
import { addressAt, parseCidr } from '../ip/cidr.ts';
import { remembering } from '../remember.ts';
import { MANAGED_PREFIX_LISTS } from './prefix-lists.ts';
import { SERVICES, type ServiceEntry } from './services.ts';

/** A DNS name of an AWS service, in lower case without trailing dot. */
export interface NamedService {
  readonly entry: ServiceEntry;
  readonly region: string;
  /** Whether the name answers with IPv6 addresses too. */
  readonly dualStack: boolean;
}

const template = (name: string): string => (/\.(aws|com)$/.test(name) ? name : `${name}.{region}.amazonaws.com`);

/** The name that a catalogue entry stands for in a Region; a leading `*.` stays. */
export const nameIn = (name: string, region: string): string => template(name).replace('{region}', region);

/** The DNS name that an unconfigured client calls, such as `sqs.us-east-1.amazonaws.com`. */
export const defaultNameOf = (entry: ServiceEntry, region: string): string => nameIn(entry.names[0] ?? entry.service, region);

/** The names that an endpoint's private DNS covers in full, `*.` for every name below. */
export const privateNamesOf = (entry: ServiceEntry, region: string, ipv6: boolean): readonly string[] =>
  [...entry.privateNames, ...(ipv6 ? entry.dualStackPrivateNames : [])].map((name) => nameIn(name, region));

type Held = Pick<NamedService, 'entry' | 'dualStack'>;

const BY_NAME: ReadonlyMap<string, Held> = new Map<string, Held>(
  SERVICES.toReversed().flatMap((entry) => [
    ...entry.names.map((name) => [template(name), { entry, dualStack: false }] as const),
    ...entry.dualStackNames.map((name) => [template(name), { entry, dualStack: true }] as const),
  ]),
);

const REGION = /(?<=[.-])[a-z]{2}(?:-[a-z]+)+-\d(?=\.)/g;

/** The service that a public name belongs to: the exact name, else the nearest `*.` above it, else the same without `-fips`. */
export const serviceOfName = remembering(4096, (name: string): NamedService | undefined => {
  const last = [...name.matchAll(REGION)].at(-1);
  const key = last === undefined ? name : `${name.slice(0, last.index)}{region}${name.slice(last.index + last[0].length)}`;
  const found =
    BY_NAME.get(key) ?? wildcardAbove(key) ?? (key.includes('-fips') ? BY_NAME.get(key.replace('-fips', '')) : undefined);
  if (found === undefined) return undefined;
  return { ...found, region: found.entry.globalRegion ?? last?.[0] ?? 'us-east-1' };
});

function wildcardAbove(key: string) {
  let parent = key;
  while (parent.includes('.')) {
    parent = parent.slice(parent.indexOf('.') + 1);
    const found = BY_NAME.get(`*.${parent}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The public address that stands for a service in a Region: in the service's prefix list where it has one, else one of a range
 * outside every prefix list, the same for the same service and Region.
 */
export function publicAddressOf(entry: ServiceEntry, region: string, family: 4 | 6 = 4): Address {
  const name = `com.amazonaws.${region}.${family === 4 ? '' : 'ipv6.'}${entry.service}`;
  const list = MANAGED_PREFIX_LISTS.find((each) => each.name === name);
  const block = parseCidr(list?.cidrs[0] ?? (family === 4 ? '44.192.0.0/16' : '2600:1f00:6000::/40'));
  if (block === undefined) throw new Error('the catalogue holds a prefix that does not parse');
  const size = list === undefined ? 65_000 : 200;
  return addressAt(block, 10 + (smallHash(`${entry.service}.${region}`) % size));
}

function smallHash(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}
