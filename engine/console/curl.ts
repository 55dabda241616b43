import { Unanswerable } from '../probe/loaded.ts';
import { KERNEL_SECONDS } from './nc.ts';
import { addressOf, connectTo, isAddress, type Printed, type Shell, type Tried } from './shell.ts';
import { parseWords } from './words.ts';

interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** What `curl -v` prints. A request without a signature is anonymous, so a bucket answers it by its policies. */
export function curl(shell: Shell, words: readonly string[]): Printed {
  const { options, rest } = parseWords(words, ['-m', '--max-time', '--connect-timeout', '-o', '-X', '-H', '-d', '--resolve']);
  const url = urlOf(rest[0] ?? '');
  if (url === undefined) return { lines: ['usage: curl -v [--connect-timeout seconds] https://host[:port]/path'], exitStatus: 2 };
  const verbose = options.has('-v') || options.has('--verbose');
  const limit = Number((options.get('--connect-timeout') ?? options.get('-m') ?? options.get('--max-time'))?.[0] ?? 0);
  const tried = connectTo(shell, url.host, url.port);
  if (tried === undefined) {
    const said = `Could not resolve host: ${url.host}`;
    return { lines: [...(verbose ? [`* ${said}`, '* closing connection'] : []), `curl: (6) ${said}`], exitStatus: 6 };
  }
  const reached = tried.findIndex((each) => each.outcome === 'connected');
  const attempts = reached < 0 ? tried : tried.slice(0, reached + 1);
  const chatter = verbose ? [...resolved(url, tried), ...attempts.flatMap((each) => attempt(shell, url, each, limit))] : [];
  if (reached < 0) return failed(url, attempts, chatter, { limit, verbose });
  const waits = (attempts.length - 1) * (limit > 0 ? limit : KERNEL_SECONDS);
  const answer = answerOf(shell, url, verbose);
  return { ...answer, lines: [...chatter, ...answer.lines], ...(waits === 0 ? {} : { waitsSeconds: waits }) };
}

function urlOf(text: string): Url | undefined {
  const [, scheme = 'http', host, port, path = '/'] = /^(?:(https?):\/\/)?([\w.-]+)(?::(\d{1,5}))?(\/.*)?$/.exec(text) ?? [];
  if (host === undefined) return undefined;
  return { scheme, host, port: Number(port ?? (scheme === 'https' ? 443 : 80)), path };
}

const resolved = ({ host, port }: Url, tried: readonly Tried[]): readonly string[] => {
  if (isAddress(host)) return [];
  const six = tried.map((each) => each.address).filter((each) => each.includes(':'));
  const four = tried.map((each) => each.address).filter((each) => !each.includes(':'));
  return [
    `* Host ${host}:${port} was resolved.`,
    `* IPv6: ${six.join(', ') || '(none)'}`,
    `* IPv4: ${four.join(', ') || '(none)'}`,
  ];
};

function attempt(shell: Shell, { host, port, scheme }: Url, { address, outcome }: Tried, limit: number): readonly string[] {
  const trying = `*   Trying ${address}:${port}...`;
  const from = addressOf(shell);
  switch (outcome) {
    case 'connected':
      return [
        trying,
        `* Connected to ${host} (${address}) port ${port}`,
        ...(scheme === 'https' ? ['* ALPN: curl offers h2,http/1.1', '* TLSv1.3 (OUT), TLS handshake, Client hello (1):'] : []),
      ];
    case 'refused':
      return [trying, `* connect to ${address} port ${port} from ${from} port 40962 failed: Connection refused`];
    case 'timeout':
      return limit > 0
        ? [trying]
        : [trying, `* connect to ${address} port ${port} from ${from} port 40962 failed: Connection timed out`];
  }
}

function failed(
  { host, port }: Url,
  attempts: readonly Tried[],
  chatter: readonly string[],
  { limit, verbose }: { readonly limit: number; readonly verbose: boolean },
): Printed {
  const timeouts = attempts.filter((each) => each.outcome === 'timeout').length;
  const seconds = limit > 0 ? limit : timeouts * KERNEL_SECONDS;
  const late = timeouts > 0 && limit > 0;
  const said = late
    ? `Connection timed out after ${limit * 1000 + 1} milliseconds`
    : `Failed to connect to ${host} port ${port} after ${timeouts > 0 ? seconds * 1000 : 1} ms: Couldn't connect to server`;
  const code = timeouts > 0 ? 28 : 7;
  const lines = [...chatter, ...(verbose ? [`* ${said}`, '* Closing connection'] : []), `curl: (${code}) ${said}`];
  return { lines, exitStatus: code, ...(timeouts > 0 ? { waitsSeconds: seconds } : {}) };
}

/** What came back over the connection: S3 answers an anonymous call by its policies; nobody else's answer is simulated. */
function answerOf(shell: Shell, url: Url, verbose: boolean): Printed {
  const bucket = /^(.+)\.s3[.-][a-z0-9-]+\.amazonaws\.com$/.exec(url.host)?.[1];
  if (bucket === undefined || url.scheme !== 'https') {
    const note = 'The connection stands. What the other side answers to an unsigned request is not simulated.';
    return { lines: [], exitStatus: 0, notes: [note] };
  }
  const key = url.path.replace(/^\/|\?.*$/g, '');
  const answer = shell.askAs(
    { anonymous: true },
    {
      kind: 'request',
      from: { host: shell.call.host },
      principal: '(anonymous)',
      action: key === '' ? 's3:ListBucket' : 's3:GetObject',
      resource: `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`,
      endpointName: url.host,
    },
  );
  if (answer.error !== undefined) throw new Unanswerable(answer.error.code, answer.error.message);
  const allowed = answer.outcome === 'allowed';
  const sent = verbose
    ? [`> GET ${url.path} HTTP/1.1`, `> Host: ${url.host}`, '> User-Agent: curl/8.5.0', '> Accept: */*', '>']
    : [];
  const head = verbose ? [`< HTTP/1.1 ${allowed ? '200 OK' : '403 Forbidden'}`, '< Server: AmazonS3', '<'] : [];
  const body = allowed
    ? []
    : ['<?xml version="1.0" encoding="UTF-8"?>', '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'];
  const note = allowed
    ? 'The bucket answers anybody. What the object holds is not simulated.'
    : 'curl signs nothing, so the bucket sees nobody. `aws s3 cp` asks as the machine’s role.';
  return { lines: [...sent, ...head, ...body], exitStatus: 0, notes: [note] };
}
