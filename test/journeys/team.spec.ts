import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectContrastInTheDark, expectNoViolations } from './axe.ts';
import { course, labWith, preferPlainText, writeText } from './workbook.ts';
import { startWorkbook, type WorkbookServer } from './workbook-server.ts';

/** The module of the lab that the room works at, as a workshop is made of it. */
const MODULE = course.modules.find((module) => module.lessons.some(({ labs }) => labs.some((lab) => lab.id === 'F01')))?.id ?? '';
const START = labWith('F01').files[0]?.start ?? '';
const [ADA, GRACE, MARY] = ['Ada Lovelace', 'Grace Hopper', 'Mary Jackson'];
const ADAS_TEXT = 'only-ada-wrote-this';
const PASSWORD = 'a long enough password';

// One server for all of them, which takes seconds to read the course.
test.describe.configure({ mode: 'default' });

let folder: string;
let server: WorkbookServer;
let admin: Page;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  folder = mkdtempSync(path.join(tmpdir(), 'workbook-team-'));
  server = await startWorkbook(folder, undefined, { WORKBOOK_MODE: 'team' });
  admin = await person(browser, adminLink());
  await makeAccount(admin, 'Root');
});
test.afterAll(async () => {
  await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Passkeys need a secure context: `localhost` is one, and an address is none. */
const site = () => server.url.replace('127.0.0.1', 'localhost');
const adminLink = () => new URL(/https?:\/\/\S+\/setup\/\S+/.exec(server.printed())?.[0] ?? '').pathname;

/** A browser of its own, at `address`. */
async function person(browser: Browser, address: string): Promise<Page> {
  // A change of the theme is looked at when it is over.
  const context: BrowserContext = await browser.newContext({ reducedMotion: 'reduce' });
  await preferPlainText(context);
  await context.addInitScript(() => localStorage.setItem('workbook/predict', 'off'));
  const page = await context.newPage();
  await page.goto(site() + address);
  return page;
}

async function makeAccount(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name, as a room sees it').fill(name);
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  // The first page that names the course waits until the server has read it.
  await expect(page.getByRole('heading', { name: 'Workshops', exact: true })).toBeVisible({ timeout: 120_000 });
}

/** A learner with a seat in the room of `code`, and his four words. */
async function learner(browser: Browser, code: string, name: string): Promise<{ readonly page: Page; readonly words: string }> {
  const page = await person(browser, '/join');
  await page.getByLabel('Code of the workshop').fill(code.toLowerCase());
  await page.getByLabel('Your name on the board').fill(name);
  await page.getByRole('button', { name: 'Join' }).click();
  const words = (await page.locator('.team-phrase').textContent()) ?? '';
  await page.getByRole('link', { name: 'To the course' }).click();
  await expect(strip(page)).toContainText(name);
  return { page, words };
}

const strip = (page: Page) => page.getByRole('complementary', { name: /^Workshop/ });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const rowOf = (board: Page, name: string) => board.locator('.board-grid tbody tr', { hasText: name });
/** What F01 looks like in the row of somebody: its place among the steps is found by its head. */
async function cellOf(board: Page, name: string) {
  const heads = await board.locator('.board-grid thead th').allTextContents();
  return rowOf(board, name)
    .locator('td')
    .nth(heads.indexOf('F01') - 1);
}

async function openLab(page: Page, text: string): Promise<void> {
  await page.goto(`${site()}/lab/F01`);
  await expect(page.locator('[data-state="failed"]').first()).toBeVisible();
  await writeText(page, text);
}

async function submit(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().postData()?.startsWith('{"kind":"submission"') === true);
  await press(page, /^Submit/);
  await answered;
}

/** What a stream of events says in its first moments. */
const heard = (page: Page, address: string) =>
  page.evaluate(
    (from) =>
      new Promise<string>((resolve) => {
        const source = new EventSource(from);
        const said: string[] = [];
        source.onmessage = ({ data }) => said.push(data);
        setTimeout(() => resolve(said.join('\n')), 1500);
        setTimeout(() => source.close(), 1500);
      }),
    address,
  );

/** Both themes are clean, and a picture of each is in the folder of the test. */
async function looksRight(page: Page, name: string): Promise<void> {
  await expectNoViolations(page);
  await expectContrastInTheDark(page);
  // A strip stands at the foot of the window, which a picture of the whole page would put into its middle.
  const fullPage = (await strip(page).count()) === 0;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), fullPage });
  }
}

test('a workshop goes from the administrator’s link to the deletion of all that is personal', async ({ browser }) => {
  test.setTimeout(480_000);

  // The administrator's link works once; an instructor has one of hers, and a room within a minute.
  await press(admin, 'Invite an instructor');
  const link = new URL((await admin.locator('code').textContent()) ?? '').pathname;
  const board = await person(browser, adminLink());
  await expect(board.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  await board.goto(site() + link);
  await makeAccount(board, 'Noor');
  await board.getByLabel('What it is about').selectOption(MODULE);
  await board.getByLabel('Title').fill('Monday');
  await press(board, 'Start');
  await expect(board.getByRole('heading', { name: 'Monday' })).toBeVisible();
  const room = new URL(board.url()).pathname;
  const code = (await board.locator('.team-code').first().textContent()) ?? '';

  // Three join; each is on the board, which the others never see.
  const ada = await learner(browser, code, ADA);
  const grace = await learner(browser, code, GRACE);
  const mary = await learner(browser, code, MARY);
  const bodies: string[] = [];
  grace.page.on('response', (response) => {
    if (!response.headers()['content-type']?.startsWith('text/event-stream'))
      void response.text().then(
        (text) => bodies.push(text),
        () => undefined,
      );
  });
  await expect(board.locator('.board-grid tbody tr')).toHaveCount(3);

  // The same text three times: she is told first, and when she asks for help the instructor is told what fails.
  await openLab(ada.page, `${START}# ${ADAS_TEXT}\n`);
  for (const _ of [1, 2, 3]) await submit(ada.page);
  await expect(strip(ada.page)).toContainText('the same text was submitted three times');
  await expect(await cellOf(board, ADA)).toContainText('tried 3');
  await strip(ada.page).getByRole('button', { name: 'ask for help' }).click();
  await expect(board.getByText(`Hands up: ${ADA}`)).toBeVisible();
  await expect(await cellOf(board, ADA)).toContainText('stuck: the same text');
  await expect(board.getByText(/1 of 1 at F01/)).toBeVisible();
  await looksRight(board, 'board');
  await looksRight(ada.page, 'lab-with-strip');

  // Pace and pause hold, and what was typed is there.
  await board.getByRole('group', { name: 'Pace' }).getByRole('combobox').selectOption('0');
  await press(board, 'Open up to it');
  await expect(board.getByRole('group', { name: 'Pace' }).getByRole('paragraph')).toHaveText(/^Open up to /);
  await mary.page.goto(`${site()}/lab/F01`);
  await expect(mary.page.getByRole('heading', { name: 'This step opens later' })).toBeVisible();
  await looksRight(mary.page, 'not-open-yet');
  await expect(strip(ada.page)).toContainText('this step opens later');
  await submit(ada.page);
  await expect(ada.page.locator('.result')).toContainText('opens this step later');
  await press(board, 'Open all');
  await expect(mary.page.locator('.editor textarea')).toBeVisible();
  await press(board, 'Pause');
  await expect(strip(mary.page)).toContainText('Paused');
  await submit(mary.page);
  await expect(mary.page.locator('.result')).toContainText('is paused');
  await press(board, 'Go on');
  await expect(strip(mary.page)).not.toContainText('Paused');
  await submit(mary.page);
  await expect(mary.page.locator('.result')).toContainText('Recorded, not passed yet');

  // Everybody is led, told and asked, twice.
  await press(board, 'Lead everybody there');
  await expect(strip(grace.page)).toContainText('The room goes on to');
  await board.getByLabel('Message').fill('Look at the routes.');
  await press(board, 'Say it');
  await press(board, 'Ask');
  for (const { page } of [ada, grace, mary]) {
    await expect(strip(page)).toContainText('Look at the routes.');
    await strip(page).getByRole('radio').first().check();
  }
  await expect(board.locator('.poll td').first()).toHaveText('3');
  await looksRight(grace.page, 'home-with-poll');
  await press(board, 'Close');
  await press(board, 'Ask once more');
  await expect(strip(grace.page)).toContainText('Once more, after you talked.');
  await strip(grace.page).getByRole('radio').nth(1).check();
  await expect(board.locator('.poll tr').nth(1).locator('td').nth(1)).toHaveText('1');
  await press(board, 'Close');

  // The wall shows the room, a check that many miss, and somebody's work, and never whose it is.
  const wall = await board.context().newPage();
  await wall.goto(`${site()}${room}/projector`);
  await expect(wall.locator('.projector-code')).toHaveText(code);
  await press(board, 'Show this to the room');
  await expect(wall.getByText(/2 of 2 miss this one/)).toBeVisible();
  const menu = (await cellOf(board, ADA)).locator('.cell-menu');
  await menu.locator('summary').click();
  await menu.getByRole('button', { name: 'To the projector' }).click();
  await expect(wall.locator('pre').first()).toContainText(ADAS_TEXT);
  await expect(wall.getByRole('main')).not.toContainText('`');
  await looksRight(wall, 'projector');
  for (const name of [ADA, GRACE, MARY]) {
    expect(await (await wall.request.get(`${site()}${room}/projector`)).text()).not.toContain(name);
    expect(await wall.locator('body').textContent()).not.toContain(name);
    expect(await heard(wall, `${room}/live?names=none`)).not.toContain(name);
  }
  await press(board, 'Take it off');
  await expect(wall.locator('pre')).toHaveCount(0);

  // She counts anew, and has more time.
  await menu.getByRole('button', { name: 'Count anew from here' }).click();
  await expect(await cellOf(board, ADA)).toContainText('not started');
  await board.getByLabel('Minutes').fill('1');
  await press(board, 'Set the clock');
  await expect(strip(ada.page).locator('.room-time')).toContainText(/^(1:00|0:\d\d) left/);
  await press(board, 'Five minutes more');
  await expect(strip(ada.page).locator('.room-time')).toContainText(/^(6:00|5:\d\d) left/);

  // Nothing of the others has reached a learner, and nothing of what she typed the board.
  for (const address of ['/', '/you', '/lab/F01', '/notes', '/profile', '/palette/mine'])
    bodies.push(await (await grace.page.request.get(site() + address)).text());
  const seen = [...bodies, await heard(grace.page, '/room/live')].join('\n');
  for (const secret of [ADA, MARY, ADAS_TEXT, ada.words, mary.words]) expect(seen).not.toContain(secret);
  expect(await heard(board, `${room}/live`)).not.toContain(ADAS_TEXT);
  const refused = await grace.page.request.get(`${site()}${room}/live`);
  expect([refused.status(), await refused.text()]).toEqual([404, 'There is no such workshop.\n']);

  // Red against blue: each knows whom he plays with, and the sides change.
  await press(board, 'Make pairs');
  await expect(strip(ada.page)).toContainText(/You are red in A\d+, against Grace Hopper and Mary Jackson/);
  await expect(strip(grace.page)).toContainText(/You are blue in A\d+, with Mary Jackson, against Ada Lovelace/);
  await looksRight(ada.page, 'red');
  await press(board, 'Swap sides');
  await expect(strip(ada.page)).toContainText(`You are blue in`);
  await expect(strip(grace.page)).toContainText(`You are red in`);

  // Another laptop, and she goes on where she was.
  const laptop = await person(browser, '/recover');
  await laptop.getByLabel('Your four words').fill('zoo zoo zoo zoo');
  await press(laptop, 'Go on from there');
  await expect(laptop.locator('.team-form').getByRole('alert')).toContainText('not the four words of a seat');
  await laptop.getByLabel('Your four words').fill(ada.words);
  await press(laptop, 'Go on from there');
  await expect(strip(laptop)).toContainText(ADA);
  await laptop.goto(`${site()}/lab/F01`);
  await expect(laptop.locator('.editor textarea')).toHaveValue(new RegExp(ADAS_TEXT));

  // Afterwards: a table, statements, certificates; then all that is personal goes.
  const table = await (await board.request.get(`${site()}${room}/export/csv`)).text();
  for (const name of [ADA, GRACE, MARY]) expect(table).toContain(name);
  const statements = await (await board.request.get(`${site()}${room}/export/xapi`)).json();
  expect(statements.map((each: { actor: { name: string } }) => each.actor.name)).toEqual([ADA, ADA, ADA, MARY]);
  await board.getByRole('link', { name: 'Certificates' }).click();
  await expect(board.getByText(/Ada Lovelace: 0 of \d+ steps/)).toBeVisible();
  await looksRight(board, 'certificates');
  await board.goBack();
  await press(board, 'Delete it now…');
  await press(board, 'Yes, end the workshop and delete it');
  await expect(board.getByText(/was deleted on \d{4}-\d\d-\d\d/)).toBeVisible();
  await expect(board.getByText('Nobody is in it.')).toBeVisible();
  await looksRight(board, 'board-deleted');
  await ada.page.goto(site());
  await expect(ada.page.getByRole('heading', { name: 'Join a workshop' })).toBeVisible();
  await admin.goto(`${site()}/team`);
  await expect(admin.getByRole('row', { name: /Monday/ })).toContainText('ended');
  await looksRight(admin, 'workshops');
});

test('an instructor signs in with a passkey that she made', async ({ browser }) => {
  await admin.goto(`${site()}/team`);
  await press(admin, 'Invite an instructor');
  const page = await person(browser, new URL((await admin.locator('code').textContent()) ?? '').pathname);
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const;
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await makeAccount(page, 'Kira');
  await press(page, 'Add a passkey of this device');
  await expect(page.getByText('From now on this device signs you in.')).toBeVisible();
  await press(page, 'Sign out');
  await expect(page.getByRole('heading', { name: 'Join a workshop' })).toBeVisible();
  await page.goto(`${site()}/team`);
  await expect(page.getByRole('heading', { name: 'Workshops', exact: true })).toHaveCount(0);
  await page.goto(`${site()}/sign-in`);
  await looksRight(page, 'sign-in');
  await press(page, 'Sign in with a passkey');
  await expect(page.getByRole('heading', { name: 'Workshops', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Kira' })).toBeVisible();
});
