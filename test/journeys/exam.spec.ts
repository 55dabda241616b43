import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './workbook.ts';

test('an exam survives a crash of the server and a closed tab, tells nothing before its end, and is marked after it', async ({
  page,
  server,
  context,
}) => {
  await begin(page, server.url);
  await expectNoViolations(page);

  await choose(page, 1);
  await page.getByLabel('Flag to come back').check();
  await expect(page.getByRole('button', { name: 'Question 1, answered, flagged' })).toBeVisible();

  await server.kill();
  await choose(page, 2);
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();
  await page.close();
  await server.start();

  const again = await context.newPage();
  await again.goto(`${server.url}/exam`);
  await again.getByRole('link', { name: /^Go on with/ }).click();
  await expect(again.getByRole('button', { name: 'Question 1, answered, flagged' })).toBeVisible();
  await expect(again.locator('.exam-palette .is-answered')).not.toHaveCount(0);
  await expect(again.getByText('Not saved yet')).toHaveCount(0);
  await expect(again.locator('.marked-head, .profile-table')).toHaveCount(0);

  await lookOver(again);
  await again.getByRole('button', { name: 'Hand in' }).click();
  await expect(again.getByText(/of 1000 by our mapping/)).toBeVisible();
  await expect(again.locator('.profile-table tbody tr').first()).toBeVisible();
  await expect(again.locator('section[aria-label="Every question"] > details')).toHaveCount(20);
  await expectNoViolations(again);
});

test('an exam that is handed in while an answer is under way, or while no server is there, is handed in by itself as soon as it can be', async ({
  page,
  server,
}) => {
  await begin(page, server.url);
  await choose(page, 1);
  await server.kill();
  await choose(page, 2);
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();
  await lookOver(page);
  const handIn = page.getByRole('button', { name: 'Hand in' });
  await handIn.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'It is handed in by itself' })).toBeVisible();
  await expect(handIn).toBeFocused();
  await expectNoViolations(page);
  await server.start();
  await expect(page.getByText(/of 1000 by our mapping/)).toBeVisible();

  await begin(page, server.url);
  await choose(page, 1);
  await lookOver(page);
  await expect(page.getByText('1 of 20 answered, 19 open')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await server.kill();
  await handIn.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'handing in is tried again' })).toBeVisible();
  await server.start();
  await expect(page.getByText(/of 1000 by our mapping/)).toBeVisible();
});

async function begin(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/exam`);
  await page
    .getByRole('button', { name: /^Begin: 20 questions/ })
    .first()
    .click();
  await expect(page.locator('.exam-clock time')).toBeVisible();
}

/** Chooses as many of the first options as are asked for. */
async function choose(page: Page, place: number): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Question ${place},`) }).click();
  const asked = await page.locator('.question-choose').allTextContents();
  const boxes = page.locator('.question-field input');
  for (let box = 0; box < Number(/\d/.exec(asked.join(''))?.[0] ?? 1); box++) {
    await boxes.nth(box).focus();
    await page.keyboard.press('Space');
  }
}

async function lookOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Question 20,/ }).click();
  await page.getByRole('button', { name: 'Look over it all' }).click();
}
