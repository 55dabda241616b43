import type { PathComponent } from '../probe/answer.ts';
import { Unanswerable } from '../probe/loaded.ts';
import { isAddress, type Printed, type Shell } from './shell.ts';
import { parseWords } from './words.ts';

const MOST_HOPS = 30;

/** A traceroute over TCP, with the name of each component where a real one shows stars: no router of a VPC answers one. */
export function traceroute(shell: Shell, words: readonly string[]): Printed {
  const { options, rest } = parseWords(words, ['-p', '-m', '-w', '-q']);
  const [to] = rest;
  const port = Number(options.get('-p')?.[0] ?? 443);
  if (to === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
    return { lines: ['usage: traceroute -T [-p port] host'], exitStatus: 2 };
  const answer = shell.ask({
    kind: 'reachability',
    from: { host: shell.call.host },
    to: isAddress(to) ? { ip: to } : { name: to },
    protocol: 'tcp',
    destinationPort: port,
  });
  if (answer.error !== undefined) throw new Unanswerable(answer.error.code, answer.error.message);
  if (answer.outcome === 'nameError')
    return {
      lines: [`${to}: Name or service not known`, `Cannot handle "host" cmdline arg \`${to}' on position 1 (argc 1)`],
      exitStatus: 2,
    };
  const address = isAddress(to) ? to : (answer.dns?.answers[0] ?? to);
  const hops = hopsOf(answer.forwardPathComponents ?? []);
  const arrived = answer.forward === 'delivered';
  const shown = hops.map((hop, index) => ` ${String(index + 1).padStart(2)}  ${hop}`);
  const end = arrived ? [] : [` ${String(hops.length + 1).padStart(2)}  * * *`];
  return {
    lines: [`traceroute to ${to} (${address}), ${MOST_HOPS} hops max, 60 byte packets`, ...shown, ...end],
    exitStatus: 0,
    notes: [
      'A real traceroute shows stars for all of these: routers of a VPC do not answer. The names are what the packet passed.',
    ],
  };
}

/** What passes packets on, each once and in the order of the way; filters and the sender are no hops. */
function hopsOf(components: readonly PathComponent[]): readonly string[] {
  const routers = components.slice(1).filter(({ kind }) => kind !== 'security-group' && kind !== 'network-acl');
  const hops = routers.map(({ kind, id, logicalId }) => `${logicalId ?? id} [${kind}]`);
  return hops.filter((hop, index) => hop !== hops[index - 1]);
}
