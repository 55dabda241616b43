import { type Address, familyOf, parseAddress, spokenTo } from '../ip/address.ts';
import type { PortRange } from '../ip/ports.ts';
import type { Sender } from '../network/connect.ts';
import { lookupsOf } from '../network/lookups.ts';
import type { NetworkInterface, VpcEndpoint } from '../network/model.ts';
import type { Host } from '../network/model-hosts.ts';
import { endpointNameOf } from '../network/public-names.ts';
import { type Asker, askerOfHost, askerOfInterface } from '../network/resolvers.ts';
import { known } from '../network/walk.ts';
import { type Ground, Unanswerable } from './loaded.ts';
import type { EndpointRef, ThingRef } from './probe.ts';

/** Who sends: a sender with its address, the ports it may choose, and the resolver that it asks. */
export interface Source {
  readonly sender: Sender;
  readonly address: Address;
  readonly ports: PortRange;
  readonly asker: Asker;
}

/** The thing that a probe names as its source. */
export function sourceOf(ground: Ground, from: ThingRef): Source {
  if ('host' in from) return hostSource(ground, from.host);
  if ('instance' in from) return sourceOnce(ground, from.instance);
  if ('networkInterface' in from) return sourceOnce(ground, from.networkInterface);
  if ('ip' in from) return sourceOnce(ground, interfaceWith(ground, from.ip));
  throw new Unanswerable(
    'UNKNOWN_SOURCE',
    `A source is a host, an instance, an interface or an address, not the name ${from.name}.`,
  );
}

function hostSource(ground: Ground, name: string): Source {
  const host = hostNamed(ground, name);
  switch (host.kind) {
    case 'interface':
      return sourceOnce(ground, known(ground.network.networkInterfaces, host.networkInterface));
    case 'on-premises':
      return { sender: host, address: host.address, ports: host.ephemeralPorts, asker: askerOfHost(ground.network, host) };
    case 'internet':
      return { sender: host, address: host.address, ports: host.ephemeralPorts, asker: { kind: 'public' } };
    case 'elsewhere':
    case 'not-placed':
      throw new Unanswerable('HOST_NOT_PLACED', `${name} cannot send from here.`);
  }
}

/** The world's host of this name; a name that the world lacks, or a host without a place, is said by the contract's codes. */
export function hostNamed(ground: Ground, name: string): Host {
  const host = ground.network.hosts.get(name);
  if (host === undefined) throw new Unanswerable('UNKNOWN_HOST', `The world has no host ${name}.`);
  if (host.kind === 'not-placed')
    throw new Unanswerable('HOST_NOT_PLACED', `${name} has no place: the configuration does not hold ${host.missing}.`);
  return host;
}

/** The sources that many probes of one ground have in common: by the names that probes use, else by their interfaces. */
const SOURCES = new WeakMap<Ground, Map<string | NetworkInterface, Source>>();

function sourceOnce(ground: Ground, of: string | NetworkInterface): Source {
  const sources = SOURCES.get(ground) ?? new Map<string | NetworkInterface, Source>();
  const before = sources.get(of);
  if (before !== undefined) return before;
  const made = sourceAt(ground, typeof of === 'string' ? interfaceNamed(ground, of) : of);
  SOURCES.set(ground, sources.set(of, made));
  return made;
}

function sourceAt(ground: Ground, nic: NetworkInterface): Source {
  const [address] = nic.addresses;
  if (address === undefined) throw new Unanswerable('UNKNOWN_SOURCE', `${nic.origin.id} has no address.`);
  return {
    sender: { kind: 'interface', networkInterface: nic },
    address,
    ports: nic.ephemeralPorts,
    asker: askerOfInterface(ground.network, nic),
  };
}

/** The interface of an instance or of itself, by logical or AWS id. */
function interfaceNamed(ground: Ground, name: string): NetworkInterface {
  const nic = ground.network.networkInterfaces.get(ground.idOf(name) ?? name);
  if (nic === undefined) throw new Unanswerable('UNKNOWN_SOURCE', `The configuration has no interface or instance ${name}.`);
  return nic;
}

function interfaceWith(ground: Ground, text: string): NetworkInterface {
  const address = addressNamed(text);
  const nic = lookupsOf(ground.network).interfaceWith(address);
  if (nic === undefined) throw new Unanswerable('UNKNOWN_SOURCE', `No interface has the address ${text}.`);
  return nic;
}

/** The address that `text` writes. */
export function addressNamed(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Unanswerable('INVALID_ADDRESS', `${text} is not an IP address.`);
  return address;
}

/** Addresses of a host, instance or interface as a destination. */
export function addressesOfThing(
  ground: Ground,
  thing: Exclude<ThingRef, { name: string }>,
  own: readonly Address[],
): readonly Address[] {
  if ('ip' in thing) return [addressNamed(thing.ip)];
  if ('instance' in thing) return oneOf(own, interfaceNamed(ground, thing.instance));
  if ('networkInterface' in thing) return oneOf(own, interfaceNamed(ground, thing.networkInterface));
  const host = hostNamed(ground, thing.host);
  if (host.kind === 'interface') return oneOf(own, known(ground.network.networkInterfaces, host.networkInterface));
  if (host.kind === 'on-premises' || host.kind === 'internet') return [host.address];
  throw new Unanswerable('HOST_NOT_PLACED', `${thing.host} has no address here.`);
}

/** The address of an interface that somebody with `own` addresses would call. */
function oneOf(own: readonly Address[], { addresses }: NetworkInterface): readonly Address[] {
  const address = spokenTo(own, addresses);
  return address === undefined ? [] : [address];
}

/** Every address that a source may send from. */
export const ownAddresses = ({ sender, address }: Source): readonly Address[] =>
  sender.kind === 'interface' ? sender.networkInterface.addresses : [address];

/** The endpoint of this logical or AWS id, or undefined. */
export const endpointNamed = (ground: Ground, name: string): VpcEndpoint | undefined =>
  ground.network.vpcEndpoints.get(ground.idOf(name) ?? name);

/** The endpoint's own name; an endpoint that the configuration does not hold, or one without names, is a name that does not exist. */
export function nameOfEndpoint(ground: Ground, ref: EndpointRef): string {
  const endpoint = endpointNamed(ground, ref.endpoint);
  const name = endpoint === undefined ? undefined : endpointNameOf(endpoint, ref.zone);
  return (name ?? `${ref.endpoint.toLowerCase()}.no-such-endpoint.vpce.amazonaws.com`).replace(/^\*\./, 'bucket.');
}

/** Every address of an endpoint's interfaces that somebody with `own` addresses can speak to; all of them where there is none. */
export function addressesOfOwner(ground: Ground, name: string, own: readonly Address[]): readonly Address[] {
  const id = ground.idOf(name) ?? name;
  const addresses = lookupsOf(ground.network)
    .interfacesOwnedBy(id)
    .flatMap((nic) => nic.addresses);
  const spoken = addresses.filter((each) => own.some((one) => familyOf(one) === familyOf(each)));
  return spoken.length > 0 ? spoken : addresses;
}
