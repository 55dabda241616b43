import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { openServer } from './journeys/server.ts';

/*
 * `npm run pictures`: each page at three widths in both themes, for somebody to look at. It needs a build (`npm start` makes one) and a
 * Chromium (`CHROMIUM_PATH`, or the one that `npm test` installed), and writes to `pictures/`, which git ignores.
 */

const FOLDER = path.resolve(import.meta.dirname, '../pictures');
const WIDTHS = [390, 900, 1440];
const THEMES = ['light', 'dark'] as const;

/** What is looked at: a name, an address, and what is to be there before the picture is taken. */
const PAGES: readonly (readonly [name: string, address: string, ready?: string])[] = [
  ['home', '/'],
  ['lesson', '/learn/L2.2'],
  ['quiz', '/quiz/L2.2'],
  ['lab', '/lab/F01', '.stepper, .foretell'],
  ['lab-large', '/lab/F03', '.stage .map-subnet'],
  ['exam', '/exam'],
  ['practice', '/practice'],
  ['profile', '/profile'],
  ['review', '/review'],
  ['notes', '/notes'],
  ['glossary', '/glossary'],
  ['your-data', '/you'],
];

/** A little work, so that pages which show what was done are not empty. */
async function work(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/learn/L2.2`, { waitUntil: 'networkidle' });
  await page
    .getByLabel('Your own note on L2.2')
    .fill('The longest prefix that covers the address wins.\nLook at the table of the subnet first.');
  await page.getByRole('button', { name: 'Bookmark' }).click();
  await page.locator('.own-note .saved-saved').waitFor();
  await page.locator('.question-predict label').first().click();
  await page.locator('.marked-head').first().waitFor();
  await page.goto(`${url}/lab/F02`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: /^Submit/ }).click();
  await page.locator('.result').getByText('Recorded').waitFor();
}

async function pictureAll(browser: Browser, url: string): Promise<void> {
  const first = await browser.newContext();
  await work(await first.newPage(), url);
  const storageState = await first.storageState();
  await first.close();
  for (const colorScheme of THEMES)
    for (const width of WIDTHS) {
      const context = await browser.newContext({
        storageState,
        colorScheme,
        viewport: { width, height: width === 390 ? 844 : 900 },
      });
      const page = await context.newPage();
      for (const [name, address, ready] of PAGES) {
        await page.goto(url + address, { waitUntil: 'networkidle' });
        if (ready !== undefined) await page.locator(ready).first().waitFor({ state: 'attached' });
        const file = (part: string) => path.join(FOLDER, `${name}${part}-${width}-${colorScheme}.png`);
        await page.screenshot({ path: file('') });
        if (name === 'lab' && width === 390) await pictureParts(page, file);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) process.stdout.write(`${name} at ${width}: ${wide} pixels wider than the window\n`);
      }
      await context.close();
    }
}

/** On a narrow screen the parts of a lab are tabs. */
async function pictureParts(page: Page, file: (part: string) => string): Promise<void> {
  const parts = page.getByRole('navigation', { name: 'Parts of the lab' });
  for (const part of ['Checks', 'Map', 'Text', 'Trace']) {
    await parts.getByRole('button', { name: part }).click();
    await page.screenshot({ path: file(`-${part.toLowerCase()}`) });
  }
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const server = await openServer();
const executablePath = process.env.CHROMIUM_PATH;
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await pictureAll(browser, server.url);
  process.stdout.write(`Pictures are in ${FOLDER}\n`);
} finally {
  await browser.close();
  await server.remove();
}
