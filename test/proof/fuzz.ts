import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { actionIds } from './actions.ts';

const APP = path.resolve(import.meta.dirname, '../../app');

/** The address of every page and route, with `[x]` where it takes a name. */
const addresses = (): readonly string[] =>
  readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file) && !file.startsWith('_'))
    .map((file) => `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '')}`);

/** The same numbers each time from the same seed (mulberry32). */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NAMES = [
  ...[
    'F01',
    'L1.1',
    'nothing',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    '%ff',
    '%F0%9F%92%A9',
    "'%20OR%201=1--",
    '__proto__',
    'constructor',
  ],
  ...['<script>', 'a'.repeat(2000), '%25', '..', '.', '-1', '1e999', '{}', '%0d%0aset-cookie:x=1', 'F01~x', '[object%20Object]'],
];
const QUERIES = [
  '',
  '?',
  '?a=1&a=2',
  '?code=%00',
  '?seed=%ff',
  `?q=${'x'.repeat(4000)}`,
  '?done=<b>',
  '?name=%E2%80%AE',
  '?__proto__=1',
  '?rsc=1',
];
const COOKIES = [
  '',
  'workbook-learner=x',
  `workbook-learner=${'A'.repeat(43)}`,
  'theme=%00; panes=}{',
  '=;;;=',
  `a=${'b'.repeat(3000)}`,
  'better-auth.session_token=x.y',
];
const BODIES = [
  ...['', '[]', '{}', 'null', '[null,null,null]', '[{"__proto__":{"x":1}}]', '["F01",[{"path":"../../x","text":"y"}],0]'],
  ...[
    '["F01","not files",-1]',
    '["$K1"]',
    '["$F1"]',
    '["$@0"]',
    '["$1"]',
    '["$Q0","$W0"]',
    '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$undefined","$K1"]\r\n--x--\r\n',
    '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$h1","$K1"]\r\n--x--\r\n',
    '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x--\r\n',
    `["${'x'.repeat(100_000)}"]`,
    '\u0000',
    '[1e999]',
  ],
  ...[
    '["F01",[{"path":"a.yaml","text":"&a [*a]"}],"key-of-a-fuzz"]',
    '[{"kind":"vote","poll":"x","option":99},"key-of-a-fuzz"]',
    '['.repeat(5000),
  ],
];
/** For the route that records what a learner did. */
const RECORDS = [
  ...['', '{}', '[]', 'null', '{"kind":"draft"}', '{"kind":"__proto__","args":[]}', '{"kind":"constructor","args":[1]}'],
  ...['{"kind":"draft","args":[null,null,null]}', '{"kind":"draft","args":["F01",[{"path":"../../x","text":"y"}],-1]}'],
  ...['{"kind":"draft","args":["F01",[{"path":"network.yaml","text":"y"}],1e999]}', '{"kind":"answer","args":[{},{},{},{}]}'],
  ...[
    '{"kind":"submission","args":["F01",[{"path":"network.yaml","text":"&a [*a]"}],"key-of-a-fuzz"]}',
    '{"kind":"exam","args":[1]}',
  ],
  ...['{"kind":"room","args":[{"kind":"hand","up":"x"},"key-of-a-fuzz"]}', '{"kind":"note","args":["F01",null,0]}'],
  ...['{"kind":"trade-off","args":["A01",null,"key-of-a-fuzz"]}', '{"kind":"visit","args":["L1.1",null]}', '['.repeat(5000)],
  `{"kind":"note","args":["F01",{"text":"${'x'.repeat(100_000)}","bookmarked":"no"},0]}`,
];
const TYPES = [
  'text/plain;charset=UTF-8',
  'application/json',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  '',
];

export interface FuzzCounts {
  readonly sent: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** What was answered with 500 or more, or not at all. */
  readonly broken: readonly string[];
}

/** Sends `count` malformed and hostile requests to every address in turn. */
export async function fuzz(url: string, count: number, seed: number): Promise<FuzzCounts> {
  const random = drawn(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const ids = ['', 'x', 'f'.repeat(42), ...actionIds().values()];
  const all = addresses();
  const byStatus: Record<string, number> = {};
  const broken: string[] = [];
  const one = async (at: number) => {
    const address = (all[at % all.length] ?? '/').replaceAll(/\[[^\]]+\]/g, () => pick(NAMES)) + pick(QUERIES);
    const method = pick(['GET', 'GET', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
    const isRecord = method === 'POST' && address.startsWith('/record');
    const isAction = method === 'POST' && !isRecord && random() < 0.7;
    const headers = {
      ...{ cookie: pick(COOKIES), accept: pick(['*/*', 'text/x-component', 'text/html']) },
      ...(random() < 0.2 ? { rsc: '1', 'next-router-state-tree': pick(['x', '%5B%22%22%5D', '{']) } : {}),
      ...(isRecord ? { 'content-type': pick(['application/json', 'application/json', 'text/plain']) } : {}),
      ...(isAction ? { 'next-action': pick(ids), 'content-type': pick(TYPES) } : {}),
      ...(random() < 0.1 ? { 'x-forwarded-host': pick(['', 'elsewhere.example', '127.0.0.1']) } : {}),
      ...(random() < 0.2 ? { 'x-forwarded-for': pick(['', '127.0.0.1', 'x'.repeat(500), '::1, ::1']) } : {}),
    };
    const body = method === 'POST' || method === 'PUT' ? pick(isRecord ? RECORDS : BODIES) : undefined;
    const status = await statusOf(url, address, method, headers, body);
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    if (!(status > 0 && status < 500))
      broken.push(
        `${status} ${method} ${address.slice(0, 60)} ${JSON.stringify({ ...headers, cookie: headers.cookie.slice(0, 20) }).slice(0, 300)} ${body?.slice(0, 60)}`,
      );
  };
  for (let at = 0; at < count; at += 8)
    await Promise.all(Array.from({ length: Math.min(8, count - at) }, (_, more) => one(at + more)));
  return { sent: count, byStatus, broken };
}

/** The status of one request with exactly this path; 0 where no answer came. A stream is left after its head. */
function statusOf(url: string, address: string, method: string, headers: Record<string, string>, body?: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const sent = request({ hostname, port, path: address, method, headers, timeout: 30_000 }, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    sent.once('timeout', () => sent.destroy());
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}
