'use client';

import dynamic from 'next/dynamic';
import { useCallback, useEffect, useId, useState } from 'react';
import type { SourceFile } from '#engine';
import { post } from '../journal/post.ts';
import { forgetAllKept } from '../lab/kept.ts';
import { Saved } from '../lab/saved.tsx';
import { useDraft } from '../lab/use-draft.ts';
import './notes.css';
import { noteFiles, noteIn, type OwnNoteView } from './view.ts';

const Conflict = dynamic(() => import('../lab/conflict.tsx').then((loaded) => loaded.Conflict));

export interface OwnNoteProps {
  /** The id of the lesson or the lab. */
  readonly subject: string;
  readonly note: OwnNoteView | undefined;
}

/** What somebody writes for himself beside a lesson or a lab, and the mark by which he finds it again; saved at each pause, as a draft is. */
export const OwnNote = (props: OwnNoteProps) => <NoteBox state={useOwnNote(props)} />;

/** The box of a note whose text is held by somebody who stays when the box goes. */
export function NoteBox({ state }: { readonly state: OwnNoteState }) {
  const { subject, text, bookmarked, change, draft, key } = state;
  const id = useId();
  // Before the page is awake nothing hears what is typed, and waking up would take it away: until then there is only reading.
  const [isAwake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  return (
    <div className="own-note">
      <p className="own-note-bar">
        <button
          type="button"
          className="button button-plain bookmark"
          aria-pressed={bookmarked}
          onClick={() => change({ text, bookmarked: !bookmarked })}
        >
          <Ribbon full={bookmarked} /> {bookmarked ? 'Bookmarked' : 'Bookmark'}
        </button>
        <span className="small soft">{draft.state.kind === 'untouched' ? '' : <Saved state={draft.state} />}</span>
      </p>
      {draft.other !== undefined && (
        <Conflict
          what="note"
          mine={noteText({ text })}
          other={{ ...draft.other, files: noteText(noteIn(draft.other.files)) }}
          onKeepMine={draft.settle}
          onTakeOther={() => {
            if (draft.other !== undefined) change(noteIn(draft.other.files));
            forgetAllKept(key);
            draft.settle();
          }}
        />
      )}
      <label htmlFor={id} className="small">
        Your own note on {subject}
      </label>
      <textarea
        id={id}
        className="field"
        value={text}
        maxLength={20_000}
        rows={6}
        readOnly={!isAwake}
        onChange={(event) => change({ text: event.target.value, bookmarked })}
      />
      <a className="own-note-all" href="/notes">
        All notes and bookmarks
      </a>
    </div>
  );
}

const noteText = ({ text }: { readonly text: string }): readonly SourceFile[] => [{ path: 'note', text }];

export type OwnNoteState = ReturnType<typeof useOwnNote>;

/** The text of a note as it is typed, saved on this device at once and on the server at each pause. */
export function useOwnNote({ subject, note }: OwnNoteProps) {
  const [files, setFiles] = useState<readonly SourceFile[]>(() => noteFiles(note ?? { text: '', bookmarked: false }));
  const key = `note:${subject}`;
  const keep = useCallback(
    (_key: string, sent: readonly SourceFile[], base: number) => post('note', subject, noteIn(sent), base),
    [subject],
  );
  const stored = note === undefined ? undefined : { files: noteFiles(note), revision: note.revision, at: note.at };
  const draft = useDraft({ lab: key, draft: stored, files, save: keep, onFound: setFiles });
  const change = (next: Pick<OwnNoteView, 'text' | 'bookmarked'>) => setFiles(noteFiles(next));
  return { subject, ...noteIn(files), change, draft, key };
}

/** A ribbon, full where the page is marked. */
function Ribbon({ full }: { readonly full: boolean }) {
  return (
    <svg
      viewBox="0 0 12 14"
      width="12"
      height="14"
      aria-hidden="true"
      fill={full ? 'currentColor' : 'none'}
      stroke="currentColor"
    >
      <path d="M2 1.5h8v11L6 9.5l-4 3z" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
