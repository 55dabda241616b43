import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './prepare/build.mjs';
import { checkWritable, generateClient, migrate } from './prepare/database.mjs';
import { install } from './prepare/install.mjs';

/** The folder of the project. */
export const ROOT = path.resolve(fileURLToPath(import.meta.url), '..', '..');

/**
 * Packages and database client as the repository wants them; what is right already is left alone.
 * @param {(step: string) => void} say
 */
export async function prepareCode(say) {
  if (!(await install(ROOT, say))) say('Packages: as package-lock.json says');
  if (await generateClient(ROOT)) say('Database client: generated');
}

/**
 * A database in `folder` with every table that this version needs.
 * @param {string} folder
 * @param {(step: string) => void} say
 */
export async function prepareDatabase(folder, say) {
  checkWritable(folder);
  say(`Database: ${path.join(folder, 'workbook.db')}`);
  const remark = await migrate(ROOT, folder);
  if (remark !== undefined) say(remark);
}

/**
 * Pages that are built from the sources as they are now.
 * @param {(step: string) => void} say
 */
export async function preparePages(say) {
  if (!(await build(ROOT, say))) say('Pages: built already');
}
