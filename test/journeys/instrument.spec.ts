import { expectNoViolations } from './axe.ts';
import { expect, preferPlainText, test } from './workbook.ts';

test.beforeEach(({ context }) => preferPlainText(context));

test('the map and the trace with the keyboard alone, and a link that opens the same step', async ({ page, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('.stage .map-subnet').first()).toBeVisible();
  await page.locator('.stage').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const thing = await page.evaluate(() => document.activeElement?.getAttribute('data-thing'));
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: `Facts of ${thing}` });
  await expect(panel.getByRole('table').first()).toContainText('Destination');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(page.locator(`[data-thing="${thing}"]`).first()).toBeFocused();

  await page.locator('.step-row').first().click();
  await expect(page).toHaveURL(/#trace=[\w-]+,1$/);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.step-row').nth(1)).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('.stepper [aria-live]')).toContainText('Step 2 of');
  const title = await page.locator('.trace-title').textContent();
  await page.reload();
  await expect(page.locator('.step-row').nth(1)).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('.trace-title')).toHaveText(title ?? '');
  expect(await page.locator('.path-packet').evaluate((packet) => getComputedStyle(packet).transitionProperty)).toBe('none');
});

test('a zone fails, an attacker tries, and a question of one’s own is predicted before it runs', async ({ page, server }) => {
  await page.goto(`${server.url}/lab/F01`);
  await page.getByRole('tab', { name: 'Levers' }).click();
  await page.getByRole('checkbox', { name: 'us-east-1a is down' }).check();
  await expect(page.locator('.map-down')).toHaveCount(1);
  await expect(page.locator('.lever-list li:not(.is-usual)').first()).toContainText('timed out');
  await page.getByRole('button', { name: 'As usual' }).click();
  await expect(page.locator('.map-down')).toHaveCount(0);
  await page.getByLabel('Beside it').selectOption({ label: 'the given text' });
  await expect(page.getByText('costs the same a month as the given text')).toBeVisible();
  await page.getByRole('slider', { name: /^Each flow/ }).press('End');
  await expect(page.locator('.price-two thead')).toContainText('The other');
  await page.getByRole('button', { name: 'Try everything' }).click();
  await expect(page.locator('.tries').first()).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('tab', { name: 'Trace' }).click();
  await page.getByRole('button', { name: 'Ask your own' }).click();
  await expect(page.locator('.stepper')).toHaveCount(0);
  await page.getByLabel('allowed').check();
  await expectNoViolations(page);
  const kept = page.waitForResponse(
    (response) => response.url().endsWith('/record') && response.request().postData()?.includes('"guess"') === true,
  );
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.locator('.guess-told')).toContainText('You expected allowed');
  await expect(page.locator('.stepper')).toBeVisible();
  expect((await kept).ok()).toBe(true);
});

test('an edit is marked, panes keep their sizes, and the palette goes where one types', async ({ page, server }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('.stage .map-subnet').first()).toBeVisible();
  const editor = page.locator('.editor textarea');
  const text = await editor.inputValue();
  await editor.fill(text.replace('10.20.30.0/24', '10.20.31.0/24'));
  await expect(page.locator('.map-foot')).toHaveText('Last edit: changed QuarA.');
  await expect(page.locator('.map-edit-changed')).toHaveCount(1);

  const line = text.split('\n').findIndex((each) => each.startsWith('  S3Gw:')) + 1;
  await editor.evaluate((area: HTMLTextAreaElement, at) => {
    area.focus();
    const start =
      area.value
        .split('\n')
        .slice(0, at - 1)
        .join('\n').length + 1;
    area.setSelectionRange(start, start);
  }, line);
  await expect(page.locator('[data-thing="S3Gw"].is-lit')).toHaveCount(1);
  await expect(page.locator('.map-line')).toHaveText('This line: S3Gw');
  const area = await editor.boundingBox();
  await page.mouse.move((area?.x ?? 0) + 60, (area?.y ?? 0) + 5);
  await page.mouse.move((area?.x ?? 0) + 60, (area?.y ?? 0) + 8);
  await expect(page.locator('.map-line')).toHaveCount(0);
  await page.mouse.move(0, 0);

  const border = page.getByRole('separator', { name: 'Width of brief and checks' });
  const before = (await page.locator('.pane-checks').boundingBox())?.width ?? 0;
  await border.focus();
  await page.keyboard.press('ArrowRight');
  const wider = (await page.locator('.pane-checks').boundingBox())?.width ?? 0;
  expect(wider).toBeGreaterThan(before);
  await page.reload();
  expect((await page.locator('.pane-checks').boundingBox())?.width).toBe(wider);

  await page.locator('.stage').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('L2.2');
  await expect(page.getByRole('option').first()).toContainText('L2.2');
  await expectNoViolations(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/learn\/L2\.2$/);
});
