'use server';

import { ensureLearner } from '#server/learner';
import { saveOwnNote } from '#server/own-notes';
import { labWith, lessonWith } from '#server/page-data';
import type { SaveAnswer } from '../_ui/lab/view.ts';
import { noteFiles } from '../_ui/notes/view.ts';

const MOST = 20_000;

/** Saves a note on a lesson or a lab unless another was saved since `base`; then that one comes back and nothing is overwritten. */
export async function saveNote(
  subject: string,
  note: { readonly text: string; readonly bookmarked: boolean },
  base: number,
): Promise<SaveAnswer> {
  const id = String(subject);
  if (lessonWith(id) === undefined && labWith(id) === undefined) throw new Error('no such lesson or lab');
  const sent = { text: String(note.text).slice(0, MOST), bookmarked: note.bookmarked === true };
  const saved = await saveOwnNote(await ensureLearner(), id, sent, Number.isInteger(base) && base >= 0 ? base : 0);
  if (saved.kind === 'saved') return saved;
  const { revision, at } = saved.theirs;
  return { kind: 'conflict', theirs: { files: noteFiles(saved.theirs), revision, at } };
}
