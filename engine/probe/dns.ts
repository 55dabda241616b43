import { resolve } from '../network/resolve.ts';
import type { ProbeAnswer } from './answer.ts';
import type { Ground } from './loaded.ts';
import { dnsBlock, dnsResultOf, missFor } from './names.ts';
import type { DnsProbe } from './probe.ts';
import { nameOfEndpoint, sourceOf } from './things.ts';
import { undecided } from './undecided.ts';

/** What does the source's resolver answer? A name without an answer blocks the caller with `nameError`. */
export function answerDns(ground: Ground, probe: DnsProbe): Omit<ProbeAnswer, 'id'> {
  const source = sourceOf(ground, probe.from);
  const name = typeof probe.name === 'string' ? probe.name : nameOfEndpoint(ground, probe.name);
  const resolution = resolve(ground.network, source.asker, name, probe.type ?? 'A', ground.circumstances);
  const miss = missFor(ground, source, name, resolution);
  const dns = dnsResultOf(resolution, miss);
  const remarks = undecided({}, [], resolution);
  if (resolution.status === 'NOERROR') return { dns, blocks: [], ...remarks };
  const block = { ...dnsBlock(resolution, miss), id: name };
  return { dns, blocks: [block, ...(resolution.blocks ?? [])], blockedBy: block, outcome: 'nameError', ...remarks };
}
