'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { type Entry, search } from './search.ts';
import './palette.css';

const KINDS: Readonly<Record<Entry['kind'], string>> = {
  lesson: 'lesson',
  lab: 'lab',
  quiz: 'quiz',
  fact: 'fact',
  concept: 'concept',
  page: 'page',
  exam: 'exam',
  term: 'term',
  note: 'note',
  bookmark: 'bookmark',
};

let held: readonly Entry[] | undefined;

/** A dialog in which one types where to go. What can be gone to is fetched once and searched here. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { entries, lost } = useEntries();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const found = search(entries, query);
  const go = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    router.push(entry.href);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => Math.min(Math.max(before + step, 0), Math.max(0, found.length - 1)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(found[at]);
    }
  };
  return (
    <dialog className="palette" ref={dialog} onClose={onClose} aria-label="Go to">
      <input
        className="palette-query"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
        aria-label="Go to a lesson, a lab, a page, a term, a fact or a note of yours"
        placeholder="A lesson, a lab, a page, a term, a fact, your notes"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div className="palette-list" role="listbox" id={`${id}-list`} aria-label="Places">
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses from the field above.
          // biome-ignore lint/a11y/useFocusableInteractive: as above.
          <div
            key={`${entry.kind} ${entry.href} ${entry.title}`}
            className="palette-row"
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === at}
            onClick={() => go(entry)}
          >
            <span className="palette-kind">{KINDS[entry.kind]}</span>
            <span className="palette-title">{entry.title}</span>
            {entry.kind !== 'lesson' && <span className="palette-text">{entry.text}</span>}
          </div>
        ))}
      </div>
      <p className="palette-foot" role="status">
        {lost
          ? 'The server did not answer.'
          : query !== '' && found.length === 0
            ? 'Nothing is called that.'
            : 'Enter goes there, Esc closes.'}
      </p>
    </dialog>
  );
}

function useEntries(): { readonly entries: readonly Entry[]; readonly lost: boolean } {
  const [entries, setEntries] = useState<readonly Entry[]>(held ?? []);
  const [own, setOwn] = useState<readonly Entry[]>([]);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    // What one wrote changes under one's hands; without it the rest is found all the same.
    entriesFrom('/palette/mine').then(setOwn, () => undefined);
    if (held !== undefined) return;
    entriesFrom('/palette').then(
      (found) => {
        held = found;
        setEntries(found);
      },
      () => setLost(true),
    );
  }, []);
  const all = useMemo(() => [...own, ...entries], [own, entries]);
  return { entries: all, lost };
}

const entriesFrom = async (path: string): Promise<readonly Entry[]> => (await fetch(path)).json();
