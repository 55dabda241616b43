import { NextRequest } from 'next/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { proxy } from '../proxy.ts';

const ask = (headers: Record<string, string>, method = 'GET', path = '/') =>
  proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { method, headers: { host: '127.0.0.1:3000', ...headers } }));
const policyOf = async (path = '/'): Promise<string> => (await ask({}, 'GET', path)).headers.get('Content-Security-Policy') ?? '';
const directive = (policy: string, name: string): string | undefined =>
  policy.split('; ').find((each) => each.startsWith(`${name} `));

afterEach(() => vi.unstubAllEnvs());

describe('which names are answered', () => {
  test.each([
    ['127.0.0.1:3000', 200],
    ['localhost:3000', 200],
    ['LOCALHOST', 200],
    ['[::1]:3000', 200],
    ['rebound.example:3000', 421],
    ['127.0.0.1.rebound.example', 421],
    ['localhost.rebound.example', 421],
    ['localhost@rebound.example', 421],
    ['192.168.1.4:3000', 421],
    ['', 421],
  ])('serving this machine, %s gets %i', async (host, status) => expect((await ask({ host })).status).toBe(status));

  test('a name that was added is answered, and no other', async () => {
    vi.stubEnv('WORKBOOK_HOSTS', 'workbook.example, lab.example:8080');
    expect((await ask({ host: 'workbook.example' })).status).toBe(200);
    expect((await ask({ host: 'lab.example:3000' })).status).toBe(200);
    expect((await ask({ host: 'other.example' })).status).toBe(421);
  });

  test('serving a network, every name is answered until some are given', async () => {
    vi.stubEnv('HOST', '0.0.0.0');
    expect((await ask({ host: 'room.example:3000' })).status).toBe(200);
    vi.stubEnv('WORKBOOK_HOSTS', 'workbook.example');
    expect((await ask({ host: 'room.example:3000' })).status).toBe(421);
    expect((await ask({ host: 'workbook.example' })).status).toBe(200);
  });

  test.each(['::1', 'localhost'])('serving %s is serving this machine', async (serving) => {
    vi.stubEnv('HOST', serving);
    expect((await ask({ host: 'rebound.example' })).status).toBe(421);
  });
});

describe('who may send something', () => {
  test.each([
    ['our page', { origin: 'http://127.0.0.1:3000' }, 200],
    ['our page behind TLS', { origin: 'https://127.0.0.1:3000' }, 200],
    ['another program of this machine', { origin: 'http://127.0.0.1:5000' }, 403],
    ['another site', { origin: 'https://elsewhere.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['an old form of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour under another port', { 'sec-fetch-site': 'same-site' }, 403],
    ['a request for another name', { 'x-forwarded-host': 'elsewhere.example' }, 403],
    ['what React cannot decode', { 'next-action': 'x', 'content-type': 'text/plain' }, 400],
    ['a command line', {}, 200],
  ])('%s', async (_who, headers: Record<string, string>, status) => expect((await ask(headers, 'POST')).status).toBe(status));

  test.each(['/quiz/%ff', '/lab/%E0%A4%A', '/%'])('%s is no address', async (address) =>
    expect((await ask({}, 'GET', address)).status).toBe(400),
  );

  test('reading is not sending', async () => expect((await ask({ origin: 'https://elsewhere.example' })).status).toBe(200));
});

describe('what a page may load', () => {
  test('scripts need the nonce of this page: nothing inline, nothing evaluated', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const policy = await policyOf();
    expect(directive(policy, 'script-src')).toMatch(/^script-src 'self' 'nonce-[\w+/=]{24,}' 'strict-dynamic'$/);
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
  });

  test('each page has a nonce of its own, which Next is told', async () => {
    const response = await ask({});
    expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(
      response.headers.get('Content-Security-Policy'),
    );
    expect(await policyOf()).not.toBe(await policyOf());
  });

  test('a worker loads from here alone', async () => {
    expect(await policyOf('/_next/static/chunks/a.js')).toMatch(/^default-src 'self';(?!.*nonce)/);
  });

  test('behind TLS a browser comes back by TLS alone', async () => {
    vi.stubEnv('WORKBOOK_URL', 'https://workbook.example');
    expect((await ask({})).headers.get('Strict-Transport-Security')).toBe('max-age=31536000');
  });

  test.each([
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['Strict-Transport-Security', null],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
  ])('%s is on pages, assets and refusals', async (name, value) => {
    for (const response of await Promise.all([ask({}), ask({}, 'GET', '/_next/static/a.js'), ask({ host: 'x.example' })]))
      expect(response.headers.get(name)).toBe(value);
  });
});
