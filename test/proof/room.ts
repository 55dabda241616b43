import { createHash, createHmac, randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { createClient } from '@libsql/client';
import { instanceKey } from '../../app/_server/instance-key.ts';
import { databaseFile, databaseUrl } from '../../prisma/database-url.ts';
import type { Server } from '../journeys/server.ts';

/** The lab and the lesson that the room works at. */
export const LAB = 'F01';

/** A learner of the room as he would be in his browser. */
export interface SeatNow {
  readonly id: string;
  readonly learner: string;
  readonly cookie: string;
}

/** Seats of one room, and its instructor, made where the server keeps them. */
export async function sit(server: Server, count: number): Promise<readonly SeatNow[]> {
  const seats = Array.from({ length: count }, (_, at): SeatNow => {
    const token = randomBytes(32).toString('base64url');
    const learner = createHash('sha256').update(token).digest('hex');
    return { id: `s${at}`, learner, cookie: `workbook-learner=${token}` };
  });
  const steps = JSON.stringify([{ kind: 'lab', id: LAB, title: LAB }]);
  const now = new Date().toISOString();
  await withDatabase(server.data, (client) =>
    client.batch(
      [
        {
          sql: `INSERT INTO "User" ("id", "name", "email", "role", "updatedAt") VALUES ('i', 'i', 'i@example.org', 'instructor', ?)`,
          args: [now],
        },
        {
          sql: `INSERT INTO "Workshop" ("id", "code", "title", "steps", "seatLimit", "ownerId") VALUES ('w', 'AAAAAA', 'Load', ?, ?, 'i')`,
          args: [steps, count],
        },
        ...seats.flatMap(({ id, learner }, at) => [
          { sql: 'INSERT INTO "Learner" ("id", "lastSeenAt") VALUES (?, ?)', args: [learner, now] },
          {
            sql: `INSERT INTO "Seat" ("id", "workshopId", "learnerId", "name", "phrase") VALUES (?, 'w', ?, ?, ?)`,
            args: [id, learner, `Seat ${at}`, `p${at}`],
          },
        ]),
      ],
      'write',
    ),
  );
  return seats;
}

export async function withDatabase<T>(data: string, use: (client: ReturnType<typeof createClient>) => Promise<T>): Promise<T> {
  const client = createClient({ url: databaseUrl(databaseFile(data)), timeout: 10_000 });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

/** The cookie of a session of the room's instructor, signed as better-auth signs it with the key of this instance. */
export async function sessionOfInstructor(server: Server): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  await withDatabase(server.data, (client) =>
    client.execute({
      sql: `INSERT INTO "Session" ("id", "token", "userId", "expiresAt", "updatedAt") VALUES (?, ?, 'i', ?, ?)`,
      args: [token, token, expiresAt, new Date().toISOString()],
    }),
  );
  const hmac = (key: string, text: string) => createHmac('sha256', key).update(text);
  const secret = hmac(instanceKey(server.data), 'sessions').digest('hex');
  return `better-auth.session_token=${encodeURIComponent(`${token}.${hmac(secret, token).digest('base64')}`)}`;
}

/** Hears a stream of events as a browser does, coming back a second after it breaks; comes back with what ends that. */
export function follow(url: string, address: string, cookie: string, onEvent: (data: string) => void): () => void {
  let isOver = false;
  let open: ReturnType<typeof get> | undefined;
  const connect = () => {
    if (isOver) return;
    let isAgain = false;
    const again = () => {
      if (isAgain) return;
      isAgain = true;
      setTimeout(connect, 1000).unref();
    };
    open = get(`${url}${address}`, { headers: { cookie, accept: 'text/event-stream' }, agent: false }, (answer) => {
      let rest = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) if (event.startsWith('data: ')) onEvent(event.slice(6));
      });
      answer.once('close', again).once('error', again);
    });
    open.once('error', again);
  };
  connect();
  return () => {
    isOver = true;
    open?.destroy();
  };
}

/** How far the instructor's board is behind what the server has acknowledged. */
export interface BoardLag {
  /** Says that the seat's submission was acknowledged now. */
  readonly acknowledged: (seat: string) => void;
  /** Milliseconds from each acknowledgement to the board that shows it. */
  readonly lags: () => readonly number[];
  readonly events: () => number;
  readonly end: () => void;
}

export function boardLag(url: string, cookie: string): BoardLag {
  const tries = new Map<string, number>();
  const shown = new Map<string, number>();
  const open: { readonly seat: string; readonly tries: number; readonly at: number }[] = [];
  const lags: number[] = [];
  let events = 0;
  const onEvent = (data: string) => {
    events++;
    const { rows } = JSON.parse(data) as {
      readonly rows?: readonly { readonly seat: string; readonly cells: readonly { readonly tries: number }[] }[];
    };
    for (const { seat, cells } of rows ?? []) shown.set(seat, cells[0]?.tries ?? 0);
    const now = performance.now();
    for (const each of open.splice(0)) {
      if ((shown.get(each.seat) ?? 0) >= each.tries) lags.push(Math.max(0, now - each.at));
      else open.push(each);
    }
  };
  const end = follow(url, '/team/w/live', cookie, onEvent);
  return {
    acknowledged: (seat) => {
      const count = (tries.get(seat) ?? 0) + 1;
      tries.set(seat, count);
      if ((shown.get(seat) ?? 0) >= count) lags.push(0);
      else open.push({ seat, tries: count, at: performance.now() });
    },
    lags: () => lags,
    events: () => events,
    end,
  };
}
