import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
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

/** Every address of the course that the home page leads to, and the pages that have no link. */
async function addressesIn(page: Page): Promise<readonly string[]> {
  await page.goto('/');
  const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? '/'));
  return [...new Set(['/', ...links.map((link) => link.split('#')[0] ?? '/'), '/nowhere'])].filter(
    (link) => !link.includes('export'),
  );
}

test('every page keeps its own policy and asks no other origin: no script without the nonce, no word from the browser about a breach', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const said: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    if (/content.security.policy|hydration|did not match/i.test(message.text())) said.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) elsewhere.push(`${page.url()} asked ${request.url()}`);
  });
  for (const address of await addressesIn(page)) {
    const answer = await page.goto(address, { waitUntil: 'networkidle' });
    const policy = answer?.headers()['content-security-policy'] ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(policy)?.[1];
    expect(nonce, address).toBeDefined();
    expect(policy, address).not.toMatch(/script-src[^;]*unsafe/);
    const html = (await answer?.text()) ?? '';
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, address).toBeGreaterThan(0);
    expect(
      scripts.filter((script) => !script.includes(`nonce="${nonce}"`)),
      address,
    ).toEqual([]);
  }
  expect(said).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('an inline script that somebody slipped into a page does not run', async ({ page }) => {
  await page.goto('/');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "breached"';
    document.body.append(script);
    const holder = document.createElement('div');
    holder.innerHTML = '<img src="x" onerror="document.title = \'breached\'">';
    document.body.append(holder);
    return new Promise<boolean>((resolve) => setTimeout(() => resolve(document.title === 'breached'), 300));
  });
  expect(ran).toBe(false);
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
  const answer = await request.get('/');
  expect(answer.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(answer.headers()).not.toHaveProperty('x-powered-by');
  expect(answer.headers()).not.toHaveProperty('set-cookie');
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
