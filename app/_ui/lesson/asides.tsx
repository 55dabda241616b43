import type { ReactNode } from 'react';
import { Text } from '../text.tsx';
import './lesson-parts.css';

/** A thought beside the line of the lesson. */
export function Aside({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <aside className="note" aria-label={title}>
      <p className="note-title">{title}</p>
      {children}
    </aside>
  );
}

interface MisconceptionNoteProps {
  readonly name: string;
  readonly belief: string;
  readonly children: ReactNode;
}

/** A belief with its name, given a fair hearing; a link may lead to it by its name. */
export function MisconceptionNote({ name, belief, children }: MisconceptionNoteProps) {
  return (
    <aside id={`misconception-${name}`} className="note note-belief" aria-label={`A belief and where it fails: ${belief}`}>
      <p className="note-title">
        One may believe: <Text>{belief}</Text>
      </p>
      {children}
    </aside>
  );
}

/** What was true until a certain time. */
export function Dated({ until, children }: { readonly until: string; readonly children: ReactNode }) {
  return (
    <aside className="note note-dated" aria-label={`True until ${until}`}>
      <p className="note-title">True until {until}</p>
      {children}
    </aside>
  );
}
