import { connectTo, isAddress, type Printed, type Shell, type Tried } from './shell.ts';
import { parseWords } from './words.ts';

/** How long a kernel sends its first packet again before it gives up (six retries of doubling length). */
export const KERNEL_SECONDS = 127;

const SERVICES: Readonly<Record<number, string>> = {
  22: 'ssh',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
};

/** What OpenBSD's `nc -zv` prints. */
export function nc(shell: Shell, words: readonly string[]): Printed {
  const { options, rest } = parseWords(words, ['-w', '-p', '-s']);
  const [host, portText = ''] = rest;
  const port = Number(portText);
  if (host === undefined || !/^\d{1,5}$/.test(portText) || port > 65_535)
    return { lines: ['usage: nc -zv [-w seconds] [-u] host port'], exitStatus: 1 };
  const protocol = options.has('-u') ? 'udp' : 'tcp';
  const tried = connectTo(shell, host, port, protocol);
  if (tried === undefined)
    return { lines: [`nc: getaddrinfo for host "${host}" port ${port}: Name or service not known`], exitStatus: 1 };
  const limit = Number(options.get('-w')?.[0] ?? 0);
  const reached = tried.findIndex((each) => each.outcome === 'connected');
  const shown = reached < 0 ? tried : tried.slice(0, reached + 1);
  const lines = shown.map((each) => lineOf(each, { host, port, protocol, limited: limit > 0 }));
  const waits = shown.filter((each) => each.outcome === 'timeout').length * (limit > 0 ? limit : KERNEL_SECONDS);
  const notes =
    protocol === 'udp'
      ? ['UDP has no handshake: `nc -u` calls a port open whenever nothing comes back that says otherwise.']
      : [];
  return { lines, exitStatus: reached < 0 ? 1 : 0, ...(waits === 0 ? {} : { waitsSeconds: waits }), notes };
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
  readonly limited: boolean;
}

function lineOf({ address, outcome }: Tried, { host, port, protocol, limited }: Place): string {
  const at = isAddress(host) ? host : `${host} (${address})`;
  switch (outcome) {
    case 'connected':
      return `Connection to ${at} ${port} port [${protocol}/${SERVICES[port] ?? '*'}] succeeded!`;
    case 'refused':
      return `nc: connect to ${at} port ${port} (${protocol}) failed: Connection refused`;
    case 'timeout':
      return limited
        ? `nc: connect to ${at} port ${port} (${protocol}) timed out: Operation now in progress`
        : `nc: connect to ${at} port ${port} (${protocol}) failed: Connection timed out`;
  }
}
