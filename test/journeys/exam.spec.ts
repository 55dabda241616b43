import { expectNoViolations } from './axe.ts';
import { expect, test } from './workbook.ts';

test('an exam survives a crash of the server and a closed tab, tells nothing before its end, and is marked after it', async ({
  page,
  server,
  context,
}) => {
  await page.goto(`${server.url}/exam`);
  await page
    .getByRole('button', { name: /^Begin: 20 questions/ })
    .first()
    .click();
  await expect(page.locator('.exam-clock time')).toBeVisible();
  await expectNoViolations(page);

  const choose = async (place: number) => {
    await page.getByRole('button', { name: new RegExp(`^Question ${place},`) }).click();
    const asked = await page.locator('.question-choose').allTextContents();
    const boxes = page.locator('.question-field input');
    for (let box = 0; box < Number(/\d/.exec(asked.join(''))?.[0] ?? 1); box++) {
      await boxes.nth(box).focus();
      await page.keyboard.press('Space');
    }
  };
  await choose(1);
  await page.getByLabel('Flag to come back').check();
  await expect(page.getByRole('button', { name: 'Question 1, answered, flagged' })).toBeVisible();

  await server.kill();
  await choose(2);
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

  await again.getByRole('button', { name: /^Question 20,/ }).click();
  await again.getByRole('button', { name: 'Look over it all' }).click();
  await again.getByRole('button', { name: 'Hand in' }).click();
  await expect(again.getByText(/of 1000 by our mapping/)).toBeVisible();
  await expect(again.locator('.profile-table tbody tr').first()).toBeVisible();
  await expect(again.locator('section[aria-label="Every question"] > details')).toHaveCount(20);
  await expectNoViolations(again);
});
