import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

/** A workbook that a journey started for itself, as a person would: `npm start` with a port and a data folder. */
export interface WorkbookServer {
  readonly url: string;
  /** All that it has printed so far. */
  readonly printed: () => string;
  /** Sends the signal to what `npm start` runs, and comes back with its status when it is gone (null: the signal ended it). */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Starts a workbook on `folder` and comes back when it says that it is ready; `more` is put into its environment. */
export async function startWorkbook(
  folder: string,
  port?: number,
  more: Readonly<Record<string, string>> = {},
): Promise<WorkbookServer> {
  const chosen = port ?? (await freePort());
  const env = { ...process.env, PORT: String(chosen), HOST: '127.0.0.1', WORKBOOK_DATA: folder, ...more };
  const child = spawn(process.execPath, ['cli/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.includes('Ready: http')) resolve();
      });
    child.once('close', (code) => reject(new Error(`npm start ended with ${code}:\n${text}`)));
  });
  await ready;
  return { url: `http://127.0.0.1:${chosen}`, printed: () => text, end: (signal) => endWith(child, signal) };
}

function endWith(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

/** A port that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
