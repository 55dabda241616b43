import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { fuzz } from '../proof/fuzz.ts';
import { type LoadCounts, type LoadPlan, load, type Trouble } from '../proof/load.ts';
import { CLOCK, cuttingWay, killed, locked, turnedBack } from '../proof/troubles.ts';
import { openServer } from './server.ts';

const ms = 10_000;
const small: LoadPlan = { seats: 20, ms, thinkMs: 1000 };

/** Works under a trouble and counts what was acknowledged. */
async function underTrouble(trouble: Trouble, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const server = await openServer({ WORKBOOK_MODE: 'team', ...env });
  const counts = await load(server, { ...small, trouble });
  await server.remove();
  holds(counts);
}

function holds({ saves, submissions, answers, lost, doubled, refused }: LoadCounts): void {
  expect(saves).toBeGreaterThanOrEqual(20);
  expect(submissions).toBeGreaterThanOrEqual(10);
  expect(answers).toBeGreaterThan(0);
  expect({ lost, doubled, refused }).toEqual({ lost: 0, doubled: 0, refused: [] });
}

test.describe('what was acknowledged is in the database once', () => {
  test('though the server is killed while twenty seats work', () => underTrouble(killed(2, ms)));

  test('though another process locks the database, and whoever only reads is answered meanwhile', async () => {
    const done = { times: 0, asked: 0, answered: 0 };
    await underTrouble(locked(done));
    expect(done.times).toBeGreaterThan(0);
    expect(done.answered).toBe(done.asked);
  });

  test('though the clock is set back', async () => {
    const done = { times: 0, asked: 0, answered: 0 };
    await underTrouble(turnedBack(done), { NODE_OPTIONS: `--import ${pathToFileURL(CLOCK).href}` });
    expect(done.times).toBeGreaterThan(0);
  });

  test('though the network is cut in the middle of requests', async () => {
    const server = await openServer({ WORKBOOK_MODE: 'team' });
    const way = await cuttingWay(server.url, 0.02);
    const counts = await load(server, { ...small, url: way.url });
    way.close();
    await server.remove();
    expect(way.cuts()).toBeGreaterThan(0);
    holds(counts);
  });
});

for (const mode of ['solo', 'team'])
  test(`no hostile request breaks a server (${mode})`, async () => {
    const server = await openServer({ WORKBOOK_MODE: mode });
    const { broken } = await fuzz(server.url, 300, 1);
    const ready = await fetch(`${server.url}/ready`);
    await server.remove();
    expect(broken).toEqual([]);
    expect(ready.status).toBe(200);
  });
