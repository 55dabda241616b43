import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './fault.mjs';
import { run } from './run.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

/**
 * Makes `node_modules` what package-lock.json says; comes back with whether there was anything to do.
 * @param {string} root
 * @param {(step: string) => void} say
 * @returns {Promise<boolean>}
 */
export async function install(root, say) {
  const stamp = path.join(root, 'node_modules', '.workbook-stamp');
  // Native packages fit one platform and one binary interface of Node.
  const wanted = hashOf(root, ['package-lock.json'], [process.platform, process.arch, process.versions.modules]);
  const found = readStamp(stamp);
  if (found === wanted) return false;
  if (found === undefined && isInstalled(root)) {
    writeStamp(stamp, wanted);
    return false;
  }
  say('Installing packages (the first time this takes a minute)…');
  rmSync(stamp, { force: true });
  // Development packages too: they hold what `npm test` needs.
  const ended = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root);
  if (ended.code !== 0) throw new Fault(sentenceFor(ended.output));
  writeStamp(stamp, wanted);
  return true;
}

/**
 * Whether somebody has installed by hand what package-lock.json says. Only optional packages, of other platforms, may be absent.
 * @param {string} root
 */
function isInstalled(root) {
  const wanted = packagesIn(path.join(root, 'package-lock.json'));
  const there = packagesIn(path.join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([where, { version, optional }]) =>
      where === '' || (there[where] === undefined ? optional === true : there[where]?.version === version),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { readonly version?: string, readonly optional?: boolean }>}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * The npm that runs us, without a shell; else the one on the path.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) return run(process.execPath, [script, ...args], { cwd });
  const isWindows = process.platform === 'win32';
  return run(isWindows ? 'npm.cmd' : 'npm', args, { cwd, shell: isWindows });
}

/** @param {string} output */
function sentenceFor(output) {
  if (/\bENOENT\b/.test(output) && /spawn npm/.test(output))
    return 'The packages cannot be installed because npm is not on the path: install npm with Node and start again.';
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b/.test(output))
    return 'The packages cannot be installed because the package registry is not reachable: connect to the network and start again.';
  if (/\bENOSPC\b/.test(output))
    return 'The packages cannot be installed because the disk is full: make 2 GB free and start again.';
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output))
    return 'The packages cannot be installed because node_modules cannot be written: change its permissions and start again.';
  const reason = /npm error (?!code)(.+)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
  return `The packages cannot be installed (npm says: ${reason}): run npm ci to see all of it.`;
}
