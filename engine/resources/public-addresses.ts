import { parseAddress } from '../ip/address.ts';
import { addressAt, sizeOf } from '../ip/cidr.ts';
import type { World } from '../world.ts';
import { derivedId } from './ids.ts';

/** Public addresses that things have been given: by holder, and whose each is. */
export interface PublicAddresses {
  readonly ofHolder: Map<string, number>;
  readonly holders: Map<number, string>;
}

/** Amazon's pool, from which whoever finds its own first choice taken gets one. */
const POOL = { base: 0x03_50_00_00, length: 12 };

/** A place in Amazon's pool, the same for the same seed. */
export const placeInPool = (seed: string): number =>
  Number(addressAt(POOL, Number.parseInt(derivedId('', seed).slice(1, 6), 16)));

/** Public addresses of the world's own hosts and names: nothing of a configuration gets one of them. */
const WORLDS = new WeakMap<World, ReadonlySet<number>>();

function inWorld(world: World): ReadonlySet<number> {
  const before = WORLDS.get(world);
  if (before !== undefined) return before;
  const hosts = Object.values(world.hosts).flatMap(({ ip, publicIp, internet }) => [
    internet === true ? ip : undefined,
    publicIp,
  ]);
  const texts = [world.consoleIp, ...hosts, ...Object.values(world.internet).flat()];
  const addresses = texts.map((text) => parseAddress(text ?? '')).filter((each) => typeof each === 'number');
  const taken = new Set(addresses);
  WORLDS.set(world, taken);
  return taken;
}

/** The address of `holder`: the one it has, else `wanted` where nobody has it, else the first free one of Amazon's pool from its own place on. */
export function claimAddress({ ofHolder, holders }: PublicAddresses, world: World, holder: string, wanted: number): number {
  const before = ofHolder.get(holder);
  if (before !== undefined) return before;
  const fixed = inWorld(world);
  let address = wanted;
  for (let step = 0; holders.has(address) || fixed.has(address); step += 1)
    address = POOL.base + ((placeInPool(holder) - POOL.base + step) % sizeOf(POOL));
  ofHolder.set(holder, address);
  holders.set(address, holder);
  return address;
}
