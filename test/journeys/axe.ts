import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Expects that axe finds nothing on the page as it stands. A page is sent in pieces, and while React exchanges one for another a title
 * or a heading may be away for a frame: what is found is looked for again once the page is still.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  await expect(page.locator('h1').first()).toBeVisible();
  if ((await violationsOf(page)).length === 0) return;
  await page.waitForLoadState('networkidle');
  await expect(page).toHaveTitle(/\S/);
  expect(await violationsOf(page)).toEqual([]);
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}
