import { familyOf, formatAddress } from '../ip/address.ts';
import { type Miss, missOf } from '../network/missed.ts';
import { type Resolution, resolve } from '../network/resolve.ts';
import type { Block, DnsResult, ProbeAnswer } from './answer.ts';
import type { Ground } from './loaded.ts';
import type { Source } from './things.ts';

/** What a program gets when it looks a name up: an answer of a family that its machine has, IPv6 before IPv4 as RFC 6724 orders them. */
export function lookUp(ground: Ground, source: Source, name: string): Resolution {
  const { sender, asker } = source;
  const own = sender.kind === 'interface' ? sender.networkInterface.addresses : [sender.address];
  const [has4, has6] = [own.some((each) => familyOf(each) === 4), own.some((each) => familyOf(each) === 6)];
  const ipv6 = has6 ? resolve(ground.network, asker, name, 'AAAA', ground.circumstances) : undefined;
  if (ipv6 !== undefined && (ipv6.addresses.length > 0 || !has4)) return ipv6;
  return resolve(ground.network, asker, name, 'A', ground.circumstances);
}

/** Why the answer is not the private one that somebody may have counted on, or undefined. */
export const missFor = (ground: Ground, source: Source, name: string, resolution: Resolution): Miss | undefined =>
  missOf(ground.network, source.sender, source.asker, name, resolution);

/** The contract's `dns` of a resolution. */
export const dnsResultOf = (resolution: Resolution, miss?: Miss): DnsResult => ({
  ...(typeof resolution.facts.name === 'string' ? { name: resolution.facts.name } : {}),
  status: resolution.status,
  answers: resolution.addresses.map(formatAddress),
  ...(resolution.authority === undefined ? {} : { authority: resolution.authority }),
  ...(resolution.zone === undefined ? {} : { zone: resolution.zone }),
  ...(miss === undefined ? {} : { explanationCode: miss.code }),
});

/** The fault of a name that has no answer; a zone that the asker cannot see is a better reason than a name that does not exist. */
export function dnsBlock(resolution: Resolution, miss?: Miss): Block {
  const why = resolution.code === 'SIM_DNS_NAME_NOT_FOUND' || resolution.code === undefined ? miss : undefined;
  return {
    kind: 'dns',
    id: String(resolution.facts.name ?? ''),
    explanationCode: why?.code ?? resolution.code ?? 'SIM_DNS_NAME_NOT_FOUND',
    direction: 'forward',
    ...placeOf(why),
    facts: { ...resolution.facts, ...why?.facts },
  };
}

/** Where the thing stands that would have answered. */
const placeOf = ({ origin }: Partial<Miss> = {}): Pick<Block, 'logicalId' | 'span'> => ({
  ...(origin?.logicalId === undefined ? {} : { logicalId: origin.logicalId }),
  ...(origin?.span === undefined ? {} : { span: origin.span }),
});

/** The fault of a name that leads to what does not serve the call. */
export const nameBlock = ({ code, facts }: Miss): Block => ({
  kind: 'dns',
  id: String(facts.name ?? ''),
  explanationCode: code,
  direction: 'forward',
  facts,
});

/** The answer where a name did not resolve: nothing was sent. */
export function nameError(resolution: Resolution, miss?: Miss): Omit<ProbeAnswer, 'id'> {
  const block = dnsBlock(resolution, miss);
  const nothing = { forwardPathComponents: [], returnPathComponents: [], via: [] };
  const { blocks = [] } = resolution;
  return {
    forward: 'blocked',
    connection: 'fails',
    ...nothing,
    blocks: [block, ...blocks],
    blockedBy: block,
    dns: dnsResultOf(resolution, miss),
    outcome: 'nameError',
  };
}

/** A name that led past the private way is a fault of its own where the way that it led to fails: it comes first. */
export function withMiss(
  answer: Omit<ProbeAnswer, 'id'>,
  resolution: Resolution,
  miss: Miss | undefined,
): Omit<ProbeAnswer, 'id'> {
  const dns = dnsResultOf(resolution, miss);
  if (miss === undefined || answer.connection === 'established') return { ...answer, dns };
  const named = dnsBlock({ ...resolution, code: miss.code, facts: { ...resolution.facts, ...miss.facts } });
  const block = { ...named, ...placeOf(miss) };
  return { ...answer, dns, blocks: [block, ...(answer.blocks ?? [])], blockedBy: block };
}
