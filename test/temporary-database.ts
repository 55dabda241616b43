import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { closeDatabase, database } from '../app/_server/db.ts';
import { deleteLearner, touchLearner } from '../app/_server/learner-rows.ts';
import { databaseFile } from '../prisma/database-url.ts';
import { deploy } from '../prisma/deploy.mts';

/** A migrated database in a folder of its own, which `database()` uses from now on; `remove` closes it and deletes the folder. */
export async function temporaryDatabase(): Promise<{ readonly file: string; readonly remove: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'workbook data #1 ü %41 '));
  const deployment = await deploy(databaseFile(folder));
  if (!deployment.ok) throw new Error(deployment.message);
  await closeDatabase();
  process.env.WORKBOOK_DATA = folder;
  return {
    file: databaseFile(folder),
    remove: async () => {
      await closeDatabase();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A database for all tests of the file, of a workbook in team mode with this one instructor. */
export function teamAnew(instructor: string): void {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  beforeAll(async () => {
    vi.stubEnv('WORKBOOK_MODE', 'team');
    temporary = await temporaryDatabase();
    const data = { id: instructor, name: instructor, email: `${instructor}@example.org`, role: 'instructor' } as const;
    await database().user.create({ data });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await temporary.remove();
  });
}

/** A database for all tests of the file, in which each of them finds these learners with nothing done. */
export function learnersAnew(...ids: readonly string[]): void {
  let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
  beforeAll(async () => {
    temporary = await temporaryDatabase();
  });
  afterAll(() => temporary.remove());
  beforeEach(async () => {
    for (const id of ids) {
      await deleteLearner(id);
      await touchLearner(id);
    }
  });
}
