import { expectNoViolations } from './axe.ts';
import { expect, labWith, preferPlainText, test, writeText } from './workbook.ts';

const START = labWith('F01').files[0]?.start ?? '';

test.use({ predicting: true });
test.beforeEach(({ context }) => preferPlainText(context));

test('what will happen is said before the packet runs, is locked, compared, and remembered', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F01`);
  const row = page.locator('.check.is-open');
  await expect(row.getByText('What happens instead?')).toBeVisible();
  await expect(page.locator('.stepper')).toHaveCount(0);
  await expect(page.locator('.path-packet')).toHaveCount(0);
  await expectNoViolations(page);
  await row.getByLabel('denied', { exact: true }).check();
  await row.getByLabel('decided by').selectOption('route');
  const kept = page.waitForResponse(
    (response) => response.url().endsWith('/record') && response.request().postData()?.includes('"expectation"') === true,
  );
  await row.getByRole('button', { name: 'Lock it in and run' }).click();
  await expect(page.locator('.guess-told')).toContainText(
    'You expected denied; it was timed out. The route decided, as you said.',
  );
  await expect(page.locator('.step-row').nth(1)).toHaveAttribute('aria-current', 'step');
  expect((await kept).ok()).toBe(true);
  await page.reload();
  await expect(page.locator('.guess-told')).toContainText('You expected denied');
  await page.goto(`${server.url}/profile`);
  await expect(page.getByText('0 of 1 verdicts came as you had said')).toBeVisible();
});

test('it can be skipped, or not be asked at all, and nothing is asked about an edit', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F01`);
  const kept = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  await expect(page.locator('.stepper')).toBeVisible();
  await kept;
  await page.reload();
  await expect(page.locator('.stepper')).toBeVisible();
  await page.goto(`${server.url}/lab/F05`);
  await expect(page.getByText('What happens instead?')).toBeVisible();
  await page.getByRole('button', { name: 'Predict first' }).click();
  await expect(page.getByText('What happens instead?')).toHaveCount(0);
  await page.getByRole('button', { name: 'Predict first' }).click();
  await expect(page.getByText('What happens instead?')).toBeVisible();
  await page.goto(`${server.url}/lab/F01`);
  await writeText(page, `# mine\n${START}`);
  await expect(page.locator('.check-blank')).toHaveCount(0);
  await expect(page.getByText('What happens instead?')).toHaveCount(0);
});
