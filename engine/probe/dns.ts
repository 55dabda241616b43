import { resolve } from '../network/resolve.ts';
import type { Block, ProbeAnswer } from './answer.ts';
import type { Ground } from './loaded.ts';
import type { DnsProbe } from './probe.ts';
import { dnsResultOf } from './reachability.ts';
import { nameOfEndpoint, sourceOf } from './things.ts';

/** What does the source's resolver answer? A name without an answer blocks the caller with `nameError`. */
export function answerDns(ground: Ground, probe: DnsProbe): Omit<ProbeAnswer, 'id'> {
  const source = sourceOf(ground, probe.from);
  const name = typeof probe.name === 'string' ? probe.name : nameOfEndpoint(ground, probe.name);
  const resolution = resolve(ground.network, source.asker, name, probe.type ?? 'A', ground.circumstances);
  const dns = dnsResultOf(resolution);
  if (resolution.status === 'NOERROR') return { dns, blocks: [] };
  const block: Block = {
    kind: 'dns',
    id: name,
    explanationCode: resolution.code ?? 'SIM_DNS_NAME_NOT_FOUND',
    direction: 'forward',
    facts: resolution.facts,
  };
  return { dns, blocks: [block], blockedBy: block, outcome: 'nameError' };
}
