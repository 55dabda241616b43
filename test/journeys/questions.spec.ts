import type { Page } from '@playwright/test';
import { keyOf, type Question, type QuestionKey } from '#engine';
import { expectNoViolations } from './axe.ts';
import { canaries, found, listenTo } from './secrets.ts';
import { byKeys, expectFits, tabTo, throughSitting } from './sitting-through.ts';
import { answerRightly, expect, type Lesson, lessons, plain, shownVariant, test } from './workbook.ts';

const KINDS = ['single', 'multiple', 'predict', 'fill-in', 'order', 'match', 'hotspot'] as const;
type Kind = (typeof KINDS)[number];

/** The first question of a kind in the course, with its lesson and its place there. */
function firstOf(kind: Kind): { readonly lesson: Lesson; readonly at: number; readonly question: Question } {
  for (const lesson of lessons)
    for (const [at, question] of lesson.questions.entries()) if (question.kind === kind) return { lesson, at, question };
  throw new Error(`the course has no question of the kind ${kind}`);
}

for (const kind of KINDS) {
  test(`a question of the kind ${kind} is answered by keyboard alone, and tells nothing before`, async ({ page, server }) => {
    const { lesson, at, question: written } = firstOf(kind);
    const heard = listenTo(page);
    await page.goto(`${server.url}/quiz/${lesson.id}`);
    await openByKeyboard(page, at);
    const question = await shownVariant(page, written);
    await answerByKeyboard(page, question, keyOf(question));
    await heard.settled();
    expect(found(heard.texts)).toEqual([]);
    expect(heard.texts.filter(([, text]) => /keyProof|"scenarios"|"misconception"|"accepted"/.test(text))).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page.locator('.marked-head')).toHaveText(/^(Right\.|As you predicted\.)$/);
    await expect(page.locator('.marked-head')).toBeFocused();
    await heard.settled();
    const own = canaries().filter(([name]) => name.startsWith('reason ') && name.includes(written.id));
    if (written.template === undefined && own.length > 0)
      expect(
        found([['the page', await page.locator('.marked').innerText()]]).some((each) => each.includes(written.id)),
        'the same search finds the reasons afterwards',
      ).toBe(true);
    await tabTo(page, page.getByRole('button', { name: /^(Next question|To the result)$/ }));
    await page.keyboard.press('Enter');
    await expect(page.locator('.marked-head')).toHaveCount(0);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('each kind of question is answered with a finger, and nothing is too wide or too small', async ({ page, server }) => {
    test.setTimeout(240_000);
    for (const kind of KINDS) {
      const { lesson, at, question } = firstOf(kind);
      await page.goto(`${server.url}/quiz/${lesson.id}`);
      await page.locator('.palette-item').nth(at).tap();
      await expect(page.locator('.palette-item').nth(at)).toHaveAttribute('aria-current', 'step');
      await expectFits(page, kind);
      await answerRightly(page, question);
      await expect(page.locator('.marked-head')).toHaveText(/^(Right\.|As you predicted\.)$/);
      await expectFits(page, `${kind}, answered`);
    }
  });

  test('practice goes on with a finger from the first question to its end, and shows a scenario', async ({ page, server }) => {
    test.setTimeout(240_000);
    await page.goto(`${server.url}/practice`);
    await page.getByRole('link', { name: 'A mix of everything' }).tap();
    await throughSitting(page, async (target) => target.tap());
    await page.goto(`${server.url}/review`);
    await expectFits(page, 'review');
  });
});

test('practice and review are gone through by keyboard alone', async ({ page, server }) => {
  test.setTimeout(240_000);
  const heard = listenTo(page);
  await page.goto(`${server.url}/practice`);
  await tabTo(page, page.getByRole('link', { name: 'A mix of everything' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('.practice-run')).toBeVisible();
  await heard.settled();
  expect(found(heard.texts)).toEqual([]);
  await throughSitting(page, byKeys(page));
  await page.goto(`${server.url}/review`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await tabTo(page, page.getByLabel('At most so many a day'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('At most so many a day')).toHaveValue('12');
  await expectNoViolations(page);
});

test('an exam tells nothing in any page or answer before it is handed in, and is taken with the keyboard', async ({
  page,
  server,
}) => {
  test.setTimeout(240_000);
  const heard = listenTo(page);
  await page.goto(`${server.url}/exam`);
  await tabTo(page, page.getByRole('button', { name: /^Begin: 20 questions/ }).first());
  await page.keyboard.press('Enter');
  await expect(page.locator('.exam-clock time')).toBeVisible();
  for (let place = 0; place < 20; place++) {
    await expect(page.getByText(`Question ${place + 1} of 20`)).toBeVisible();
    const wanted = Number(/\d/.exec((await page.locator('.question-choose').allTextContents()).join(''))?.[0] ?? 1);
    for (let each = 0; each < wanted; each++) await page.keyboard.press('abcdef'.charAt(each));
    await expect(page.locator('.question-field input:checked')).toHaveCount(wanted);
    await page.keyboard.press('Enter');
  }
  await page.reload();
  await expect(page.getByText('20 answered, 0 open')).toBeVisible();
  await heard.settled();
  expect(found(heard.texts)).toEqual([]);
  expect(heard.texts.filter(([, text]) => /keyProof|"scenarios"|"misconception"|"reason"/.test(text))).toEqual([]);
  await page.getByRole('button', { name: /^Question 20,/ }).press('Enter');
  await page.getByRole('button', { name: 'Look over it all' }).press('Enter');
  await page.getByRole('button', { name: 'Hand in' }).press('Enter');
  await expect(page.getByText(/of 1000 by our mapping/)).toBeVisible();
  for (let place = 0; place < 3; place++) {
    await page.locator('.reviewed > summary').nth(place).press('Enter');
    await expect(page.locator('.reviewed').nth(place).locator('.marked-head')).toBeVisible();
  }
  const shown = (await page.locator('.reviewed[open]').allTextContents()).join('\n');
  expect(found([['what is opened', shown]]).length).toBeGreaterThan(0);
});

async function openByKeyboard(page: Page, at: number): Promise<void> {
  const item = page.locator('.palette-item').nth(at);
  // Keys that are pressed before the page's script has run go nowhere, as for a person.
  await expect(async () => {
    await tabTo(page, item);
    await page.keyboard.press('Enter');
    await expect(page.locator('.quiz-body')).toBeFocused({ timeout: 500 });
  }).toPass();
}

/** Gives the right answer with keys alone; where there are options, by their letters. */
async function answerByKeyboard(page: Page, question: Question, key: QuestionKey): Promise<void> {
  switch (key.kind) {
    case 'options': {
      const shown = await page
        .locator('.question-field input')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
      for (const id of key.correct) await page.keyboard.press('abcdefghi'.charAt(shown.indexOf(id)));
      await expect(page.locator('.question-field input:checked')).toHaveCount(key.correct.length);
      return;
    }
    case 'text':
      await tabTo(page, page.getByLabel('Your answer'));
      return page.keyboard.type(` ${(key.accepted[0] ?? '').toUpperCase()}. `);
    case 'order':
      return orderByKeyboard(page, question, key.order);
    case 'match':
      for (const [index, left] of (question.kind === 'match' ? question.left : []).entries()) {
        const select = page.locator('.match select').nth(index);
        await tabTo(page, select);
        const values = await select.evaluate((it) => [...(it as HTMLSelectElement).options].map((option) => option.value));
        for (let press = 0; press < values.indexOf(key.pairs[left.id] ?? ''); press++) await page.keyboard.press('ArrowDown');
        await expect(select).toHaveValue(key.pairs[left.id] ?? '');
      }
      await tabTo(page, page.getByRole('button', { name: 'Answer', exact: true }));
  }
}

/** Moves each item up with its button; after a move the same button has the focus still. */
async function orderByKeyboard(page: Page, question: Question, order: readonly string[]): Promise<void> {
  const texts = new Map(question.kind === 'order' ? question.items.map((item) => [item.id, plain(item.text)] as const) : []);
  const rows = page.locator('.order li');
  for (const [place, id] of order.entries()) {
    const from = (await rows.locator('.order-text').allTextContents()).map(plain).indexOf(texts.get(id) ?? '');
    if (from <= place) continue;
    const up = rows.nth(from).getByRole('button', { name: /^Move up/ });
    const name = (await up.getAttribute('aria-label')) ?? '';
    await tabTo(page, up);
    for (let press = from; press > place; press--) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name, exact: true })).toBeFocused();
    }
  }
  await tabTo(page, page.getByRole('button', { name: 'Answer', exact: true }));
}
