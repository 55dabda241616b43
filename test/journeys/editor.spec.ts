import { expect, labWith, pasteText, solutionText, test } from './workbook.ts';

const lab = labWith('F01');
const START = lab.files[0]?.start ?? '';

test('the text area can be typed into while scripts are still on their way, and Monaco takes the text over', async ({
  page,
  server,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${server.url}/lab/F01`, { waitUntil: 'commit' });
  const area = page.locator('.editor textarea');
  await expect(area).toHaveValue(START);
  await area.fill(`# typed early\n${START}`);
  release();
  await expect(page.locator('.editor[data-editor="monaco"]')).toBeVisible();
  await page.locator('.monaco-editor').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(page.locator('.view-lines')).toContainText('typed early');
  await expect(page.locator('.saved-saved')).toBeVisible();
});

test('in Monaco a fault is underlined, its line can be reached from the list, and the mended text passes', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('.editor[data-editor="monaco"]')).toBeVisible();
  await page.locator('.faults .line-link').first().click();
  await expect(page).toHaveURL(/#line=\d+$/);
  await expect(page.locator('.squiggly-warning').first()).toBeVisible();
  await page.locator('.monaco-editor').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText('not: [valid');
  await expect(page.locator('.checks-rejected')).toBeVisible();
  await expect(page.locator('.faults')).toContainText('line 1');
  await page.keyboard.press('ControlOrMeta+A');
  await pasteText(page, solutionText(lab));
  await expect(page.locator('[data-state="passed"]')).toHaveCount(lab.checks.length);
});

test('a link to a line opens the lab at that line', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F01#line=5`);
  await expect(page.locator('.editor[data-editor="monaco"]')).toBeVisible();
  await expect(page.locator('.monaco-editor .line-numbers.active-line-number')).toHaveText('5');
});

test('hints come one at a time, and solutions after the last of them only to somebody who asks twice', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/lab/F01`);
  await page.getByRole('tab', { name: 'Solutions' }).click();
  await expect(page.locator('.solution')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Hints' }).click();
  for (let rung = 1; rung <= 4; rung++) {
    await page.getByRole('button', { name: /^Show (a|the next) hint$/ }).click();
    await expect(page.locator('.hints li')).toHaveCount(rung);
    if (rung === 4) break;
    await expect(page.getByRole('button', { name: 'Show the next hint' })).toBeDisabled();
    await page.getByRole('button', { name: /^Submit/ }).click();
    await expect(page.getByRole('button', { name: 'Show the next hint' })).toBeEnabled();
  }
  await page.getByRole('tab', { name: 'Solutions' }).click();
  await page.getByRole('button', { name: 'Give up and look…' }).click();
  await page.getByRole('button', { name: 'Yes, show the solutions' }).click();
  await expect(page.locator('.solution')).toHaveCount(lab.secrets.solutions.length);
});
