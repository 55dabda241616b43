import { createClient } from '@libsql/client';
import type { Page } from '@playwright/test';
import { databaseFile } from '../../prisma/database-url.ts';
import { expectNoViolations } from './axe.ts';
import type { Server } from './server.ts';
import { expect, labWith, preferPlainText, test, writeText } from './workbook.ts';

const START = labWith('F01').files[0]?.start ?? '';
const OLD = `# given before\n${START}`;
const MINE = `${OLD}# mine\n`;
const editor = (page: Page) => page.locator('.editor textarea');

test.beforeEach(({ context }) => preferPlainText(context));

test('a judgement that runs away is stopped after two seconds, this is said, and the next text is judged again', async ({
  page,
  server,
}) => {
  // A worker that never answers to one text: what a text that takes for ever would look like from outside.
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
      if (!JSON.stringify(message).includes('# for ever')) postMessage.call(this, message, ...rest);
    };
  });
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  const passed = await page.locator('[data-state="passed"]').count();
  const began = Date.now();
  await writeText(page, `# for ever\n${START}`);
  await expect(page.locator('.checks-stopped')).toContainText('longer than two seconds');
  expect(Date.now() - began).toBeGreaterThan(1500);
  await expect(page.locator('[data-state="passed"]')).toHaveCount(passed);
  await writeText(page, START.replace('- !Ref RtA', '- !Ref RtB'));
  await expect(page.locator('.checks-stopped')).toHaveCount(0);
  await expect(page.locator('[data-check="app-a-reads-claims"]')).toHaveAttribute('data-state', 'failed');
});

/** A draft that grew from a given text which is another one now. */
async function openUpdated(page: Page, server: Server): Promise<void> {
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await writeText(page, MINE);
  await expect(page.locator('.saved-saved')).toBeVisible();
  await server.kill();
  const database = createClient({ url: `file:${databaseFile(server.data)}` });
  await database.execute({
    sql: 'UPDATE "Draft" SET "start" = ?',
    args: [JSON.stringify([{ path: labWith('F01').files[0]?.path, text: OLD }])],
  });
  database.close();
  await server.start();
  await page.reload();
  await expect(page.getByRole('alert', { name: 'This lab was updated' })).toBeVisible();
  await expect(editor(page)).toHaveValue(MINE);
}

for (const [action, text] of [
  ['Keep mine', MINE],
  ['Merge', `${START}# mine\n`],
  ['Start again', START],
] as const)
  test(`a lab that was updated asks once what becomes of the text: ${action}`, async ({ page, server }) => {
    await openUpdated(page, server);
    await expectNoViolations(page);
    const settled = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/lab/F01'));
    await page.getByRole('button', { name: action }).click();
    await settled;
    await expect(editor(page)).toHaveValue(text);
    await expect(page.locator('.saved-saved')).toBeVisible();
    await page.reload();
    await expect(page.locator('[data-state="passed"]').first()).toBeVisible();
    await expect(page.getByRole('alert', { name: 'This lab was updated' })).toHaveCount(0);
    await expect(editor(page)).toHaveValue(text);
  });

test('the console asks under what the levers say', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F01`);
  await page.getByRole('tab', { name: 'Levers' }).click();
  await page.getByRole('checkbox', { name: 'us-east-1a is down' }).check();
  await page.getByRole('tab', { name: 'Console' }).click();
  await expect(page.locator('.console-around')).toHaveText('us-east-1a is down');
  const prompt = page.locator('.console-prompt input');
  await prompt.fill('aws s3 cp s3://claims-data/x .');
  await prompt.press('Enter');
  await expect(page.locator('.console-wait')).toBeVisible();
  await page.getByRole('tab', { name: 'Levers' }).click();
  await page.getByRole('button', { name: 'As usual' }).click();
  await page.getByRole('tab', { name: 'Console' }).click();
  await prompt.fill('aws s3 cp s3://claims-data/x .');
  await prompt.press('Enter');
  await expect(page.locator('.console-lines')).toContainText('download: s3://claims-data/x to ./x');
});

test('an incident counts what is asked before the first edit, also when it is opened again; afterwards one may ask on', async ({
  page,
  server,
}) => {
  const lab = labWith('I04');
  await page.goto(`${server.url}/lab/I04`);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Console' }).click();
  const prompt = page.locator('.console-prompt input');
  const ask = async (line: string) => {
    const before = await page.locator('.console-entry').count();
    await prompt.fill(line);
    await prompt.press('Enter');
    await expect(page.locator('.console-entry')).toHaveCount(before + 1);
    await expect(page.locator('.console-entry').last().locator('> .soft')).toHaveCount(0);
  };
  await ask('help');
  await expect(page.locator('.console-around')).toContainText('12 free questions left');
  for (let turn = 0; turn < 12; turn++) await ask('nc -zv 10.0.0.10 443');
  await expect(page.locator('.console-around')).toContainText('0 free questions left');
  await ask('nc -zv 10.0.0.10 443');
  await expect(page.locator('.console-entry').last()).toContainText('Every question that is free');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Ask your own (0 left)' })).toBeDisabled();
  await writeText(page, `# touched\n${lab.files[0]?.start ?? ''}`);
  await expect(page.getByRole('button', { name: 'Ask your own', exact: true })).toBeEnabled();
});
