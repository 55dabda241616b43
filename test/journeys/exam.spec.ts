import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { endOfSitting, moveEnd, sittingAt } from './stored.ts';
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
  await expect(again.locator('details.reviewed')).toHaveCount(20);
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

test('two windows of one exam learn of each other: both answer, the later answer counts, and neither is taken over in silence', async ({
  page,
  server,
  context,
}) => {
  await begin(page, server.url);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('.exam-clock time')).toBeVisible();

  await choose(page, 1);
  await choose(other, 2);
  for (const each of [page, other]) {
    await expect(each.getByRole('button', { name: 'Question 1, answered' })).toBeVisible();
    await expect(each.getByRole('button', { name: 'Question 2, answered' })).toBeVisible();
  }
  await expect(page.getByText(/^Question 2 was changed in another window/)).toBeVisible();

  // One of them is cut off, and answers what the other one answers meanwhile.
  await open(page, 3);
  await open(other, 3);
  await page.route('**/*', (route) => route.abort());
  await page.locator('.question-field input').first().press('Space');
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();
  await other.locator('.question-field input').nth(1).press('Space');
  await expect(other.getByRole('button', { name: 'Question 3, answered' })).toBeVisible();
  await other.waitForLoadState('networkidle');
  await page.unroute('**/*');
  await expect(page.getByText(/^Question 3 had been answered in another window meanwhile/)).toBeVisible();
  await expect(other.getByText(/^Question 3 was changed in another window/)).toBeVisible();
  await expect(other.locator('.question-field input').first()).toBeChecked();

  await lookOver(page);
  await page.getByRole('button', { name: 'Hand in' }).click();
  for (const each of [page, other]) {
    await each.bringToFront();
    await expect(each.getByText(/of 1000 by our mapping/)).toBeVisible();
  }
});

test('after a lid was closed the clock is right, and when the time is over what there is was handed in', async ({
  page,
  server,
}) => {
  await begin(page, server.url);
  await page.locator('.certainty label', { hasText: 'Sure' }).click();
  await choose(page, 1);
  await page.waitForLoadState('networkidle');
  const sitting = sittingAt(page.url());
  const minutes = async () => Number((await page.locator('.exam-clock time').innerText()).match(/(\d+):\d+$/)?.[1]);
  const before = await minutes();

  await server.kill();
  await moveEnd(server, sitting, -20 * 60_000);
  await server.start();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(async () => before - (await minutes())).toBeGreaterThanOrEqual(20);

  await server.kill();
  await moveEnd(server, sitting, Date.now() - (await endOfSitting(server, sitting)));
  await server.start();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.getByText(/of 1000 by our mapping/)).toBeVisible();
  await expect(page.locator('details.reviewed').filter({ hasText: 'open' })).toHaveCount(19);
  const answered = page.locator('details.reviewed').filter({ hasText: 'and you were sure' });
  await answered.locator('summary').first().press('Enter');
  await expect(answered.locator('.marked-head')).toBeVisible();
  await expectNoViolations(page);
});

async function begin(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/exam`);
  await page
    .getByRole('button', { name: /^Begin: 20 questions/ })
    .first()
    .click();
  await expect(page.locator('.exam-clock time')).toBeVisible();
}

async function open(page: Page, place: number): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Question ${place},`) }).click();
  await expect(page.getByText(`Question ${place} of 20`)).toBeVisible();
}

/** Chooses as many of the first options as are asked for. */
async function choose(page: Page, place: number): Promise<void> {
  await open(page, place);
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
