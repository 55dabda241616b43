import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { print, say } from '../output.ts';
import { readArguments, type Verb } from '../verb.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type Copied =
  | { readonly ok: true; readonly hash: string; readonly rows: number; readonly before?: string }
  | { readonly ok: false; readonly message: string };

interface Copies {
  readonly backup: (file: string, target: string) => Promise<Copied>;
  readonly restore: (source: string, file: string, migrations: string) => Promise<Copied>;
}

const backupUsage = 'workbook backup FILE [--data FOLDER]';
const restoreUsage = 'workbook restore FILE [--data FOLDER]';

export const backup: Verb = {
  name: 'backup',
  usage: backupUsage,
  summary: 'the database as it is now in one file, with its hash, while the workbook runs',
  help: 'Writes FILE, its SHA-256 as FILE.sha256 and the key of the instance as FILE.key; keep the three together and to yourself.\nThe database is the one in WORKBOOK_DATA, in `data/` of the project, or in --data.\nExit status: 0 written, 1 not written, 2 wrong use.',
  run: (argv) =>
    copied({ name: 'backup', usage: backupUsage }, argv, async (copies, file, data) => {
      const done = await copies.backup(data, file);
      return done.ok ? { ...done, words: `${file}: ${done.rows} rows, SHA-256 ${done.hash}` } : done;
    }),
};

export const restore: Verb = {
  name: 'restore',
  usage: restoreUsage,
  summary: 'what a backup holds in the place of all that the database holds, also while the workbook runs',
  help: 'Checks FILE against FILE.sha256, brings an older one up to date, and keeps what was there beside the database.\nStart the workbook anew afterwards where FILE comes from another machine: its key is read at the start.\nExit status: 0 restored, 1 nothing was changed, 2 wrong use.',
  run: (argv) =>
    copied({ name: 'restore', usage: restoreUsage }, argv, async (copies, file, data) => {
      const done = await copies.restore(file, data, path.join(ROOT, 'prisma', 'migrations'));
      return done.ok ? { ...done, words: `${done.rows} rows are back. What was there before: ${done.before ?? ''}` } : done;
    }),
};

type Words = { readonly ok: true; readonly words: string } | { readonly ok: false; readonly message: string };

async function copied(
  verb: Pick<Verb, 'name' | 'usage'>,
  argv: readonly string[],
  copy: (copies: Copies, file: string, data: string) => Promise<Words>,
): Promise<number> {
  const typed = readArguments(verb, argv, [], ['data']);
  const [file, ...more] = typed?.rest ?? [];
  if (typed === undefined || file === undefined || more.length > 0) {
    if (typed !== undefined) say(verb.usage);
    return 2;
  }
  // What `npm start` makes of prisma/backup.mts: the driver of the database has native parts and cannot be bundled.
  const script = path.join(ROOT, 'prisma', 'generated', 'backup.mjs');
  if (!existsSync(script)) throw new Error('there is no workbook yet: run `npm start` once');
  const copies = (await import(pathToFileURL(script).href)) as Copies;
  const folder = path.resolve(typed.values.data ?? (process.env.WORKBOOK_DATA || path.join(ROOT, 'data')));
  const done = await copy(copies, path.resolve(file), path.join(folder, 'workbook.db'));
  if (done.ok) print(done.words);
  else say(done.message);
  return done.ok ? 0 : 1;
}
