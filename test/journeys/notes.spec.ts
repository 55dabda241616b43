import { expectNoViolations } from './axe.ts';
import { expect, test } from './workbook.ts';

test('a note beside a lesson and one in a lab are kept, listed, and found by the palette', async ({ page, server }) => {
  await page.goto(`${server.url}/learn/L2.2`);
  const note = page.getByLabel('Your own note on L2.2');
  await note.fill('A prefix list counts with its entries.');
  await page.getByRole('button', { name: 'Bookmark' }).click();
  await expect(page.locator('.own-note .saved-saved')).toBeVisible();
  await page.goto(`${server.url}/lab/F01`);
  await page.getByRole('tab', { name: 'Notes' }).click();
  const inLab = page.getByLabel('Your own note on F01');
  await inLab.fill('Look at the table of the subnet first.');
  await page.getByRole('tab', { name: 'Facts' }).click();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await expect(inLab).toHaveValue('Look at the table of the subnet first.');
  await expect(page.locator('.own-note .saved-saved')).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('link', { name: 'All notes and bookmarks' }).click();
  await expect(page.locator('.notes-list li')).toHaveCount(2);
  await expect(page.locator('.notes-list')).toContainText('Bookmarked');
  await expectNoViolations(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('prefix list counts');
  await expect(page.getByRole('option').first()).toContainText('L2.2');
});

test('two tabs never overwrite each other’s note', async ({ context, server }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) {
    await page.goto(`${server.url}/learn/L2.2`);
    // A page that wakes up later would find what the other has begun, and go on from there.
    await expect(page.getByLabel('Your own note on L2.2')).toBeEditable();
  }
  await one.getByLabel('Your own note on L2.2').fill('one');
  await expect(one.locator('.own-note .saved-saved')).toBeVisible();
  await two.getByLabel('Your own note on L2.2').fill('two');
  const conflict = two.getByRole('alert', { name: 'Two texts' });
  await expect(conflict).toContainText('one');
  await conflict.getByRole('button', { name: 'Keep this one' }).click();
  await expect(two.locator('.own-note .saved-saved')).toBeVisible();
  await one.reload();
  await expect(one.getByLabel('Your own note on L2.2')).toHaveValue('two');
});

test('with the server gone a note stays on this device', async ({ page, server }) => {
  await page.goto(`${server.url}/learn/L2.2`);
  await server.kill();
  await page.getByLabel('Your own note on L2.2').fill('alone');
  await expect(page.locator('.own-note .saved-kept')).toBeVisible();
  await server.start();
  await page.reload();
  await expect(page.getByLabel('Your own note on L2.2')).toHaveValue('alone');
  await expect(page.locator('.own-note .saved-saved')).toBeVisible();
});
