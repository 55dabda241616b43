import { expect, labWith, preferPlainText, test, writeText } from './workbook.ts';

const lab = labWith('F01');
const START = lab.files[0]?.start ?? '';
const PATH = '/lab/F01';

test.beforeEach(({ context }) => preferPlainText(context));

test('what was typed is there after a reload', async ({ page, server }) => {
  await page.goto(server.url + PATH);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await writeText(page, `# mine\n${START}`);
  await expect(page.locator('.saved-saved')).toHaveText(/^saved \d\d:\d\d:\d\d$/);
  await page.reload();
  await expect(page.locator('.editor textarea')).toHaveValue(`# mine\n${START}`);
});

test('two tabs never overwrite each other: both texts are shown until somebody chooses', async ({ context, server }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await one.goto(server.url + PATH);
  await expect(one.locator('[data-state="failed"]').first()).toBeVisible();
  await two.goto(server.url + PATH);
  await expect(two.locator('[data-state="failed"]').first()).toBeVisible();
  await writeText(one, `# one\n${START}`);
  await expect(one.locator('.saved-saved')).toBeVisible();
  await writeText(two, `# two\n${START}`);
  const conflict = two.getByRole('alert', { name: 'Two texts' });
  await expect(conflict).toContainText('# one');
  await expect(conflict).toContainText('# two');
  await conflict.getByRole('button', { name: 'Take that one' }).click();
  await expect(two.locator('.editor textarea')).toHaveValue(`# one\n${START}`);
  await two.getByRole('button', { name: 'Undo' }).click();
  await expect(two.locator('.editor textarea')).toHaveValue(`# two\n${START}`);
  await expect(two.locator('.saved-saved')).toBeVisible();
});

test('with the server gone the text stays on this device and is saved when it is back', async ({ page, server }) => {
  await page.goto(server.url + PATH);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await server.kill();
  await writeText(page, `# alone\n${START}`);
  await expect(page.locator('.saved')).toHaveText('not saved – kept on this device');
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await server.start();
  await page.reload();
  await expect(page.locator('.editor textarea')).toHaveValue(`# alone\n${START}`);
  await expect(page.locator('.saved-saved')).toBeVisible();
});

test('a reset can be undone', async ({ page, server }) => {
  await page.goto(server.url + PATH);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await writeText(page, `# mine\n${START}`);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.locator('.editor textarea')).toHaveValue(START);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.editor textarea')).toHaveValue(`# mine\n${START}`);
});

test('a submission whose answer was lost is sent again under the same key and recorded once', async ({ page, server }) => {
  await page.goto(server.url + PATH);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await page.route('**/record', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    return route.abort();
  });
  await page.getByRole('button', { name: /^Submit/ }).click();
  await expect(page.locator('.result')).toContainText('did not confirm');
  await expect(page.getByRole('button', { name: 'Send again' })).toBeVisible();
  await page.unroute('**/record');
  await expect(page.locator('.result')).toContainText('Recorded, not passed yet.');
  await page.reload();
  await page.getByRole('tab', { name: 'Attempts' }).click();
  await expect(page.locator('.attempts tbody tr')).toHaveCount(1);
});
