import { withDatabase } from '../proof/room.ts';
import { expect, test } from './workbook.ts';

const QUIZ = '/quiz/L1.1';

test('an answer that is given while no server is there is kept, goes from whatever page opens next, and counts once', async ({
  page,
  server,
}) => {
  const answers = () =>
    withDatabase(server.data, async (client) => (await client.execute('SELECT "clientKey" FROM "QuizAnswer"')).rows.length);
  const before = await answers();
  await page.goto(server.url + QUIZ);
  const options = page.locator('.question-field input');
  await options.first().waitFor();
  await server.kill();
  await options.first().check();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'kept on this device' })).toBeVisible();
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'kept on this device' })).toBeVisible();
  await page.close();
  await server.start();
  const another = await page.context().newPage();
  await another.goto(`${server.url}/glossary`);
  const kept = () => another.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('workbook/journal/')));
  await expect.poll(kept).toEqual([]);
  expect(await answers()).toBe(before + 1);
  await another.goto(server.url + QUIZ);
  await expect(another.getByRole('button', { name: /^Question 1, (?:right|not right)$/ })).toBeVisible();
  expect(await answers()).toBe(before + 1);
});

test('what the server could not keep comes to the page that waits for it, without a hand', async ({ page, server }) => {
  await page.goto(server.url + QUIZ);
  const options = page.locator('.question-field input');
  await options.first().waitFor();
  await page.route('**/record', (route) => route.fulfill({ status: 503, json: { fault: 'full' } }));
  await options.first().check();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The disk of the server is full' })).toBeVisible();
  await page.unroute('**/record');
  await expect(page.getByRole('button', { name: 'Next question' })).toBeVisible();
});
