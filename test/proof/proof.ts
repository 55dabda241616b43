/**
 * `npm run proof`: the full runs of what `npm test` shows in small. Needs a build (`npm start` makes one). What must not be is counted
 * and ends it with status 1; how long things took is only printed. PROOF_SEATS, PROOF_MINUTES, PROOF_KILLS and PROOF_REQUESTS make it smaller.
 */
import { openServer, type Server } from '../journeys/server.ts';
import { fuzz } from './fuzz.ts';
import { load, p95 } from './load.ts';

const number = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const seats = number('PROOF_SEATS', 200);
const ms = number('PROOF_MINUTES', 5) * 60_000;
const kills = number('PROOF_KILLS', 50);
const requests = number('PROOF_REQUESTS', 10_000);
const say = (text: string) => process.stdout.write(`${text}\n`);

async function withServer<T>(mode: string, use: (server: Server) => Promise<T>): Promise<T> {
  const server = await openServer({ WORKBOOK_MODE: mode });
  try {
    return await use(server);
  } finally {
    await server.remove();
  }
}

async function proveLoad(turns: number): Promise<boolean> {
  const counts = await withServer('team', (server) => load(server, { seats, ms, kills: turns, thinkMs: 5000 }));
  const { submissions, saves, retries, lost, doubled, refused } = counts;
  say(
    `${seats} seats, ${ms / 1000} s, ${turns} kills: ${submissions} submissions, ${saves} saves, ${retries} sent again (${counts.reasons.join('; ')})`,
  );
  say(`  lost ${lost}, doubled ${doubled}, refused ${refused.length} ${[...new Set(refused)].slice(0, 5).join('; ')}`);
  say(`  p95: submission ${p95(counts.submissionMs).toFixed(0)} ms, save ${p95(counts.saveMs).toFixed(0)} ms`);
  return lost + doubled + refused.length === 0;
}

async function proveFuzz(mode: string): Promise<boolean> {
  const { sent, byStatus, broken } = await withServer(mode, (server) => fuzz(server.url, requests / 2, 9));
  say(`${sent} hostile requests (${mode}): ${JSON.stringify(byStatus)}; 500 or no answer: ${broken.length}`);
  for (const each of broken.slice(0, 10)) say(`  ${each}`);
  return broken.length === 0;
}

const held = [
  ...(seats > 0 ? [await proveLoad(0), ...(kills > 0 ? [await proveLoad(kills)] : [])] : []),
  ...(requests > 0 ? [await proveFuzz('solo'), await proveFuzz('team')] : []),
];
process.exitCode = held.every(Boolean) ? 0 : 1;
