import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Server } from '../journeys/server.ts';
import { asked, endOfSitting, moveEnd, sittingAt } from '../journeys/stored.ts';

/** One choice that was made in the browser: what stood at the place after it, and when, in milliseconds. */
interface Change {
  readonly place: number;
  readonly chosen: string;
  readonly at: number;
}

/** What became of an exam whose server was killed again and again. */
export interface ExamUnderKills {
  readonly kills: number;
  readonly changes: number;
  /** Choices that the server had answered for and the database did not hold after a kill: none is allowed. */
  readonly lostAfterReply: readonly string[];
  /** Choices made more than a second before a kill that the database did not hold after it: none on a machine that is not busy otherwise. */
  readonly lost: readonly string[];
  /** Choices of the last second before a kill that were not there after it. */
  readonly lostOfLastSecond: number;
  /** Places at which a row stands twice under one key. */
  readonly doubled: number;
  /** Whether the end of the form is what it was at its beginning. */
  readonly endsWhenItSaid: boolean;
  /** The page of a browser that comes back after the time is over. */
  readonly afterItsTime: 'result' | 'still under way';
}

interface Kills {
  readonly times: number;
  /** Numbers from 0 up to 1 that decide where somebody clicks and when the power goes. */
  readonly random: () => number;
}

const SECOND = 1000;

/**
 * Takes a sprint exam in `browser` while `server` is killed at random moments. Each time the browser loses its memory too and keeps only its
 * cookie, so that nothing but the database can bring an answer back. The last kill lasts until the time of the form is over.
 */
export async function examUnderKills(browser: Browser, server: Server, { times, random }: Kills): Promise<ExamUnderKills> {
  let context = await browser.newContext();
  let page = await context.newPage();
  await page.goto(`${server.url}/exam`);
  await page
    .getByRole('button', { name: /^Begin: 20 questions/ })
    .first()
    .click();
  await page.locator('.exam-clock time').waitFor();
  const address = page.url();
  const sitting = sittingAt(address);
  const began = await endOfSitting(server, sitting);
  const last = new Map<number, Change>();
  const lost: string[] = [];
  const lostAfterReply: string[] = [];
  const figures = { changes: 0, lostOfLastSecond: 0 };
  for (let kill = 0; kill < times; kill++) {
    const sent = listenForSaves(page);
    const changes = await answersUntilKilled(page, server, random);
    const killedAt = Date.now();
    figures.changes += changes.length;
    const stored = await storedIn(server, sitting);
    for (const place of lostOf(sent, stored))
      lostAfterReply.push(`kill ${kill + 1}, question ${place + 1}: held ${stored.get(place) ?? 'nothing'}`);
    for (const [place, change] of latest(changes)) last.set(place, change);
    for (const [place, change] of last) {
      const holds = stored.get(place);
      if (holds === change.chosen) continue;
      const early =
        changes.filter((each) => each.place === place && killedAt - each.at > SECOND).at(-1) ?? earlier(change, changes);
      if (early !== undefined && !changes.some((each) => each.place === place && each.chosen === holds && each.at >= early.at))
        lost.push(`kill ${kill + 1}, question ${place + 1}: chosen ${early.chosen}, held ${holds ?? 'nothing'}`);
      else figures.lostOfLastSecond++;
      if (holds === undefined) last.delete(place);
      else last.set(place, { ...change, chosen: holds });
    }
    context = await forgetful(browser, context);
    await server.start();
    page = await context.newPage();
    await page.goto(address);
    await page.locator('.exam-clock time').waitFor();
  }
  const ended = await endOfSitting(server, sitting);
  await server.kill();
  await moveEnd(server, sitting, Date.now() - ended);
  await server.start();
  await page.goto(address);
  const over = await page
    .getByText(/of 1000 by our mapping/)
    .waitFor()
    .then(() => true)
    .catch(() => false);
  const doubled = await doubledIn(server);
  await context.close();
  return {
    ...{ kills: times, ...figures, lostAfterReply, lost, doubled },
    endsWhenItSaid: began === ended,
    afterItsTime: over ? 'result' : 'still under way',
  };
}

/** What the page sent for a place, and whether the server's word on it came back whole. */
interface Sent {
  readonly place: number;
  readonly chosen: string;
  answered: boolean;
}

/** What the page sends from now on, in its order; the list grows. */
function listenForSaves(page: Page): readonly Sent[] {
  const all: Sent[] = [];
  const byRequest = new Map<unknown, Sent>();
  page.on('request', (request) => {
    const saved = savedBy(request.postData());
    if (saved === undefined) return;
    byRequest.set(request, saved);
    all.push(saved);
  });
  page.on('requestfinished', (request) => {
    const saved = byRequest.get(request);
    if (saved !== undefined) saved.answered = true;
  });
  return all;
}

/** The places at which the database holds neither what the server answered for last nor what was sent after it. */
function lostOf(sent: readonly Sent[], stored: ReadonlyMap<number, string>): readonly number[] {
  return [...new Set(sent.filter((each) => each.answered).map((each) => each.place))].filter((place) => {
    const here = sent.filter((each) => each.place === place);
    const mayStand = here.slice(here.findLastIndex((each) => each.answered));
    return !mayStand.some(({ chosen }) => chosen === (stored.get(place) ?? ''));
  });
}

/** The saved answer that a request carries; undefined for any other request. */
function savedBy(body: string | null): Sent | undefined {
  try {
    const [, place, held] = JSON.parse(body ?? '') as readonly [unknown, unknown, { answer?: { chosen?: readonly string[] } }];
    if (typeof place !== 'number') return undefined;
    return { place, chosen: (held.answer?.chosen ?? []).toSorted().join(' '), answered: false };
  } catch {
    return undefined;
  }
}

/** A change of an earlier round has had its second. */
const earlier = (change: Change, round: readonly Change[]): Change | undefined => (round.includes(change) ? undefined : change);

const latest = (changes: readonly Change[]): ReadonlyMap<number, Change> => new Map(changes.map((each) => [each.place, each]));

/** Chooses here and there until the power goes, at a moment between a quarter of a second and three seconds from now. */
async function answersUntilKilled(page: Page, server: Server, random: () => number): Promise<readonly Change[]> {
  const changes: Change[] = [];
  let on = true;
  const killed = new Promise<void>((resolve, reject) => {
    setTimeout(() => server.kill().then(resolve, reject), 250 + random() * 2750);
  }).then(() => {
    on = false;
  });
  while (on) {
    const place = Math.floor(random() * 20);
    const change = await chooseAt(page, place, random).catch(() => undefined);
    // What was chosen when there was no server any more could not be saved by anybody.
    if (on && change !== undefined) changes.push(change);
    await page.waitForTimeout(random() * 200);
  }
  await killed;
  return changes;
}

async function chooseAt(page: Page, place: number, random: () => number): Promise<Change | undefined> {
  await page.getByRole('button', { name: new RegExp(`^Question ${place + 1},`) }).click({ timeout: 2000 });
  const boxes = page.locator('.question-field input:enabled');
  const count = await boxes.count();
  if (count === 0) return undefined;
  await boxes.nth(Math.floor(random() * count)).click({ timeout: 2000 });
  const at = Date.now();
  const values = await page
    .locator('.question-field input:checked')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  return { place, chosen: values.toSorted().join(' '), at };
}

/** A browser that remembers its cookies and nothing else. */
async function forgetful(browser: Browser, before: BrowserContext): Promise<BrowserContext> {
  const cookies = await before.cookies();
  await before.close();
  const context = await browser.newContext();
  await context.addCookies(cookies);
  return context;
}

/** What the database holds at each place: the last change there. */
async function storedIn(server: Server, sitting: string): Promise<ReadonlyMap<number, string>> {
  const rows = await asked(server, 'SELECT place, answer FROM ExamAnswer WHERE sittingId = ? ORDER BY id', [sitting]);
  return new Map(
    rows.map((row) => {
      const { chosen = [] } = JSON.parse(String(row.answer)) as { readonly chosen?: readonly string[] };
      return [Number(row.place), chosen.toSorted().join(' ')] as const;
    }),
  );
}

const doubledIn = async (server: Server): Promise<number> =>
  (await asked(server, 'SELECT clientKey FROM ExamAnswer GROUP BY sittingId, clientKey HAVING COUNT(*) > 1')).length;
