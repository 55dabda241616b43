import type { Locator, Page } from '@playwright/test';
import { expect } from './workbook.ts';

type Act = (target: Locator) => Promise<void>;

/** Presses Tab until `target` has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let press = 0; press < 150; press++) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not come to ${target}`);
}

/** Comes to a thing and uses it, with keys alone. */
export const byKeys =
  (page: Page): Act =>
  async (target) => {
    await tabTo(page, target);
    await page.keyboard.press((await target.evaluate((it) => it instanceof HTMLInputElement)) ? 'Space' : 'Enter');
  };

/** Answers each question of a sitting with the first choices there are, through what comes back, to its end. */
export async function throughSitting(page: Page, act: Act): Promise<void> {
  for (let turn = 0; turn < 25; turn++) {
    if ((await page.locator('.practice-end').count()) > 0) break;
    await expect(page.locator('.question')).toBeVisible();
    await chooseSomething(page, act);
    await act(page.getByRole('button', { name: 'Answer', exact: true }));
    await expect(page.locator('.marked-head')).toBeVisible();
    const show = page.locator('.marked-play > summary').first();
    if (turn < 3 && (await show.count()) > 0) {
      await act(show);
      await expect(page.locator('.marked-play .path-packet').first()).toBeVisible();
    }
    await expectFits(page, `turn ${turn + 1}`);
    await act(page.getByRole('button', { name: /^(Next question|To the end)$/ }));
    await expect(page.locator('.marked-head')).toHaveCount(0);
  }
  await expect(page.locator('.practice-end')).toContainText('right at the first try');
}

async function chooseSomething(page: Page, act: Act): Promise<void> {
  const fields = page.locator('.question-field');
  if ((await page.locator('.match').count()) > 0) {
    for (const select of await page.locator('.match select').all()) await select.selectOption({ index: 1 });
  } else if ((await page.locator('.fill-in').count()) > 0) await page.getByLabel('Your answer').fill('something');
  else if ((await page.locator('.order').count()) === 0) {
    const wanted = Number(/\d/.exec((await page.locator('.question-choose').allTextContents()).join(''))?.[0] ?? 1);
    for (let each = 0; each < wanted; each++) await act(fields.locator('input').nth(each));
  }
}

/** Nothing is wider than the screen, and nothing that is pressed is smaller than a finger wants. */
export async function expectFits(page: Page, what: string): Promise<void> {
  const { width, small } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth - window.innerWidth,
    small: [...document.querySelectorAll('.question button, .question .option, .palette-item')]
      .map((it) => it.getBoundingClientRect())
      .filter((box) => box.height > 0 && (box.height < 24 || box.width < 24)).length,
  }));
  expect({ width, small }, what).toEqual({ width: 0, small: 0 });
}
