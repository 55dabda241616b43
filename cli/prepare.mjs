import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './prepare/build.mjs';
import { administratorLink, checkWritable, generateClient, migrate } from './prepare/database.mjs';
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
 * What a team needs beside the pages: somebody who may invite the others. Nothing where one person works alone.
 * @param {string} folder
 * @param {string} url
 * @param {(step: string) => void} say
 */
export async function prepareTeam(folder, url, say) {
  if (process.env.WORKBOOK_MODE !== 'team') return;
  const link = await administratorLink(ROOT, folder);
  if (link !== undefined) say(`Make the first administrator, once, within seven days: ${process.env.WORKBOOK_URL || url}${link}`);
}

/**
 * Pages that are built from the sources as they are now.
 * @param {(step: string) => void} say
 */
export async function preparePages(say) {
  if (!(await build(ROOT, say))) say('Pages: built already');
}
