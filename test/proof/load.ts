import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { databaseFile, databaseUrl } from '../../prisma/database-url.ts';
import type { Server } from '../journeys/server.ts';
import { actionIds, ask } from './actions.ts';

export interface LoadPlan {
  readonly seats: number;
  readonly ms: number;
  /** How often the server is ended without a word while they work. */
  readonly kills: number;
  /** Between two things that one seat does, about. */
  readonly thinkMs: number;
}

export interface LoadCounts {
  readonly submissions: number;
  readonly saves: number;
  readonly retries: number;
  /** Why something was sent again, each reason once. */
  readonly reasons: readonly string[];
  /** Acknowledged and not in the database, or there twice: what must be none. */
  readonly lost: number;
  readonly doubled: number;
  readonly refused: readonly string[];
  readonly submissionMs: readonly number[];
  readonly saveMs: readonly number[];
}

interface SeatNow {
  readonly token: string;
  readonly learner: string;
  revision: number;
  text: string;
  readonly acknowledged: string[];
}

const LAB = 'F01';
const WRITES = { save: 'app/lab/[lab]/actions.ts#saveDraft', submit: 'app/lab/[lab]/actions.ts#submit' };

/** Lets many seats edit, save and submit for a while, and counts afterwards in the database what was acknowledged. */
export async function load(server: Server, plan: LoadPlan): Promise<LoadCounts> {
  const seats = await sit(server, plan.seats);
  const ids = actionIds();
  const counts = {
    submissions: 0,
    saves: 0,
    retries: 0,
    reasons: [] as string[],
    refused: [] as string[],
    submissionMs: [] as number[],
    saveMs: [] as number[],
  };
  const until = Date.now() + plan.ms;
  const timed = async (seat: SeatNow, name: string, args: readonly unknown[], times: number[]): Promise<unknown> => {
    // As the page does: what was not acknowledged is sent again as it was, until it is.
    for (let turn = 0; ; turn++) {
      const began = performance.now();
      try {
        const answer = await ask(server.url, `/lab/${LAB}`, ids.get(name) ?? '', `workbook-learner=${seat.token}`, args);
        times.push(performance.now() - began);
        return answer;
      } catch (error) {
        counts.retries++;
        if (!counts.reasons.includes(String(error))) counts.reasons.push(String(error));
        if (turn > 60) {
          counts.refused.push(String(error));
          return undefined;
        }
        await pause(500);
      }
    }
  };
  const work = async (seat: SeatNow) => {
    for (let step = 0; Date.now() < until; step++) {
      await pause(plan.thinkMs * (0.5 + Math.random()));
      const text = `# ${randomUUID()}\nResources: {}\n`;
      const files = [{ path: 'network.yaml', text }];
      const saved = (await timed(seat, WRITES.save, [LAB, files, seat.revision], counts.saveMs)) as
        | { readonly kind: string; readonly revision?: number }
        | undefined;
      if (saved?.kind === 'saved') [seat.revision, seat.text, counts.saves] = [saved.revision ?? 0, text, counts.saves + 1];
      else if (saved !== undefined) counts.refused.push(`a save was answered with ${saved.kind}`);
      if (step % 4 !== 0) continue;
      const key = randomUUID();
      const sent = (await timed(seat, WRITES.submit, [LAB, files, key], counts.submissionMs)) as
        | { readonly kind: string }
        | undefined;
      if (sent?.kind === 'recorded') {
        seat.acknowledged.push(key);
        counts.submissions++;
      } else if (sent !== undefined) counts.refused.push(`a submission was answered with ${sent.kind}`);
    }
  };
  const killing = async () => {
    for (let kill = 0; kill < plan.kills; kill++) {
      await pause((plan.ms / (plan.kills + 1)) * (0.5 + Math.random() * 0.9));
      await server.kill();
      await server.start();
    }
  };
  await Promise.all([...seats.map(work), killing()]);
  return { ...counts, ...(await missing(server, seats)) };
}

/** Seats of one room, made where the server keeps them. */
async function sit(server: Server, count: number): Promise<readonly SeatNow[]> {
  const seats = Array.from({ length: count }, (): SeatNow => {
    const token = randomBytes(32).toString('base64url');
    return { token, learner: createHash('sha256').update(token).digest('hex'), revision: 0, text: '', acknowledged: [] };
  });
  await withDatabase(server, (client) =>
    client.batch(
      [
        `INSERT INTO "User" ("id", "name", "email", "role", "updatedAt") VALUES ('i', 'i', 'i@example.org', 'instructor', '2026-01-01T00:00:00.000Z')`,
        `INSERT INTO "Workshop" ("id", "code", "title", "steps", "ownerId") VALUES ('w', 'AAAAAA', 'Load', '[{"kind":"lab","id":"${LAB}","title":"${LAB}"}]', 'i')`,
        ...seats.flatMap(({ learner }, at) => [
          { sql: 'INSERT INTO "Learner" ("id") VALUES (?)', args: [learner] },
          {
            sql: `INSERT INTO "Seat" ("id", "workshopId", "learnerId", "name", "phrase") VALUES (?, 'w', ?, ?, ?)`,
            args: [`s${at}`, learner, `Seat ${at}`, `p${at}`],
          },
        ]),
      ],
      'write',
    ),
  );
  return seats;
}

async function missing(server: Server, seats: readonly SeatNow[]) {
  let [lost, doubled] = [0, 0];
  await withDatabase(server, async (client) => {
    for (const { learner, acknowledged, revision, text } of seats) {
      const { rows } = await client.execute({
        sql: 'SELECT "clientKey" AS k FROM "Attempt" WHERE "learnerId" = ?',
        args: [learner],
      });
      const keys = rows.map((row) => String(row.k));
      lost += acknowledged.filter((key) => !keys.includes(key)).length;
      doubled += keys.length - new Set(keys).size;
      const draft = (
        await client.execute({ sql: 'SELECT "files", "revision" FROM "Draft" WHERE "learnerId" = ?', args: [learner] })
      ).rows[0];
      if (
        revision > 0 &&
        (Number(draft?.revision) < revision || !String(draft?.files).includes(JSON.stringify(text).slice(1, -1)))
      )
        lost++;
    }
  });
  return { lost, doubled };
}

async function withDatabase<T>(server: Server, use: (client: ReturnType<typeof createClient>) => Promise<T>): Promise<T> {
  const client = createClient({ url: databaseUrl(databaseFile(server.data)), timeout: 10_000 });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

/** The value below which 95 of 100 lie. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * 0.95))] ?? 0;
