/**
 * `npm run proof`: the full runs of what `npm test` shows in small; `npm run proof -- kills locked` only these. Needs a build (`npm start`
 * makes one). What must not be is counted and ends it with status 1; how long things took is only printed. PROOF_SEATS, PROOF_MINUTES,
 * PROOF_KILLS and PROOF_REQUESTS make it smaller.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openServer, type Server } from '../journeys/server.ts';
import { fuzz } from './fuzz.ts';
import { type LoadCounts, type LoadPlan, load, p95 } from './load.ts';
import { CLOCK, cuttingWay, type Done, filled, killed, locked, turnedBack } from './troubles.ts';

const number = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const seats = number('PROOF_SEATS', 200);
const ms = number('PROOF_MINUTES', 5) * 60_000;
const kills = number('PROOF_KILLS', 50);
const requests = number('PROOF_REQUESTS', 10_000);
const say = (text: string) => process.stdout.write(`${text}\n`);
const plan: LoadPlan = { seats, ms, thinkMs: number('PROOF_THINK_MS', 5000) };

type Use<T> = (server: Server) => Promise<T>;

async function withServer<T>(mode: string, use: Use<T>, env: Readonly<Record<string, string>> = {}, within?: string): Promise<T> {
  const server = await openServer({ WORKBOOK_MODE: mode, WORKBOOK_LOG: 'none', ...env }, within);
  try {
    return await use(server);
  } finally {
    await server.remove();
  }
}

/** Prints a load's counts; whether nothing was that must not be. */
function told(what: string, counts: LoadCounts): boolean {
  const { submissions, saves, answers, hands, retries, lost, doubled, refused } = counts;
  const sum = `${submissions} submissions, ${saves} saves, ${answers} answers, ${hands} hands`;
  say(`${what}: ${seats} seats, ${ms / 1000} s: ${sum}; sent again ${retries} ${JSON.stringify(counts.reasons)}`);
  say(`  lost ${lost}, doubled ${doubled}, refused ${refused.length} ${[...new Set(refused)].slice(0, 5).join('; ')}`);
  const times = [counts.submissionMs, counts.saveMs, counts.boardMs].map((each) => `${p95(each).toFixed(0)} ms`);
  say(`  p95: submission ${times[0]} (asked 250), save ${times[1]} (asked 100), board behind ${times[2]} (asked 1000)`);
  const { processorMs, residentMb } = counts;
  say(
    `  processor ${processorMs > 0 ? processorMs.toFixed(1) : 'unknown'} ms a write; resident at most ${residentMb.toFixed(0)} MB (asked 300); load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  return lost + doubled + refused.length === 0 && submissions > 0;
}

const nothingYet = (): Done => ({ times: 0, asked: 0, answered: 0 });
const toldDone = (what: string, { times, asked, answered }: Done) =>
  say(`  ${what} ${times} times; /health answered ${answered} of ${asked} times meanwhile`);

/** A disk of its own, 64 MB large, that may be filled; undefined where none can be made (it takes root, on Linux). */
function smallDisk(): { readonly folder: string; readonly remove: () => void } | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'workbook-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const remove = () => {
    // Lazily: this process may still hold the file that it counted in.
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  };
  return { folder, remove };
}

async function proveFull(): Promise<boolean> {
  const disk = smallDisk();
  if (disk === undefined) {
    say('disk full: not run, because no small disk can be made here');
    return true;
  }
  const done = nothingYet();
  try {
    const use: Use<boolean> = async (server) => told('disk full', await load(server, { ...plan, trouble: filled(done) }));
    const held = await withServer('team', use, {}, disk.folder);
    toldDone('filled', done);
    return held;
  } finally {
    disk.remove();
  }
}

async function proveFuzz(mode: string): Promise<boolean> {
  const { sent, byStatus, broken } = await withServer(mode, (server) => fuzz(server.url, requests / 2, 9));
  say(`${sent} hostile requests (${mode}): ${JSON.stringify(byStatus)}; 500 or no answer: ${broken.length}`);
  for (const each of broken.slice(0, 10)) say(`  ${each}`);
  return broken.length === 0;
}

/** Each part can be run alone. */
const PARTS: Readonly<Record<string, () => Promise<boolean>>> = {
  load: () => withServer('team', async (server) => told('load', await load(server, plan))),
  kills: () =>
    withServer('team', async (server) => told(`${kills} kills`, await load(server, { ...plan, trouble: killed(kills, ms) }))),
  full: proveFull,
  locked: async () => {
    const done = nothingYet();
    const held = await withServer('team', async (server) =>
      told('locked by another process', await load(server, { ...plan, trouble: locked(done) })),
    );
    toldDone('locked', done);
    return held;
  },
  clock: async () => {
    const done = nothingYet();
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(CLOCK).href}` };
    const held = await withServer(
      'team',
      async (server) => told('clock set back', await load(server, { ...plan, trouble: turnedBack(done) })),
      env,
    );
    toldDone('set back by an hour', done);
    return held;
  },
  cut: () =>
    withServer('team', async (server) => {
      const way = await cuttingWay(server.url, 0.02);
      const held = told('network cut', await load(server, { ...plan, url: way.url }));
      say(`  cut ${way.cuts()} times`);
      way.close();
      return held;
    }),
  fuzz: async () => (await proveFuzz('solo')) && (await proveFuzz('team')),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}. There are ${Object.keys(PARTS).join(', ')}.`);
let held = true;
for (const [name, prove] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (!(await prove())) held = false;
}
process.exitCode = held ? 0 : 1;
