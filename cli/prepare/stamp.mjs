import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A hash over the names and the contents of `names` below `root`; folders count with all that is in them, what is absent counts as such.
 * Tests and what starts with a dot are left out: nothing is made from them.
 * @param {string} root
 * @param {readonly string[]} names
 * @param {readonly string[]} more
 * @returns {string}
 */
export function hashOf(root, names, more = []) {
  const hash = createHash('sha256');
  for (const text of more) hash.update(`${text}\0`);
  for (const name of names) addTo(hash, root, name);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} name
 */
function addTo(hash, root, name) {
  const file = path.join(root, name);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
    return;
  }
  for (const entry of readdirSync(file).sort()) {
    if (!entry.startsWith('.') && !/\.test\.\w+$/.test(entry)) addTo(hash, root, `${name}/${entry}`);
  }
}

/**
 * What the stamp `file` says; undefined when there is none.
 * @param {string} file
 * @returns {string | undefined}
 */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * Writes the stamp at once or not at all. Only for work that has succeeded: what has no stamp is done again.
 * @param {string} file
 * @param {string} text
 */
export function writeStamp(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, `${text}\n`);
  renameSync(`${file}.${process.pid}`, file);
}
