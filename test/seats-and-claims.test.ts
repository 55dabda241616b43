import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { contentOf } from '../app/_server/content.ts';
import { database } from '../app/_server/db.ts';
import { currentLearner } from '../app/_server/learner.ts';
import { ownNoteOf } from '../app/_server/own-notes.ts';
import { createAccount } from '../app/_server/team/accounts.ts';
import { removeSeat, renameSeat, seatsOf } from '../app/_server/team/seats.ts';
import { wrongTries } from '../app/_server/team/slow-down.ts';
import { createWorkshop, type WorkshopView } from '../app/_server/team/workshops.ts';
import type { Answer } from '../app/_ui/answer.ts';
import { join, recover } from '../app/join/actions.ts';
import { saveNote } from '../app/notes/actions.ts';
import { actInRoom } from '../app/room/actions.ts';
import { signInHere } from '../app/sign-in/actions.ts';
import { claimMine } from '../app/you/actions.ts';
import { temporaryDatabase } from './temporary-database.ts';

/** The browser that acts: its cookies, and the address that it comes from. */
const browser = vi.hoisted(() => ({ jar: new Map<string, string>(), address: '' }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (browser.jar.has(name) ? { value: browser.jar.get(name) } : undefined),
    set: (name: string, value: string) => browser.jar.set(name, value),
    delete: (name: string) => browser.jar.delete(name),
  }),
  headers: async () => new Headers({ host: '127.0.0.1:3000', 'x-workbook-peer': browser.address }),
}));
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error(`goes to ${to}`);
  },
}));

const PASSWORD = 'a long enough password';
let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
let room: WorkshopView;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  await database().user.create({ data: { id: 'noor', name: 'Noor', email: 'noor@example.org', role: 'instructor' } });
  // Reading the course is most of the time that this file takes.
  contentOf();
}, 120_000);
afterAll(() => temporary.remove());
beforeEach(async () => {
  vi.stubEnv('WORKBOOK_MODE', 'team');
  vi.useRealTimers();
  wrongTries().forget();
  await database().learner.deleteMany();
  await database().user.deleteMany({ where: { id: { not: 'noor' } } });
  room = await createWorkshop({ title: 'Monday', steps: [], ownerId: 'noor', seatLimit: 2 });
  newBrowser();
});
afterAll(() => vi.unstubAllEnvs());

function newBrowser(address = '198.51.100.7'): void {
  browser.jar = new Map();
  browser.address = address;
}
const form = (fields: Readonly<Record<string, string>>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const joins = (name: string, more = {}) => join(form({ code: room.code, name, ...more }));
/** Why something was refused; empty where it was done, or led on to another page. */
async function refusal(asked: Promise<Answer<unknown>>): Promise<string> {
  const answer = await asked.catch((error: Error) => {
    if (!error.message.startsWith('goes to')) throw error;
    return { ok: true } as const;
  });
  return answer.ok ? '' : answer.code;
}
const writes = (text: string) => saveNote('F01', { text, bookmarked: false }, 0);
const note = async () => (await ownNoteOf(await currentLearner(), 'F01'))?.text;
const account = { name: 'Ada', email: 'ada@example.org', password: PASSWORD };

describe('a guest who makes an account', () => {
  test('finds what he did wherever he signs in, and keeps his seat', async () => {
    await joins('Ada');
    await writes('from the room');
    const guest = await currentLearner();
    expect(await refusal(claimMine(undefined, form(account)))).toBe('');
    newBrowser();
    expect(await refusal(signInHere(undefined, form(account)))).toBe('');
    expect([await currentLearner(), await note()]).toEqual([guest, 'from the room']);
    expect((await seatsOf(room.id)).map((seat) => seat.learnerId)).toEqual([guest]);
  });

  test('makes one, once', async () => {
    await joins('Ada');
    await refusal(claimMine(undefined, form(account)));
    expect(await refusal(claimMine(undefined, form({ ...account, email: 'second@example.org' })))).toBe('NOT_THERE');
  });

  test('does not get that of somebody else', async () => {
    await createAccount({ ...account, role: 'learner' });
    await joins('Mallory');
    expect(await refusal(claimMine(undefined, form(account)))).toBe('NOT_TAKEN');
  });
});

test('who worked alone before is the same person in a team, and makes an account of that', async () => {
  vi.stubEnv('WORKBOOK_MODE', '');
  await writes('from long ago');
  vi.stubEnv('WORKBOOK_MODE', 'team');
  expect(await note()).toBe('from long ago');
  await joins('Ada');
  expect(await note()).toBe('from long ago');
  await refusal(claimMine(undefined, form(account)));
  newBrowser();
  await refusal(signInHere(undefined, form(account)));
  expect(await note()).toBe('from long ago');
});

test('on a shared computer somebody new begins with nothing, and who was there before loses nothing', async () => {
  const first = await joins('Ada');
  await writes('Ada’s');
  await joins('Grace', { fresh: 'yes' });
  expect(await note()).toBeUndefined();
  const words = first.ok ? (first.value.phrase ?? '') : '';
  expect(await refusal(recover(undefined, form({ phrase: words })))).toBe('');
  expect(await note()).toBe('Ada’s');
});

describe('a seat', () => {
  test('that was renamed is the same one under another name', async () => {
    await joins('Ada');
    const [seat] = await seatsOf(room.id);
    await renameSeat(room.id, seat?.id ?? '', 'Countess');
    expect(await joins('Whoever')).toMatchObject({ ok: true, value: { name: 'Countess' } });
  });

  test('that was removed raises no hand, is not taken again and is free for another', async () => {
    await joins('Ada');
    const [seat] = await seatsOf(room.id);
    await removeSeat(room.id, seat?.id ?? '');
    expect(await refusal(actInRoom({ kind: 'hand', up: true }, 'key-of-a-hand'))).toBe('JOIN_FIRST');
    expect(await refusal(joins('Ada'))).toBe('NOT_TAKEN');
    for (const name of ['Grace', 'Mary']) {
      newBrowser();
      expect(await refusal(joins(name))).toBe('');
    }
  });

  test('beyond the cap is refused, and says how many there are', async () => {
    for (const name of ['Ada', 'Grace']) {
      newBrowser();
      await joins(name);
    }
    newBrowser();
    expect(await joins('Mary')).toMatchObject({ ok: false, sentence: expect.stringContaining('2 seats') });
    expect(await seatsOf(room.id)).toHaveLength(2);
  });
});

describe('who guesses is slowed down', () => {
  const GUESSES: readonly (readonly [string, () => Promise<string>])[] = [
    ['codes', () => refusal(join(form({ code: 'AAAAAA', name: 'x' })))],
    ['words', () => refusal(recover(undefined, form({ phrase: 'zoo zoo zoo zoo' })))],
    ['passwords', () => refusal(signInHere(undefined, form({ ...account, password: 'wrong' })))],
  ];
  const minuteLater = () => vi.setSystemTime(Date.now() + 60_001);

  test.each(GUESSES)('%s: five a minute from one address, then not even the right code', async (_what, guess) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let count = 0; count < 5; count++) expect(await guess()).toBe('NOT_TAKEN');
    expect(await guess()).toBe('TOO_MANY_TRIES');
    expect(await refusal(joins('Ada'))).toBe('TOO_MANY_TRIES');
    browser.address = '198.51.100.8';
    expect(await refusal(joins('Grace'))).toBe('');
    newBrowser();
    minuteLater();
    expect(await refusal(joins('Ada'))).toBe('');
  });

  test('all of them together from many addresses: sixty a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let count = 0; count < 60; count++) {
      newBrowser(`198.51.100.${count}`);
      expect(await GUESSES[count % 2]?.[1]()).toBe('NOT_TAKEN');
    }
    newBrowser('203.0.113.1');
    expect(await refusal(joins('Ada'))).toBe('TOO_MANY_TRIES');
    minuteLater();
    expect(await refusal(joins('Ada'))).toBe('');
  });
});
