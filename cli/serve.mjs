import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { addressIn, checkFree } from './prepare/address.mjs';
import { nextCommand, nextEnv } from './prepare/build.mjs';
import { Fault } from './prepare/fault.mjs';
import { ROOT } from './prepare.mjs';

/** How long a server may take to answer for the first time, and to finish what it is at when it is stopped. */
const READY_WITHIN = 60_000;
const STOP_WITHIN = 5_000;

/**
 * What a server is started with.
 * @typedef {{ readonly address: import('./prepare/address.mjs').Address, readonly folder: string, readonly dev: boolean }} Serving
 */

/**
 * A server that runs: `ended` comes back when its process is gone, with whether `stop` asked it to.
 * @typedef {{ readonly ready: Promise<void>, readonly ended: Promise<{ readonly asked: boolean, readonly code: number }>, readonly stop: () => void }} Server
 */

/**
 * Starts Next as a process of its own. `ready` comes back when pages are answered.
 * @param {Serving} serving
 * @returns {Server}
 */
export function serve({ address, folder, dev }) {
  const child = spawnNext({ address, folder, dev });
  let asked = false;
  let before = '';
  let isReady = false;
  for (const [stream, shown] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]))
    stream.setEncoding('utf8').on('data', (text) => {
      if (isReady) shown.write(text);
      else before += text;
    });
  /** @type {Server['ended']} */
  const ended = new Promise((resolve) => child.once('close', (code) => resolve({ asked, code: code ?? 1 })));
  const ready = firstAnswer(address, ended).then(async (answers) => {
    isReady = answers;
    if (answers || asked) return;
    child.kill('SIGKILL');
    if (before.includes('EADDRINUSE')) await checkFree(address);
    throw new Fault(`The server did not start:\n${before.trim()}`);
  });
  const stop = () => {
    asked = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN).unref();
  };
  return { ready, ended, stop };
}

/** @type {readonly string[]} A heap that is collected early rather than grown: a room of 200 fits into a third of it. */
const NODE_FLAGS = JSON.parse(readFileSync(path.join(ROOT, 'cli', 'prepare', 'node-flags.json'), 'utf8'));

/** @param {Serving} serving */
function spawnNext({ address, folder, dev }) {
  const withParent = pathToFileURL(path.join(ROOT, 'cli', 'prepare', 'with-parent.mjs')).href;
  const verb = [dev ? 'dev' : 'start', '-H', address.host, '-p', String(address.port)];
  return spawn(process.execPath, [...(dev ? [] : NODE_FLAGS), '--import', withParent, nextCommand(ROOT), ...verb], {
    cwd: ROOT,
    env: { ...nextEnv(), NODE_ENV: dev ? 'development' : 'production', HOST: address.host, WORKBOOK_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C in a terminal reaches us alone, and we stop the server. Windows has no groups like that.
    detached: process.platform !== 'win32',
  });
}

/**
 * Whether the server has answered; false when its process ended or took too long.
 * @param {import('./prepare/address.mjs').Address} address
 * @param {Promise<unknown>} ended
 */
async function firstAnswer({ host, port }, ended) {
  const { url } = addressIn({ HOST: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, PORT: String(port) });
  let gone = false;
  void ended.then(() => (gone = true));
  for (const until = Date.now() + READY_WITHIN; !gone && Date.now() < until; ) {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok && !gone) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
