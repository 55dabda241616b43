import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, labWith, preferPlainText, test, writeText } from './workbook.ts';

const START = labWith('F01').files[0]?.start ?? '';

test('a machine of the network is typed at, and what it called stands in the logs', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F01`);
  await page.getByRole('tab', { name: 'Console' }).click();
  const prompt = page.locator('.console-prompt input');
  await prompt.fill('aws s3 cp s3://claims-data/x .');
  await prompt.press('Enter');
  await expect(page.locator('.console-lines')).toContainText('download: s3://claims-data/x to ./x');
  await page.locator('.console-bar select').selectOption('app-b');
  await prompt.pressSequentially('aws s3 ls s3://claims-d');
  await prompt.press('Tab');
  await expect(prompt).toHaveValue('aws s3 ls s3://claims-data/ ');
  await prompt.press('Enter');
  await expect(page.locator('.console-lines')).toContainText(
    'Connect timeout on endpoint URL: "https://claims-data.s3.us-east-1',
  );
  await expect(page.locator('.console-wait')).toBeVisible();
  await prompt.press('ArrowUp');
  await expect(prompt).toHaveValue('aws s3 ls s3://claims-data/');
  await page.getByRole('tab', { name: 'Logs' }).click();
  await expect(page.locator('.log-event summary')).toContainText(['s3:GetObject']);
  expect((await new AxeBuilder({ page }).analyze()).violations.map((each) => each.id)).toEqual([]);
});

test('an edit that breaks a check is named, a misspelt word is mended by a button, and an earlier text comes back', async ({
  context,
  page,
  server,
}) => {
  await preferPlainText(context);
  await page.goto(`${server.url}/lab/F01`);
  const row = page.locator('[data-check="app-a-reads-claims"]');
  await expect(row).toHaveAttribute('data-state', 'passed');
  await writeText(page, START.replace('- !Ref RtA', '- !Ref RtB'));
  await expect(row).toHaveAttribute('data-state', 'failed');
  await expect(page.locator('.saved-saved')).toBeVisible();
  await expect(row.locator('.check-edit')).toContainText('!Ref RtB');
  await row.getByRole('button', { name: 'Explain this verdict' }).click();
  await expect(row.locator('.check-explained')).toContainText('the program waits');
  const download = page.waitForEvent('download');
  await row.getByRole('button', { name: 'This verdict looks wrong' }).click();
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(saved).toMatchObject({ lab: 'F01', check: 'app-a-reads-claims', probe: { probes: [{ id: 'app-a-reads-claims' }] } });
  await writeText(page, START.replace('CidrBlock: 10.20.2.0', 'CidrBlok: 10.20.2.0'));
  await page.getByRole('button', { name: 'Change to CidrBlock' }).click();
  await expect(page.locator('.editor textarea')).toHaveValue(START);
  await page.getByRole('tab', { name: 'History' }).click();
  await page.locator('.history summary').first().click();
  await page.getByRole('button', { name: 'Bring this text back' }).click();
  await expect(page.locator('.saved-saved')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations.map((each) => each.id)).toEqual([]);
});

test('in Monaco words are offered, given lines are marked, and Escape leads out', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F07`);
  await expect(page.locator('.editor[data-editor="monaco"]')).toBeVisible();
  await page.locator('.faults .line-link').first().click();
  for (let line = 0; line < 5; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', s3:GetBucketLoc');
  await expect(page.locator('.suggest-widget')).toContainText('s3:GetBucketLocation');
  await page.keyboard.press('Enter');
  await expect(page.locator('.view-lines')).toContainText('s3:GetBucketLocation]');
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(page.locator('.locked-sign').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.text-tools button').first()).toBeFocused();
  const below = page.locator('.faults .line-link').first();
  const beyond = async () => {
    await page.keyboard.press('Tab');
    return below.evaluate((node) => node === document.activeElement);
  };
  await expect.poll(beyond).toBe(true);
  await expect(page.locator('.view-lines')).toHaveText(/^AWSTemplateFormatVersion/);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.locator('.result')).toContainText('Recorded, not passed yet.');
});
