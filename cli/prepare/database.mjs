import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Fault } from './fault.mjs';
import { run } from './run.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';

/**
 * The folder of the database as an absolute path: `WORKBOOK_DATA`, by default `data` in the project.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export const dataFolder = (root, env) => (env.WORKBOOK_DATA ? path.resolve(env.WORKBOOK_DATA) : path.join(root, 'data'));

/**
 * Makes the data folder; throws the sentence that says what to do when nothing can be written there.
 * @param {string} folder
 */
export function checkWritable(folder) {
  const probe = path.join(folder, `.writable-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
    const database = path.join(folder, 'workbook.db');
    if (existsSync(database)) accessSync(database, constants.R_OK | constants.W_OK);
  } catch {
    throw new Fault(
      `The data folder ${folder} cannot be written: change its permissions, or set WORKBOOK_DATA to a folder of your own.`,
    );
  }
}

/**
 * Generates the database client, and the script that applies the migrations as plain JavaScript (reading TypeScript would cost each
 * start a third of a second), when what they are made from has changed; comes back with whether it had.
 * @param {string} root
 * @returns {Promise<boolean>}
 */
export async function generateClient(root) {
  const stamp = path.join(root, 'prisma', 'generated', '.workbook-stamp');
  const wanted = hashOf(root, [...SOURCES, 'node_modules/prisma/package.json'], ['2']);
  if (readStamp(stamp) === wanted) return false;
  rmSync(stamp, { force: true });
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const ended = await run(process.execPath, [prisma, 'generate'], {
    cwd: root,
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (ended.code !== 0)
    throw new Fault(`The database client cannot be generated from prisma/schema.prisma:\n${ended.output.trim()}`);
  const { build } = await import('esbuild');
  const entryPoints = [path.join(root, 'prisma', 'deploy.mts')];
  await build({
    entryPoints,
    outfile: deployScript(root),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  writeStamp(stamp, wanted);
  return true;
}

const SOURCES = ['prisma/schema.prisma', 'prisma.config.ts', 'prisma/deploy.mts', 'prisma/database-url.ts'];

/** @param {string} root */
const deployScript = (root) => path.join(root, 'prisma', 'generated', 'deploy.mjs');

/**
 * Applies the migrations to the database in `folder`; comes back with what there is to say about it, if anything.
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
export async function migrate(root, folder) {
  /** @type {typeof import('../../prisma/deploy.mts')} */
  const { deploy } = await import(pathToFileURL(deployScript(root)).href);
  const deployment = await deploy(path.join(folder, 'workbook.db'), path.join(root, 'prisma', 'migrations'));
  if (!deployment.ok) throw new Fault(deployment.message);
  return deployment.copy === undefined ? undefined : `The database as it was before is kept in ${deployment.copy}`;
}
