import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import flags from '../../cli/prepare/node-flags.json' with { type: 'json' };
import { databaseFile } from '../../prisma/database-url.ts';
import { deploy } from '../../prisma/deploy.mts';
import { freePort } from './workbook-server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A workbook of its own for a test: empty data, a free port, and a process that may be killed. */
export interface Server {
  readonly url: string;
  /** Where its database is; to be written only while it does not run. */
  readonly data: string;
  /** Ends the process as a power cut would: without a word. */
  readonly kill: () => Promise<void>;
  /** Starts again on the same data, under the same address. */
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A server that was built before, on an empty database in a folder below `within`; `more` is put into its environment. */
export async function openServer(more: Readonly<Record<string, string>> = {}, within = tmpdir()): Promise<Server> {
  const data = mkdtempSync(path.join(within, 'workbook-journey-'));
  const deployment = await deploy(databaseFile(data));
  if (!deployment.ok) throw new Error(deployment.message);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running: ChildProcess | undefined;
  const kill = async () => {
    const ended = running;
    running = undefined;
    if (ended === undefined || ended.exitCode !== null) return;
    ended.kill('SIGKILL');
    await once(ended, 'exit');
  };
  const start = async () => {
    running = spawnNext(port, data, more);
    await answers(url, running);
  };
  await start();
  const remove = async () => {
    await kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  return { url, data, kill, start, remove };
}

function spawnNext(port: number, data: string, more: Readonly<Record<string, string>>): ChildProcess {
  const next = path.join(ROOT, 'node_modules/next/dist/bin/next');
  const ahead = pathToFileURL(path.join(ROOT, 'cli/prepare/connection.mjs')).href;
  return spawn(process.execPath, [...flags, '--import', ahead, next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'production', WORKBOOK_DATA: data, NEXT_TELEMETRY_DISABLED: '1', ...more },
  });
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode} before it answered`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no answer from ${url}`);
}
