import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './prepare/build.mjs';
import { administratorLink, checkWritable, deleteWhatIsDue, generateClient, migrate } from './prepare/database.mjs';
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
 * Keeps, now and once an hour, the promise of a day on which everything personal is deleted.
 * @param {string} folder
 * @param {(step: string) => void} say
 */
export async function keepDeleting(folder, say) {
  const once = async () => {
    try {
      const seats = await deleteWhatIsDue(ROOT, folder);
      if (seats > 0) say(`Deleted, because their day has come: what was personal of ${seats} seats.`);
    } catch (error) {
      say(`What is due could not be deleted, and is tried again in an hour: ${error instanceof Error ? error.message : error}`);
    }
  };
  await once();
  setInterval(once, AN_HOUR).unref();
}

const AN_HOUR = 3_600_000;

/**
 * Pages that are built from the sources as they are now.
 * @param {(step: string) => void} say
 */
export async function preparePages(say) {
  if (!(await build(ROOT, say))) say('Pages: built already');
}
