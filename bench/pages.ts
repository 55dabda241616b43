import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { table } from '../cli/output.ts';
import { openServer } from '../test/journeys/server.ts';
import { freePort } from '../test/journeys/workbook-server.ts';

/*
 * `npm run measure`: what a page costs a reader, and how soon a key is judged. It needs a build and a Chromium (`CHROMIUM_PATH`); with
 * `-- --lighthouse` it also fetches and runs Lighthouse. Nothing is asserted: a busy machine is no fault.
 */

const ROOT = path.resolve(import.meta.dirname, '..');
const LIGHTHOUSE = 'lighthouse@12.8.2';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];

interface Row {
  readonly what: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly most?: number;
  readonly least?: number;
}

const PAGES = [
  { name: 'lesson', address: '/learn/L2.2', most: 40, speed: [95, 85] },
  { name: 'quiz', address: '/quiz/L2.2', most: 40, speed: [95, 85] },
  { name: 'lab', address: '/lab/F01', most: 100, speed: [90, 65] },
] as const;

/** The scripts that a page's HTML names, compressed as a server would, in KB: what it needs before anything is loaded later. */
async function firstScripts(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  const names = new Set(
    [...html.matchAll(/<script[^>]*\ssrc="([^"]+\.js)[^"]*"([^>]*)/g)].flatMap(([, src, rest]) =>
      rest?.includes('noModule') ? [] : [src ?? ''],
    ),
  );
  const sizes = await Promise.all([...names].map((src) => sizeOf(new URL(src, url).href)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const sizeOf = async (url: string): Promise<number> =>
  gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length / 1024;

/** What an app of one empty page of the same Next loads. */
async function emptyPage(): Promise<number> {
  const folder = mkdtempSync(path.join(ROOT, '.next', 'empty-'));
  mkdirSync(path.join(folder, 'app'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(folder, 'next.config.mjs'), `export default { turbopack: { root: ${JSON.stringify(ROOT)} } };`);
  writeFileSync(
    path.join(folder, 'app/layout.js'),
    'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  );
  writeFileSync(path.join(folder, 'app/page.js'), 'export default () => <p>empty</p>;');
  const next = path.join(ROOT, 'node_modules/next/dist/bin/next');
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };
  const built = spawnSync(process.execPath, [next, 'build'], { cwd: folder, env, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
  const port = await freePort();
  const server = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}/`;
  for (let turn = 0; turn < 100; turn++) {
    if ((await fetch(url).catch(() => undefined))?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const size = await firstScripts(url);
  server.kill();
  rmSync(folder, { recursive: true, force: true });
  return size;
}

/** How far things moved by themselves while a page loaded and stood still for two seconds. */
async function shiftOf(browser: Browser, url: string, width: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width, height: 844 } });
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { readonly value: number; readonly hadRecentInput: boolean };
        if (!shift.hadRecentInput) Object.assign(window, { shifted: Number(Reflect.get(window, 'shifted')) + shift.value });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(2000);
  const shifted = await page.evaluate(() => Number(Reflect.get(window, 'shifted')));
  await page.close();
  return shifted;
}

/** The scripts of the worker that judges, without what it fetches later, in KB. */
async function workerSize(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  const started = page.waitForEvent('worker');
  await page.goto(url);
  const address = (await started).url();
  const chunks = [...decodeURIComponent(address).matchAll(/_next\/static\/[\w./~-]+\.js/g)].map(([chunk]) => chunk);
  const own = chunks.length === 0 ? [new URL(address).pathname.slice(1)] : chunks;
  const sizes = await Promise.all([...new Set(own)].map((chunk) => sizeOf(new URL(`/${chunk}`, url).href)));
  await page.close();
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** From a key to its verdict on screen: the time of each of `keys` keys, ascending, in milliseconds. */
async function keyToVerdict(page: Page, url: string, keys: number): Promise<readonly number[]> {
  await page.addInitScript(() => localStorage.setItem('workbook/editor', 'plain'));
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.locator('[data-state="passed"], [data-state="failed"]').first().waitFor();
  await page.evaluate(() => {
    const times: number[] = [];
    let pressed = 0;
    addEventListener(
      'keydown',
      (event) => {
        pressed = event.timeStamp;
      },
      { capture: true },
    );
    new MutationObserver(() => {
      if (pressed > 0) times.push(performance.now() - pressed);
      pressed = 0;
    }).observe(document.querySelector('.checks') ?? document.body, {
      attributes: true,
      attributeFilter: ['data-state', 'class'],
      subtree: true,
    });
    Object.assign(window, { times });
  });
  const area = page.locator('.editor textarea');
  // Each key makes the text one that cannot be judged, or one that can again: so each of them changes what the checks show.
  const at = (await area.inputValue()).indexOf('CidrBlock: ') + 'CidrBlock: '.length;
  await area.evaluate((node: HTMLTextAreaElement, place) => {
    node.focus();
    node.setSelectionRange(place, place);
  }, at);
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press(key % 2 === 0 ? '9' : 'Backspace');
    await page.waitForTimeout(250);
  }
  const times = await page.evaluate(() => Reflect.get(window, 'times') as readonly number[]);
  return times.toSorted((a, b) => a - b);
}

/** What Lighthouse says of a page: performance and accessibility, in points. */
function lighthouse(url: string, form: 'desktop' | 'mobile'): { readonly performance?: number; readonly accessibility?: number } {
  const preset = form === 'desktop' ? ['--preset=desktop'] : [];
  const only = '--only-categories=performance,accessibility';
  const flags = `--chrome-flags=--headless=new ${FLAGS.join(' ')}`;
  const ran = spawnSync('npx', ['--yes', LIGHTHOUSE, url, ...preset, only, '--output=json', '--quiet', flags], {
    encoding: 'utf8',
    env: { ...process.env, ...(process.env.CHROMIUM_PATH === undefined ? {} : { CHROME_PATH: process.env.CHROMIUM_PATH }) },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 180_000,
  });
  if (ran.status !== 0) return {};
  const { categories } = JSON.parse(ran.stdout) as { readonly categories: Readonly<Record<string, { readonly score: number }>> };
  const points = (name: string) => Math.round(100 * (categories[name]?.score ?? 0));
  return { performance: points('performance'), accessibility: points('accessibility') };
}

async function rows(browser: Browser, url: string): Promise<readonly Row[]> {
  const empty = await emptyPage();
  const found: Row[] = [{ what: 'scripts of an empty page', value: empty, unit: 'KB' }];
  for (const { name, address, most } of PAGES) {
    found.push({ what: `scripts of a ${name} above it`, value: (await firstScripts(url + address)) - empty, unit: 'KB', most });
    for (const width of [390, 1440])
      found.push({
        what: `shift of a ${name} at ${width}`,
        value: await shiftOf(browser, url + address, width),
        unit: '',
        most: 0.02,
      });
  }
  found.push({ what: 'the worker that judges', value: await workerSize(browser, `${url}/lab/F01`), unit: 'KB', most: 220 });
  const times = await keyToVerdict(await browser.newPage(), `${url}/lab/F03`, 80);
  found.push({
    what: `from a key to its verdict, F03, median of ${times.length}`,
    value: times[Math.floor(times.length / 2)],
    unit: 'ms',
  });
  found.push({
    what: 'from a key to its verdict, F03, p95',
    value: times[Math.floor(times.length * 0.95)],
    unit: 'ms',
    most: 50,
  });
  if (!process.argv.includes('--lighthouse')) return found;
  for (const { name, address, speed } of PAGES)
    for (const [index, form] of (['desktop', 'mobile'] as const).entries()) {
      const { performance, accessibility } = lighthouse(url + address, form);
      found.push({ what: `Lighthouse, ${name}, ${form}: performance`, value: performance, unit: '', least: speed[index] ?? 0 });
      found.push({ what: `Lighthouse, ${name}, ${form}: accessibility`, value: accessibility, unit: '', least: 100 });
    }
  return found;
}

const written = (value: number | undefined): string =>
  value === undefined
    ? 'not measured'
    : value < 1 && value > 0
      ? value.toFixed(3)
      : value < 10
        ? value.toFixed(1)
        : String(Math.round(value));
const server = await openServer();
const executablePath = process.env.CHROMIUM_PATH;
const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: FLAGS });
try {
  const measured = await rows(browser, server.url);
  const asked = ({ most, least }: Row) =>
    most !== undefined ? `at most ${most}` : least !== undefined ? `at least ${least}` : '';
  process.stdout.write(
    `${table([['WHAT', 'VALUE', 'UNIT', 'ASKED'], ...measured.map((row) => [row.what, written(row.value), row.unit, asked(row)])])}\n`,
  );
} finally {
  await browser.close();
  await server.remove();
}
