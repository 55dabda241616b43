import { expectNoViolations } from './axe.ts';
import { answerRightly, expect, lessonWith, test } from './workbook.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test('home, your data and an unknown address', async ({ page, server }) => {
      for (const path of ['/', '/you', '/learn/unknown']) {
        await page.goto(server.url + path);
        await expectNoViolations(page);
      }
    });

    test('a lesson, before and after its parts have answered', async ({ page, server }) => {
      await page.goto(`${server.url}/learn/L2.2`);
      await expectNoViolations(page);
      await page.locator('.question-predict label').first().click();
      await expect(page.locator('.marked-head').first()).toBeVisible();
      await page.getByRole('button', { name: 'Run', exact: true }).first().click();
      await expect(page.locator('.probe-head + div .trace').first()).toBeVisible();
      await page.locator('.figure').first().getByRole('button', { name: 'Words' }).click();
      await page.locator('.fact-mark').first().click();
      await expect(page.locator('.fact-card:popover-open')).toBeVisible();
      await expectNoViolations(page);
    });

    test('a lab with Monaco, with the text area, and each of its tabs', async ({ page, server }) => {
      await page.goto(`${server.url}/lab/F01`);
      await expect(page.locator('.editor[data-editor="monaco"]')).toBeVisible();
      await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole('button', { name: 'Plain text' }).click();
      await expect(page.locator('.editor[data-editor="plain"]')).toBeVisible();
      await page.getByRole('button', { name: /^Submit/ }).click();
      await expect(page.locator('.result')).toContainText('Recorded');
      for (const tab of ['Hints', 'Solutions', 'Attempts', 'Facts']) {
        await page.getByRole('tab', { name: tab }).click();
        await expectNoViolations(page);
      }
    });

    test('every question of the lesson, asked and answered, and the result', async ({ page, server }) => {
      const lesson = lessonWith('L2.2');
      await page.goto(`${server.url}/quiz/${lesson.id}`);
      for (const question of lesson.questions) {
        await expectNoViolations(page);
        await answerRightly(page, question);
        await expectNoViolations(page);
        await page.getByRole('button', { name: /^(Next question|To the result)$/ }).click();
      }
      await expectNoViolations(page);
    });
  });
}

test('a question is answered with the keyboard alone', async ({ page, server }) => {
  await page.goto(`${server.url}/quiz/L2.2`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  const palette = page.locator('.palette-item');
  await expect(palette.first()).toBeVisible();
  const first = lessonWith('L2.2').questions.findIndex((question) => question.kind === 'single' || question.kind === 'predict');
  // Keys that are pressed before the page's script has run go nowhere, as for a person.
  await expect(async () => {
    await palette.nth(first).press('Enter');
    await expect(page.locator('.quiz-body')).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.locator('.marked-head')).toBeFocused();
  await expect(page.locator('.line-reason')).not.toHaveCount(0);
});
