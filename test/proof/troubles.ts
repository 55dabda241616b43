import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseFile, databaseUrl } from '../../prisma/database-url.ts';
import type { Trouble } from './load.ts';

/** Ends the server `times` times without a word, at moments that nobody chose, and starts it again. */
export const killed =
  (times: number, ms: number): Trouble =>
  async (server) => {
    for (let kill = 0; kill < times; kill++) {
      await pause((ms / (times + 1)) * (0.5 + Math.random() * 0.9));
      await server.kill();
      await server.start();
    }
  };

/** Counts of what was done to a server, to be said at the end. */
export interface Done {
  times: number;
  /** How often `/health` was asked while it was so, and answered. */
  asked: number;
  answered: number;
}

/** Less than the five seconds for which a server that waits for a lock as a whole would stand still, and more than a busy machine is away. */
const STANDSTILL_MS = 4000;

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(STANDSTILL_MS) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** What another program does that keeps the database's write lock for so many milliseconds. */
const LOCKS = `
  const { createClient } = await import('@libsql/client');
  const client = createClient({ url: process.argv[1], timeout: 20000 });
  const lock = await client.transaction('write');
  process.stdout.write('locked');
  setTimeout(async () => { await lock.rollback(); process.exit(); }, Number(process.argv[2]));`;

/** Lets another process hold the lock again and again: mostly for a moment, each fifth time for longer than a write waits. */
export const locked =
  (done: Done): Trouble =>
  async (server, isOver) => {
    for (let turn = 1; !isOver(); turn++) {
      const ms = turn % 5 === 0 ? 7000 : 200 + Math.random() * 1500;
      const url = databaseUrl(databaseFile(server.data));
      const other = spawn(process.execPath, ['--input-type=module', '-e', LOCKS, url, String(ms)], {
        cwd: path.resolve(import.meta.dirname, '../..'),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(other, 'exit');
      await Promise.race([once(other.stdout, 'data'), ended]);
      done.times++;
      for (const until = Date.now() + ms; Date.now() < until; await pause(250)) {
        done.asked++;
        if (await isHealthy(server.url)) done.answered++;
      }
      await ended;
      await pause(500 + Math.random() * 2000);
    }
  };

/** Fills the disk on which the data lies for some seconds, and makes room again. */
export const filled =
  (done: Done): Trouble =>
  async (server, isOver) => {
    const filler = path.join(server.data, 'somebody-else.bin');
    while (!isOver()) {
      await pause(2000);
      for (let megabytes = 128; megabytes > 0; megabytes = Math.floor(megabytes / 2)) growBy(filler, megabytes);
      done.times++;
      for (let turn = 0; turn < 12; turn++) {
        await pause(250);
        done.asked++;
        if (await isHealthy(server.url)) done.answered++;
      }
      rmSync(filler, { force: true });
    }
  };

function growBy(file: string, megabytes: number): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(megabytes * 1024 * 1024), { flag: 'a' });
  } catch {
    // As full as this step makes it.
  }
}

/** Turns the server's clock back by an hour at each turn; `ahead.mjs` in the server reads it. */
export const turnedBack =
  (done: Done): Trouble =>
  async (server, isOver) => {
    while (!isOver()) {
      await pause(3000);
      done.times++;
      writeFileSync(path.join(server.data, 'clock-behind-ms'), String(done.times * 3_600_000));
    }
  };

/** What a server is started with so that its clock can be turned back. */
export const CLOCK = path.join(import.meta.dirname, 'clock.mjs');

/** A way to the server on which connections break: before all of a request has gone, or before its answer is there. */
export async function cuttingWay(
  target: string,
  chance: number,
): Promise<{ readonly url: string; readonly cuts: () => number; readonly close: () => void }> {
  const { port } = new URL(target);
  const open = new Set<Socket>();
  let cuts = 0;
  const way = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    const both = [near, far];
    const end = () => {
      for (const each of both) {
        open.delete(each);
        each.destroy();
      }
    };
    for (const each of both) {
      open.add(each);
      each.once('close', end).on('error', end);
    }
    const carry = (from: Socket, to: Socket) =>
      from.on('data', (chunk) => {
        if (Math.random() >= chance) return void to.write(chunk);
        cuts++;
        // A part of it may still arrive.
        to.write(chunk.subarray(0, Math.floor(Math.random() * chunk.length)), end);
      });
    carry(near, far);
    carry(far, near);
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const address = way.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    url,
    cuts: () => cuts,
    close: () => {
      for (const each of open) each.destroy();
      way.close();
    },
  };
}
