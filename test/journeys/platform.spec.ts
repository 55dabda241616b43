import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startWorkbook } from './workbook-server.ts';

/** The status of a request whose Host header says `host`: a browser would not let us choose it. */
function statusUnder(
  host: string,
  url: string,
  options: { readonly method?: string; readonly origin?: string } = {},
): Promise<number> {
  const { hostname, port } = new URL(url);
  const headers = { host, ...(options.origin === undefined ? {} : { origin: options.origin }) };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path: '/', method: options.method ?? 'GET', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once('error', reject).end();
  });
}

test('a script or a handler that somebody slipped into the text of a page does not run', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' });
  const ran = await page.evaluate(async () => {
    const holder = document.createElement('div');
    holder.innerHTML = '<img src="x" onerror="window.name = \'breached by a handler\'">';
    document.body.append(holder);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Written into the text, as a page would arrive that somebody wrote into: what a trusted script makes by itself may run.
    document.write('<script>window.name = "breached by a script"</' + 'script>');
    return window.name;
  });
  expect(ran).toBe('');
});

test('a name that was made to lead here is not answered, and another page may send nothing', async ({ baseURL }) => {
  const address = baseURL ?? '';
  const { port } = new URL(address);
  expect(await statusUnder(`localhost:${port}`, address)).toBe(200);
  expect(await statusUnder(`rebound.example:${port}`, address)).toBe(421);
  const host = `127.0.0.1:${port}`;
  expect(await statusUnder(host, address, { method: 'POST', origin: 'http://127.0.0.1:1' })).toBe(403);
});

test('the headers that browsers act on are there, and no cookie is set for somebody who only reads', async ({ request }) => {
  // What OWASP's baseline scan asks of every answer: a page, one that is not there, a file, a download, an answer of a program.
  for (const address of ['/', '/join', '/no-such-page', '/icon.svg', '/you/export', '/you/export/csv', '/health', '/ready']) {
    const headers = (await request.get(address)).headers();
    expect({ address, ...headers }).toMatchObject({
      ...{ address, 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' },
      ...{ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' },
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-type': expect.stringMatching(/charset=utf-8|image\/svg|application\/json/),
    });
    if (address !== '/icon.svg')
      expect({ address, cache: headers['cache-control'] }).toEqual({ address, cache: expect.stringContaining('no-store') });
    for (const name of ['x-powered-by', 'server', 'set-cookie', 'access-control-allow-origin'])
      expect([address, Object.keys(headers)]).not.toEqual([address, expect.arrayContaining([name])]);
  }
  expect(await (await request.get('/health')).json()).toEqual({ ok: true, version: expect.any(String) });
});

test('SIGTERM ends a workbook with status 0 and frees its port; after SIGKILL it starts again at once', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'workbook-signals-'));
  const first = await startWorkbook(folder);
  const port = Number(new URL(first.url).port);
  expect(await first.end('SIGTERM')).toBe(0);
  const second = await startWorkbook(folder, port);
  await second.end('SIGKILL');
  await expect.poll(() => fetch(second.url).catch(() => 'gone')).toBe('gone');
  const third = await startWorkbook(folder, port);
  expect(await third.end('SIGINT')).toBe(0);
  expect(third.printed()).not.toContain('Error');
  rmSync(folder, { recursive: true, force: true });
});
