'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const Palette = dynamic(() => import('../palette/palette.tsx').then((loaded) => loaded.Palette), { ssr: false });
const Keys = dynamic(() => import('./keys.tsx').then((loaded) => loaded.Keys), { ssr: false });

/** `?` and Ctrl+K, and the button that does the same; what they open is loaded when it is opened. */
export function Shortcuts() {
  const [open, setOpen] = useState<'keys' | 'palette' | undefined>();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.defaultPrevented) {
        event.preventDefault();
        setOpen('palette');
      } else if (event.key === '?' && !isWriting(event.target)) setOpen('keys');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const close = () => setOpen(undefined);
  return (
    <>
      <button
        type="button"
        className="bar-button"
        onClick={() => setOpen('palette')}
        title="Go to (Ctrl K)"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.500 10.500 4 4" />
        </svg>
        <span className="visually-hidden">Go to</span>
      </button>
      <button
        type="button"
        className="bar-button bar-keys"
        onClick={() => setOpen('keys')}
        title="Keys (?)"
        aria-keyshortcuts="?"
      >
        <span aria-hidden="true">?</span>
        <span className="visually-hidden">Keys</span>
      </button>
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'keys' && <Keys onClose={close} />}
    </>
  );
}

/** Whether keys are letters there: in a field, in the editor. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type="range"], [type="radio"], [type="checkbox"]), textarea, select, .monaco-editor') !== null);
