import { spawn } from 'node:child_process';

/**
 * What a program said and how it ended; `code` is 1 when it could not be started or was killed.
 * @typedef {{ readonly code: number, readonly output: string }} Ended
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end without a shell (unless Windows needs one to find it).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly cwd: string, readonly env?: NodeJS.ProcessEnv, readonly shown?: boolean, readonly shell?: boolean }} options `shown`: its words go to the terminal as they come
 * @returns {Promise<Ended>}
 */
export function run(command, args, { cwd, env = process.env, shown = false, shell = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Ends every program that `run` has started and that is still at work. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM');
}
