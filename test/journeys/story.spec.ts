import {
  answerRightly,
  expect,
  labWith,
  lessonWith,
  preferPlainText,
  rightOptions,
  solutionText,
  test,
  writeText,
} from './workbook.ts';

test('a learner reads, predicts wrongly, fixes a lab and answers; the power fails, and everything is there', async ({
  page,
  context,
  server,
}) => {
  test.slow();
  const lesson = lessonWith('L2.2');
  const lab = labWith('F01');
  await preferPlainText(context);

  await test.step('home says where to begin', async () => {
    await page.goto(server.url);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A timeout is not a denial');
    await page.getByRole('heading', { level: 3 }).getByRole('link', { name: lesson.title }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(lesson.title.replaceAll('`', ''));
  });

  const [prediction] = lesson.predictions;
  if (prediction === undefined) throw new Error('L2.2 has no prediction');
  const wrong = prediction.options.find((option) => !rightOptions(prediction).includes(option.id));
  await test.step('a wrong prediction explains every option and shows the trace', async () => {
    const card = page.locator('.card', { has: page.locator(`[id="q-${prediction.id}"]`) });
    await card.locator(`label:has(input[value="${wrong?.id}"])`).click();
    await expect(card.getByText('Not what happens.')).toBeVisible();
    await expect(card.locator('.line')).toHaveCount(prediction.options.length);
    await expect(card.locator('.line.is-right')).toHaveCount(1);
    await expect(card.locator('.trace')).toBeVisible();
  });

  await test.step('the end of the lesson is reached', async () => {
    const saved = page.waitForResponse(
      (response) => response.request().method() === 'POST' && (response.request().postData() ?? '').includes('"finished":true'),
    );
    await page.locator('.lesson-foot').scrollIntoViewIfNeeded();
    await saved;
  });

  await test.step('app-b is stopped by the route table', async () => {
    await page.locator('.lesson-todo').getByRole('link', { name: /^F01/ }).click();
    const check = page.locator('[data-check="app-b-reads-claims"]');
    await expect(check).toHaveAttribute('data-state', 'failed');
    await check.getByRole('button').first().press('Tab');
    await expect(page.locator('.check.is-open')).toContainText('timed out');
    await expect(page.locator('.gate-blocked')).toContainText('route');
    await expect(page.locator('.faults')).toContainText('RtB');
  });

  await test.step('the text is mended, judged at once, and submitted', async () => {
    await writeText(page, solutionText(lab));
    await expect(page.locator('[data-state="passed"]')).toHaveCount(lab.checks.length);
    await expect(page.locator('.saved-saved')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.locator('.result')).toContainText('Passed.');
  });

  await test.step('the questions are answered', async () => {
    await page.goto(`${server.url}/quiz/${lesson.id}`);
    for (const question of lesson.questions) {
      await answerRightly(page, question);
      await expect(page.locator('.marked-head')).toHaveText(question.kind === 'predict' ? 'As you predicted.' : 'Right.');
      await page.getByRole('button', { name: /^(Next question|To the result)$/ }).click();
    }
    await expect(page.locator('.quiz-result h2')).toHaveText(`${lesson.questions.length} of ${lesson.questions.length} right`);
  });

  await test.step('after SIGKILL everything is there', async () => {
    await server.kill();
    await server.start();
    await page.goto(server.url);
    const stop = page.locator('.stop', { has: page.getByRole('heading', { name: new RegExp(lesson.id.replace('.', '\\.')) }) });
    await expect(stop.locator('.mark', { hasText: 'Lesson' })).toHaveClass(/is-done/);
    await expect(stop.locator('.mark', { hasText: 'Lab F01' })).toHaveClass(/is-done/);
    await expect(stop.locator('.mark', { hasText: 'Questions' })).toHaveClass(/is-done/);

    await page.goto(`${server.url}/learn/${lesson.id}`);
    await expect(page.getByText('Not what happens.').first()).toBeVisible();

    await page.goto(`${server.url}/lab/F01`);
    await expect(page.locator('.editor textarea')).toHaveValue(solutionText(lab));
    await page.getByRole('tab', { name: 'Attempts' }).click();
    await expect(page.locator('.attempts tbody tr')).toHaveCount(1);
    await page.getByRole('tab', { name: 'Solutions' }).click();
    await expect(page.locator('.solution')).toHaveCount(lab.secrets.solutions.length);

    await page.goto(`${server.url}/quiz/${lesson.id}`);
    await expect(page.locator('.quiz-result')).toBeVisible();
  });
});
