import type { Metadata } from 'next';
import Link from 'next/link';
import { currentLearner } from '#server/learner';
import { listOwnNotes, type OwnNoteRecord } from '#server/own-notes';
import { labHref, labWith, lessonHref, lessonWith, themeNow } from '#server/page-data';
import '../_ui/notes/notes.css';
import { Page } from '../_ui/shell/page.tsx';

export const metadata: Metadata = { title: 'Notes and bookmarks' };

export default async function NotesPage() {
  const [theme, notes] = await Promise.all([themeNow(), currentLearner().then(listOwnNotes)]);
  return (
    <Page theme={theme} crumbs={[{ title: 'Notes and bookmarks' }]}>
      <div className="notes">
        <h1>Notes and bookmarks</h1>
        {notes.length === 0 ? (
          <p>
            You have written nothing yet. Beside each <Link href="/">lesson</Link> and in the tab <em>Notes</em> of each lab there
            is room for it.
          </p>
        ) : (
          <ul className="notes-list">
            {notes.map((note) => (
              <Note key={note.subject} note={note} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function Note({ note: { subject, text, bookmarked, at } }: { readonly note: OwnNoteRecord }) {
  const { title, href } = placeOf(subject);
  return (
    <li>
      <h2>{href === undefined ? title : <Link href={href}>{title}</Link>}</h2>
      <p className="small soft">
        {bookmarked ? 'Bookmarked, ' : ''}
        {new Date(at).toISOString().slice(0, 10)}
      </p>
      {text.trim() !== '' && <p className="notes-text">{text}</p>}
    </li>
  );
}

/** What a note is about. The course may no longer have it; the note stays. */
function placeOf(subject: string): { readonly title: string; readonly href?: string } {
  const lesson = lessonWith(subject);
  if (lesson !== undefined) return { title: `${subject} ${lesson.title}`, href: lessonHref(subject) };
  const lab = labWith(subject)?.lab;
  return lab === undefined ? { title: subject } : { title: `${subject} ${lab.title}`, href: labHref(subject) };
}
