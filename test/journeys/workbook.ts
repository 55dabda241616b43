import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { drawQuestion, keyOf, type Lab, type Lesson, labsOf, lessonsOf, type Question } from '#engine';
import { contentOf } from '../../app/_server/content.ts';
import { openServer, type Server } from './server.ts';

/** Journeys walk through the real content, so a lesson may change its words without a test changing. */
const { course } = contentOf({ root: new URL('../../content', import.meta.url).pathname });

export const lessons: readonly Lesson[] = lessonsOf(course);
export const labs: readonly Lab[] = labsOf(course);
export type { Lesson };
export { course };

/**
 * Each test is a learner of his own, with nothing done, at a server that it may kill and start again; the tests of one worker, which come
 * one after the other, share it, for reading the course takes seconds. Where the asking before a trace is not what a test is about, that
 * is switched off, as a person may.
 */
export const test = base.extend<{ readonly predicting: boolean }, { readonly server: Server }>({
  predicting: [false, { option: true }],
  context: async ({ context, predicting }, use) => {
    if (!predicting) await context.addInitScript(() => localStorage.setItem('workbook/predict', 'off'));
    await use(context);
  },
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern that the fixture needs no other.
    async ({}, use) => {
      const server = await openServer();
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
});
export { expect };

export function lessonWith(id: string): Lesson {
  const found = lessons.find((lesson) => lesson.id === id);
  if (found === undefined) throw new Error(`the course has no lesson ${id}`);
  return found;
}

export function labWith(id: string): Lab {
  const found = labs.find((lab) => lab.id === id);
  if (found === undefined) throw new Error(`the course has no lab ${id}`);
  return found;
}

/** The ids of options that are right. */
export function rightOptions(question: Question): readonly string[] {
  const key = keyOf(question);
  return key.kind === 'options' ? key.correct : [];
}

/** Keeps the text area in place of Monaco, as a person may choose. */
export const preferPlainText = (context: BrowserContext) =>
  context.addInitScript(() => localStorage.setItem('workbook/editor', 'plain'));

/** Answers the question that the page shows, rightly, and stays on the reasons. */
export async function answerRightly(page: Page, written: Question): Promise<void> {
  const question = await shownVariant(page, written);
  const key = keyOf(question);
  switch (key.kind) {
    case 'options':
      for (const id of key.correct) await page.locator(`input[value="${id}"]`).check();
      break;
    case 'text':
      await page.getByLabel('Your answer').fill(key.accepted[0] ?? '');
      break;
    case 'order':
      await putInOrder(page, question, key.order);
      break;
    case 'match':
      for (const [left, right] of Object.entries(key.pairs)) {
        const index = question.kind === 'match' ? question.left.findIndex((item) => item.id === left) : -1;
        await page.locator('.match select').nth(index).selectOption(right);
      }
  }
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(page.locator('.marked-head')).toBeVisible();
}

/** The variant that the page shows: its seed stands behind the id of the question. */
export async function shownVariant(page: Page, question: Question): Promise<Question> {
  if (question.template === undefined) return question;
  const shown = await page.locator(`[id^="q-${question.id}~"]`).first().getAttribute('id');
  const drawn = drawQuestion(question, shown?.split('~')[1] ?? '');
  return drawn.ok ? drawn.value : question;
}

/** Moves each item up to its place, with the buttons that a keyboard has too. */
async function putInOrder(page: Page, question: Question, order: readonly string[]): Promise<void> {
  const rows = page.locator('.order li');
  const texts = new Map(question.kind === 'order' ? question.items.map((item) => [item.id, plain(item.text)] as const) : []);
  for (const [place, id] of order.entries()) {
    const at = async () => (await rows.locator('.order-text').allTextContents()).map(plain).indexOf(texts.get(id) ?? '');
    for (let from = await at(); from > place; from--)
      await rows
        .nth(from)
        .getByRole('button', { name: /^Move up/ })
        .click();
  }
}

/** A text as it stands on a page: without its marks, its white space one blank each. */
export const plain = (text: string) => text.replace(/[`*]/g, '').replace(/\s+/g, ' ').trim();

/** Writes `text` over the whole file in the text area. */
export const writeText = (page: Page, text: string) => page.locator('.editor textarea').fill(text);

/** Pastes `text` over what is selected in the element that has the focus, as from the clipboard: typed line by line, an editor would indent it. */
export const pasteText = (page: Page, text: string) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
  }, text);

/** The text of a lab's first solution for its first file. */
export function solutionText(lab: Lab): string {
  return lab.secrets.solutions[0]?.files[0]?.text ?? '';
}
