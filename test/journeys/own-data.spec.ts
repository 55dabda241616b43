import { readFileSync } from 'node:fs';
import { expect, test } from './workbook.ts';

test("one's own data can be taken away, reset and deleted without an account", async ({ page, server }) => {
  await page.goto(`${server.url}/learn/L2.2`);
  await page.locator('.question-predict label').first().click();
  await expect(page.locator('.marked-head').first()).toBeVisible();
  await page.goto(`${server.url}/you`);
  await expect(page.getByRole('row', { name: 'Predictions and checks 1' })).toBeVisible();

  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as JSON' }).click()]);
  const exported = JSON.parse(readFileSync(await file.path(), 'utf8')) as { readonly predictions: readonly unknown[] };
  expect(exported.predictions).toHaveLength(1);

  await page.getByRole('button', { name: 'Reset my progress…' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Reset my progress…' }).click();
  await page.getByRole('button', { name: 'Yes, delete what I did' }).click();
  await expect(page.getByRole('status')).toContainText('deleted');
  await expect(page.getByRole('row', { name: 'Predictions and checks 0' })).toBeVisible();

  await page.getByRole('button', { name: 'Delete my data…' }).click();
  await page.getByRole('button', { name: 'Yes, delete everything' }).click();
  await expect(page.getByRole('status')).toContainText('no longer known');
  expect((await page.context().cookies()).filter((cookie) => cookie.name.includes('learner'))).toEqual([]);
});

test('an unknown lesson, lab or quiz is a 404 with a way back', async ({ page, server }) => {
  for (const path of ['/learn/unknown', '/lab/unknown', '/quiz/unknown', '/unknown']) {
    const response = await page.goto(server.url + path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole('link', { name: 'To the course' })).toBeVisible();
  }
});
