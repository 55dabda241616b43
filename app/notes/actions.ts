'use server';

import { z } from 'zod';
import { action, anId, aRevision, refuseAbsent } from '#server/action';
import { ensureLearner } from '#server/learner';
import { saveOwnNote } from '#server/own-notes';
import { labWith, lessonWith } from '#server/page-data';
import type { SaveAnswer } from '../_ui/lab/view.ts';
import { noteFiles } from '../_ui/notes/view.ts';

const MOST = 20_000;

const aNote = z.object({ text: z.string().transform((text) => text.slice(0, MOST)), bookmarked: z.boolean() });

/** Saves a note on a lesson or a lab unless another was saved since `base`; then that one comes back and nothing is overwritten. */
export const saveNote = action([anId, aNote, aRevision], async (id, note, base): Promise<SaveAnswer> => {
  if (lessonWith(id) === undefined && labWith(id) === undefined) return refuseAbsent('lesson or lab');
  const saved = await saveOwnNote(await ensureLearner(), id, note, base);
  if (saved.kind === 'saved') return saved;
  const { revision, at } = saved.theirs;
  return { kind: 'conflict', theirs: { files: noteFiles(saved.theirs), revision, at } };
});
