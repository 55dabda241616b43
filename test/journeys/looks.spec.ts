import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, preferPlainText, test } from './workbook.ts';

const PICTURES = path.resolve(import.meta.dirname, '../screenshots');

test('the parts of a lab are tabs on a narrow screen', async ({ page, context, server }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await preferPlainText(context);
  await page.goto(`${server.url}/lab/F01`);
  const parts = page.getByRole('navigation', { name: 'Parts of the lab' });
  for (const [name, pane] of [
    ['Checks', '.pane-checks'],
    ['Map', '.pane-map'],
    ['Text', '.pane-text'],
    ['Trace', '.pane-lower'],
  ] as const) {
    await parts.getByRole('button', { name }).click();
    await expect(page.locator(pane)).toBeVisible();
    await expect(page.locator('.pane:visible')).toHaveCount(1);
  }
});

test('the theme is chosen in the bar, kept, and in the first frame of the next page', async ({ page, server }) => {
  await page.goto(server.url);
  const toggle = page.getByRole('button', { name: /^Theme:/ });
  await toggle.click();
  await toggle.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const html = await (await page.request.get(server.url)).text();
  expect(html).toContain('data-theme="dark"');
});

test('a figure says the same in words, one key away', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('.map .map-subnet').first()).toBeVisible();
  const drawn = await page.locator('.map .map-subnet').count();
  await page.locator('.stage').focus();
  await page.keyboard.press('w');
  await expect(page.locator('.twin li', { hasText: /^Subnet/ })).toHaveCount(drawn);
});

test('the lab page as the README shows it', async ({ page, server }, info) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('.editor[data-editor="monaco"]')).toBeVisible();
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await page.locator('.faults .line-link').first().click();
  await expect(page.locator('.squiggly-warning').first()).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.mouse.move(0, 0);
    // Monaco takes its colours over a moment after the page has.
    await page.waitForTimeout(500);
    const picture = await page.screenshot();
    await info.attach(`lab, ${theme}`, { body: picture, contentType: 'image/png' });
    if (process.env.UPDATE_SCREENSHOT !== '1') continue;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, theme === 'light' ? 'lab.png' : 'lab-dark.png') });
  }
});
