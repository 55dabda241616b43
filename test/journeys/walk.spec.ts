import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectContrastInTheDark, expectNoViolations } from './axe.ts';
import { canaries, canaryOf, found, listenTo } from './secrets.ts';
import { course, expect, labs, lessons, test } from './workbook.ts';

// Every page of the course is opened once, and all that must hold of every page is looked at while it is open.

const STATIC = path.resolve(import.meta.dirname, '../../.next/static');

/** The addresses of each module's pages, after those that belong to none. */
const walks: readonly (readonly [string, readonly string[]])[] = [
  [
    'what belongs to no module',
    [
      '/',
      '/you',
      '/you/certificate',
      '/practice',
      '/practice?by=mixed',
      '/review',
      '/profile',
      '/exam',
      '/author',
      '/glossary',
      '/changes',
      '/card',
      '/traceability',
      '/network',
      '/nowhere',
    ],
  ],
  ...course.modules.map(({ id, lessons: taught }) => [id, taught.flatMap(addressesOf)] as const),
];

function addressesOf({ id, questions, labs: exercises }: (typeof lessons)[number]): readonly string[] {
  return [`/learn/${id}`, ...(questions.length === 0 ? [] : [`/quiz/${id}`]), ...exercises.map((lab) => `/lab/${lab.id}`)];
}

for (const [name, addresses] of walks) {
  test(`every page of ${name}: no secret, no breach of its policy, no other origin, nothing for axe in either theme, nothing too wide`, async ({
    page,
    server,
  }) => {
    test.setTimeout(60_000 + addresses.length * 30_000);
    const heard = listenTo(page);
    const faults = faultsOf(page, server.url);
    for (const address of addresses) {
      await expectPolicyKept(page, server.url + address);
      if (address.startsWith('/lab/')) await expect(page.locator('.check').first()).not.toHaveAttribute('data-state', 'unknown');
      await expectNoViolations(page);
      await expectContrastInTheDark(page);
      await expectNarrow(page, address);
      const sent = await page.request.get(server.url + address, { headers: { RSC: '1' } });
      heard.texts.push([`${address} as RSC`, await sent.text()]);
    }
    await heard.settled();
    expect(heard.texts.length).toBeGreaterThan(addresses.length);
    expect(found(heard.texts)).toEqual([]);
    expect(faults).toEqual([]);
  });
}

test('no secret is in a chunk, a style sheet or the export, and what is public is found by the same search', async ({
  page,
  server,
}) => {
  const looked = canaries();
  for (const kind of ['reason', 'hint', 'trade-off', 'line', 'proof', 'accepted'])
    expect(looked.filter(([name]) => name.startsWith(kind)).length, `canaries of the kind ${kind}`).toBeGreaterThan(0);
  const chunks = readdirSync(STATIC, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(js|css|json|map|html)$/.test(entry.name),
  );
  expect(chunks.length).toBeGreaterThan(5);
  const texts = chunks.map(({ name, parentPath }) => [name, readFileSync(path.join(parentPath, name), 'utf8')] as const);
  const exported = await (await page.request.get(`${server.url}/you/export`)).text();
  expect(found([...texts, ['/you/export', exported]])).toEqual([]);
  const home = await (await page.request.get(server.url)).text();
  expect(home).toContain(canaryOf(lessons[0]?.summary ?? ''));
});

test('the walk passes every lesson, every quiz and every lab', () => {
  const walked = walks.flatMap(([, addresses]) => addresses);
  for (const { id } of lessons) expect(walked).toContain(`/learn/${id}`);
  for (const { id } of labs) expect(walked).toContain(`/lab/${id}`);
});

/** What the browser complains about, and what is asked of anybody else, from now on. */
function faultsOf(page: Page, origin: string): readonly string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (/content.security.policy|hydration|did not match/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith('http') && asked.origin !== origin) faults.push(`${page.url()} asked ${request.url()}`);
  });
  return faults;
}

/** Opens the page and expects each script in it to carry the nonce that its policy names. */
async function expectPolicyKept(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address, { waitUntil: 'networkidle' });
  const policy = answer?.headers()['content-security-policy'] ?? '';
  const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(policy)?.[1];
  expect(nonce, address).toBeDefined();
  expect(policy, address).not.toMatch(/script-src[^;]*unsafe/);
  const scripts = ((await answer?.text()) ?? '').match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length, address).toBeGreaterThan(0);
  const bare = scripts.filter((script) => !script.includes(`nonce="${nonce}"`));
  expect(bare, address).toEqual([]);
}

/** Expects nothing to be wider than a narrow screen. */
async function expectNarrow(page: Page, address: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 360, height: 740 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: address })
    .toBeLessThanOrEqual(360);
  await page.setViewportSize(before);
}
