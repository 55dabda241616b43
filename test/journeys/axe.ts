import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Rules = { readonly type: 'tag' | 'rule'; readonly values: string[] };

const ALL: Rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const COLOURS: Rules = { type: 'rule', values: ['color-contrast'] };

/**
 * Expects that axe finds nothing on the page as it stands. A page is sent in pieces, and while React exchanges one for another a title
 * or a heading may be away for a frame: what is found is looked for again once the page is still.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  await expect(page.locator('h1').first()).toBeVisible();
  await expectNone(page, ALL);
}

/** Expects the same of the page's colours in the dark theme: of all that axe looks at only they know a theme. Leaves the light one. */
export async function expectContrastInTheDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNone(page, COLOURS);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function expectNone(page: Page, rules: Rules): Promise<void> {
  if ((await violationsOf(page, rules)).length === 0) return;
  await page.waitForLoadState('networkidle');
  await expect(page).toHaveTitle(/\S/);
  expect(await violationsOf(page, rules)).toEqual([]);
}

async function violationsOf(page: Page, runOnly: Rules): Promise<readonly string[]> {
  // No page has a frame, and only what is wrong is reported: without the search of frames and the list of what is right it takes half.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}
