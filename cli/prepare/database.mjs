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
  const wanted = hashOf(root, [...SOURCES, 'node_modules/prisma/package.json'], ['4']);
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
  const entryPoints = SCRIPTS.map((name) => path.join(root, 'prisma', `${name}.mts`));
  await build({
    entryPoints,
    outdir: path.join(root, 'prisma', 'generated'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  writeStamp(stamp, wanted);
  return true;
}

/** What runs beside the pages, without Next and without Prisma's client. */
const SCRIPTS = ['deploy', 'first-administrator', 'backup', 'delete-due'];
const SOURCES = [
  ...['prisma/schema.prisma', 'prisma.config.ts', 'prisma/database-url.ts'],
  ...SCRIPTS.map((name) => `prisma/${name}.mts`),
];

/**
 * @param {string} root
 * @param {string} name
 */
const script = (root, name) => pathToFileURL(path.join(root, 'prisma', 'generated', `${name}.mjs`)).href;

/**
 * Applies the migrations to the database in `folder`; comes back with what there is to say about it, if anything.
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
export async function migrate(root, folder) {
  /** @type {typeof import('../../prisma/deploy.mts')} */
  const { deploy } = await import(script(root, 'deploy'));
  const deployment = await deploy(path.join(folder, 'workbook.db'), path.join(root, 'prisma', 'migrations'));
  if (!deployment.ok) throw new Fault(deployment.message);
  return deployment.copy === undefined ? undefined : `The database as it was before is kept in ${deployment.copy}`;
}

/**
 * The path of the link with which the first administrator makes his account; undefined where there is one.
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
export async function administratorLink(root, folder) {
  /** @type {typeof import('../../prisma/first-administrator.mts')} */
  const { firstAdministratorLink } = await import(script(root, 'first-administrator'));
  return firstAdministratorLink(path.join(folder, 'workbook.db'));
}

/**
 * Deletes what a workshop promised to delete by now; comes back with how many seats that were.
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<number>}
 */
export async function deleteWhatIsDue(root, folder) {
  /** @type {typeof import('../../prisma/delete-due.mts')} */
  const { deleteDue } = await import(script(root, 'delete-due'));
  return deleteDue(path.join(folder, 'workbook.db'));
}
