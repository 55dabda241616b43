import { expectNoViolations } from './axe.ts';
import { byKeys, expectFits, throughSitting } from './sitting-through.ts';
import { answeredEarlier } from './stored.ts';
import { answerRightly, expect, lessons, test } from './workbook.ts';

test('what was answered a month ago is due, is asked again, and is gone through by keyboard until nothing is due', async ({
  page,
  server,
}) => {
  test.setTimeout(240_000);
  const lesson = lessons.find(({ questions }) => questions.filter(({ concept }) => concept !== undefined).length >= 3);
  if (lesson === undefined) throw new Error('the course has no lesson with three questions of a concept');
  for (const [at, question] of lesson.questions.slice(0, 3).entries()) {
    await page.goto(`${server.url}/quiz/${lesson.id}`);
    await page.locator('.palette-item').nth(at).click();
    await answerRightly(page, question);
  }
  await page.goto(`${server.url}/review`);
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing is due' })).toBeVisible();

  await server.kill();
  await answeredEarlier(server, 30);
  await server.start();
  await page.goto(`${server.url}/review`);
  await expect(page.getByRole('heading', { level: 1, name: /^Due for review: [1-3]$/ })).toBeVisible();
  await expectNoViolations(page);
  await expectFits(page, 'review');
  await throughSitting(page, byKeys(page));
  await expect(page.getByRole('link', { name: 'What else is due' })).toBeVisible();
  await page.goto(`${server.url}/review`);
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing is due' })).toBeVisible();
});
