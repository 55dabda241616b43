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
 * Generates the database client when the schema has changed; comes back with whether it had.
 * @param {string} root
 * @returns {Promise<boolean>}
 */
export async function generateClient(root) {
  const stamp = path.join(root, 'prisma', 'generated', '.workbook-stamp');
  const wanted = hashOf(root, ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  if (readStamp(stamp) === wanted) return false;
  rmSync(stamp, { force: true });
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const ended = await run(process.execPath, [prisma, 'generate'], {
    cwd: root,
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (ended.code !== 0)
    throw new Fault(`The database client cannot be generated from prisma/schema.prisma:\n${ended.output.trim()}`);
  writeStamp(stamp, wanted);
  return true;
}

/**
 * Applies the migrations to the database in `folder`; comes back with what there is to say about it, if anything.
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
export async function migrate(root, folder) {
  const tsx = await import('tsx/esm/api');
  const from = pathToFileURL(path.join(root, 'prisma', 'deploy.mts')).href;
  /** @type {typeof import('../../prisma/deploy.mts')} */
  const { deploy } = await tsx.tsImport(from, import.meta.url);
  const deployment = await deploy(path.join(folder, 'workbook.db'));
  if (!deployment.ok) throw new Fault(deployment.message);
  return deployment.copy === undefined ? undefined : `The database as it was before is kept in ${deployment.copy}`;
}
