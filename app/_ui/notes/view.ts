import type { Answer } from '../answer.ts';
import type { SaveAnswer } from '../lab/view.ts';

/** A note as the page opens with it. */
export interface OwnNoteView {
  readonly text: string;
  readonly bookmarked: boolean;
  readonly revision: number;
  readonly at: number;
}

/** A note as a draft of two small texts: so it is saved, kept and told apart from that of another tab by what does so for labs. */
export type SaveOwnNote = (
  subject: string,
  note: { readonly text: string; readonly bookmarked: boolean },
  base: number,
) => Promise<Answer<SaveAnswer>>;

const NOTE = 'note';
const BOOKMARK = 'bookmark';

export const noteFiles = ({ text, bookmarked }: { readonly text: string; readonly bookmarked: boolean }) => [
  { path: NOTE, text },
  { path: BOOKMARK, text: bookmarked ? 'yes' : 'no' },
];

export function noteIn(files: readonly { readonly path: string; readonly text: string }[]) {
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? '';
  return { text: textOf(NOTE), bookmarked: textOf(BOOKMARK) === 'yes' };
}
