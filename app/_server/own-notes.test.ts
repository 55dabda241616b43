import { expect, test } from 'vitest';
import { learnersAnew } from '../../test/temporary-database.ts';
import { exportLearner } from './learner-export.ts';
import { importLearner } from './learner-import.ts';
import { deleteLearner } from './learner-rows.ts';
import { listOwnNotes, ownNoteOf, saveOwnNote } from './own-notes.ts';

learnersAnew('me', 'other');

const note = (text: string, bookmarked = false) => ({ text, bookmarked });

test('of two saves from one revision exactly one goes through, and the other is shown it', async () => {
  const saves = await Promise.all(Array.from({ length: 20 }, (_, index) => saveOwnNote('me', 'L2.2', note(`text ${index}`), 0)));
  expect(saves.filter((each) => each.kind === 'saved')).toHaveLength(1);
  const stored = await ownNoteOf('me', 'L2.2');
  for (const each of saves) if (each.kind === 'conflict') expect(each.theirs).toEqual(stored);
});

test('a save that comes again because its answer was lost is no conflict', async () => {
  await saveOwnNote('me', 'F01', note('mine', true), 0);
  expect(await saveOwnNote('me', 'F01', note('mine', true), 0)).toMatchObject({ kind: 'saved', revision: 1 });
  expect(await saveOwnNote('me', 'F01', note('mine', false), 0)).toMatchObject({ kind: 'conflict' });
});

test('notes and bookmarks are listed, the newest first; one that was emptied is none', async () => {
  await saveOwnNote('me', 'L2.2', note('about routes'), 0);
  await saveOwnNote('me', 'F01', note('', true), 0);
  await saveOwnNote('me', 'F02', note('  '), 0);
  expect((await listOwnNotes('me')).map(({ subject }) => subject)).toEqual(['F01', 'L2.2']);
  expect(await listOwnNotes('other')).toEqual([]);
});

test('they go into the export, come back from it, overwrite nothing, and go with their learner', async () => {
  await saveOwnNote('me', 'L2.2', note('about routes', true), 0);
  const file = JSON.stringify(await exportLearner('me'));
  await saveOwnNote('other', 'F01', note('stays'), 0);
  expect(await importLearner('other', file)).toMatchObject({ ok: true, taken: 1 });
  expect(await ownNoteOf('other', 'L2.2')).toMatchObject(note('about routes', true));
  await saveOwnNote('other', 'L2.2', note('changed since', false), 1);
  await importLearner('other', file);
  expect(await ownNoteOf('other', 'L2.2')).toMatchObject(note('changed since'));
  await deleteLearner('me');
  expect(await listOwnNotes('me')).toEqual([]);
});
