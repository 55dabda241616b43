import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from '../journeys/server.ts';
import { type BoardLag, boardLag, follow, LAB, type SeatNow, sessionOfInstructor, sit, withDatabase } from './room.ts';

/** What happens to the server or to the way to it while they work: until `isOver`, `url` is what they call. */
export type Trouble = (server: Server, isOver: () => boolean) => Promise<void>;

export interface LoadPlan {
  readonly seats: number;
  readonly ms: number;
  /** Between two things that one seat does, about. */
  readonly thinkMs: number;
  readonly trouble?: Trouble;
  /** The address that the seats call, where it is not the server's own. */
  readonly url?: string;
}

export interface LoadCounts {
  readonly submissions: number;
  readonly saves: number;
  readonly answers: number;
  readonly hands: number;
  readonly retries: number;
  /** Why something was sent again, each reason with how often. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Acknowledged and not in the database, or there twice: what must be none. */
  readonly lost: number;
  readonly doubled: number;
  readonly refused: readonly string[];
  readonly submissionMs: readonly number[];
  readonly saveMs: readonly number[];
  readonly boardMs: readonly number[];
  /** Of the server's process at the end: processor milliseconds for each write, and the largest resident memory that was seen, in MB. */
  readonly processorMs: number;
  readonly residentMb: number;
}

interface Counting {
  submissions: number;
  saves: number;
  answers: number;
  hands: number;
  retries: number;
  readonly reasons: Record<string, number>;
  readonly refused: string[];
  readonly submissionMs: number[];
  readonly saveMs: number[];
}

/** What a seat was told to be kept. */
interface Kept {
  revision: number;
  text: string;
  readonly keys: Record<'Attempt' | 'QuizAnswer' | 'WorkshopEvent', string[]>;
}

/** Less than this many times the same is tried before somebody would give up: five minutes. */
const PATIENCE = 600;
const START = readFileSync(
  path.resolve(import.meta.dirname, '../../content/02-gateway-endpoints/02-routes/labs/f01/start.yaml'),
  'utf8',
);

/** Lets many seats edit, save, submit, answer and raise hands for a while, and counts afterwards in the database what was acknowledged. */
export async function load(server: Server, plan: LoadPlan): Promise<LoadCounts> {
  const seats = await sit(server, plan.seats);
  const url = plan.url ?? server.url;
  const board = boardLag(url, await sessionOfInstructor(server));
  const ends = seats.map((seat) => follow(url, '/room/live', seat.cookie, () => undefined));
  const counts: Counting = {
    ...{ submissions: 0, saves: 0, answers: 0, hands: 0, retries: 0 },
    ...{ reasons: {}, refused: [], submissionMs: [], saveMs: [] },
  };
  await warm(server, seats);
  const until = Date.now() + plan.ms;
  const isOver = () => Date.now() >= until;
  const meter = await meterOf(server, isOver);
  const work = seats.map((seat) => workAt({ url, seat, board, counts, isOver, thinkMs: plan.thinkMs }));
  const [kept] = await Promise.all([Promise.all(work), plan.trouble?.(server, isOver)]);
  const used = await meter();
  board.end();
  for (const end of ends) end();
  const writes = counts.submissions + counts.saves + counts.answers + counts.hands;
  const boardMs = board.lags();
  const { processorMs, residentMb } = { processorMs: used.processorMs / Math.max(1, writes), residentMb: used.residentMb };
  return { ...counts, boardMs, processorMs, residentMb, ...(await missing(server, seats, kept)) };
}

/** The course is read before anything is measured. */
async function warm(server: Server, seats: readonly SeatNow[]): Promise<void> {
  const [first] = seats;
  if (first !== undefined) await fetch(`${server.url}/lab/${LAB}`, { headers: { cookie: first.cookie } });
}

interface Worker {
  readonly url: string;
  readonly seat: SeatNow;
  readonly board: BoardLag;
  readonly counts: Counting;
  readonly isOver: () => boolean;
  readonly thinkMs: number;
}

async function workAt({ url, seat, board, counts, isOver, thinkMs }: Worker): Promise<Kept> {
  const kept: Kept = { revision: 0, text: '', keys: { Attempt: [], QuizAnswer: [], WorkshopEvent: [] } };
  const record = (kind: string, args: readonly unknown[], times?: number[]) =>
    insist(url, seat.cookie, kind, args, counts, times);
  for (let step = 0; !isOver(); step++) {
    await pause(thinkMs * (0.5 + Math.random()));
    const text = `# ${randomUUID()}\n${START}`;
    const files = [{ path: 'network.yaml', text }];
    const saved = (await record('draft', [LAB, files, kept.revision], counts.saveMs)) as {
      readonly kind: string;
      readonly revision: number;
    };
    if (saved?.kind === 'saved') [kept.revision, kept.text, counts.saves] = [saved.revision, text, counts.saves + 1];
    else counts.refused.push(`a save was answered with ${saved?.kind}`);
    const key = randomUUID();
    if (step % 4 === 0) {
      const sent = (await record('submission', [LAB, files, key], counts.submissionMs)) as { readonly attempt?: object };
      if (sent?.attempt === undefined) counts.refused.push('a submission was answered without an attempt');
      else {
        board.acknowledged(seat.id);
        kept.keys.Attempt.push(key);
        counts.submissions++;
      }
    } else if (step % 4 === 1) {
      const mark = (await record('answer', [QUESTION, { chosen: [] }, key, { seconds: 3 }])) as { readonly correct?: boolean };
      if (mark?.correct === undefined) counts.refused.push('an answer was not marked');
      else [counts.answers] = [counts.answers + 1, kept.keys.QuizAnswer.push(key)];
    } else if (step % 4 === 2) {
      await record('room', [{ kind: 'hand', up: step % 8 === 2 }, key]);
      kept.keys.WorkshopEvent.push(`${seat.id}/${key}`);
      counts.hands++;
    }
  }
  return kept;
}

/** A question without variants of the lesson that is first. */
const QUESTION = 'Q-L1.1-01';

/** Sends what was not acknowledged again as it was, until it is: as the page does. */
async function insist(
  url: string,
  cookie: string,
  kind: string,
  args: readonly unknown[],
  counts: Counting,
  times: number[] = [],
): Promise<unknown> {
  for (let turn = 0; turn < PATIENCE; turn++) {
    const began = performance.now();
    const { status, value } = await post(url, cookie, kind, args);
    if (status === 200) {
      times.push(performance.now() - began);
      return value;
    }
    const reason = status === 0 ? 'no answer' : `status ${status}`;
    counts.retries++;
    counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
    if (status >= 400 && status < 500) {
      counts.refused.push(`${kind}: ${reason}`);
      return undefined;
    }
    await pause(500);
  }
  counts.refused.push(`${kind}: nobody heard it`);
  return undefined;
}

async function post(
  url: string,
  cookie: string,
  kind: string,
  args: readonly unknown[],
): Promise<{ readonly status: number; readonly value?: unknown }> {
  try {
    const answer = await fetch(`${url}/record`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: url },
      body: JSON.stringify({ kind, args }),
      signal: AbortSignal.timeout(20_000),
      redirect: 'manual',
    });
    const said = (await answer.json()) as { readonly value?: unknown };
    return { status: answer.status, value: said.value };
  } catch {
    return { status: 0 };
  }
}

/** What the server's process uses from now on; a server that was killed counts from its last start. */
async function meterOf(server: Server, isOver: () => boolean) {
  const read = async () => {
    const text = await fetch(`${server.url}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
    return { seconds: value('workbook_cpu_seconds_total'), resident: value('workbook_resident_memory_bytes') / 1e6 };
  };
  const first = await read();
  let most = first.resident;
  const watching = (async () => {
    while (!isOver()) {
      await pause(2000);
      const { resident } = await read();
      if (resident > most) most = resident;
    }
  })();
  return async () => {
    await watching;
    return { processorMs: ((await read()).seconds - first.seconds) * 1000, residentMb: most };
  };
}

async function missing(server: Server, seats: readonly SeatNow[], kept: readonly Kept[]) {
  let [lost, doubled] = [0, 0];
  await withDatabase(server.data, async (client) => {
    const keysIn = async (table: string, column: string, id: string) => {
      const sql = `SELECT "clientKey" AS k FROM "${table}" WHERE "${column}" = ?`;
      return (await client.execute({ sql, args: [id] })).rows.map((row) => String(row.k));
    };
    for (const [at, { id, learner }] of seats.entries()) {
      const mine = kept[at];
      if (mine === undefined) continue;
      for (const [table, column, whose] of [
        ['Attempt', 'learnerId', learner],
        ['QuizAnswer', 'learnerId', learner],
        ['WorkshopEvent', 'seatId', id],
      ] as const) {
        const there = await keysIn(table, column, whose);
        const known = new Set(there);
        lost += mine.keys[table].filter((key) => !known.has(key)).length;
        doubled += there.length - known.size;
      }
      if (mine.revision === 0) continue;
      const sql = 'SELECT "files", "revision" FROM "Draft" WHERE "learnerId" = ?';
      const draft = (await client.execute({ sql, args: [learner] })).rows[0];
      const holds = String(draft?.files).includes(JSON.stringify(mine.text).slice(1, -1));
      if (Number(draft?.revision) < mine.revision || !holds) lost++;
    }
  });
  return { lost, doubled };
}

/** The value below which 95 of 100 lie. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * 0.95))] ?? 0;
