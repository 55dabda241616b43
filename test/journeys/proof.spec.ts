import { expect, test } from '@playwright/test';
import { fuzz } from '../proof/fuzz.ts';
import { load } from '../proof/load.ts';
import { openServer } from './server.ts';

test('what was acknowledged is in the database once, though the server is killed while twenty seats work', async () => {
  const server = await openServer({ WORKBOOK_MODE: 'team' });
  const counts = await load(server, { seats: 20, ms: 20_000, kills: 3, thinkMs: 1000 });
  await server.remove();
  expect(counts.saves).toBeGreaterThanOrEqual(20);
  expect(counts.submissions).toBeGreaterThanOrEqual(20);
  expect({ lost: counts.lost, doubled: counts.doubled, refused: counts.refused }).toEqual({ lost: 0, doubled: 0, refused: [] });
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
