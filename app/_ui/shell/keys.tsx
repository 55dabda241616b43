'use client';

import { useEffect, useRef } from 'react';
import '../palette/palette.css';

const SECTIONS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['?', 'this list'],
      ['Ctrl K', 'go to a lesson, a lab, a fact, a concept'],
      ['1 – 9, a – i', 'choose an answer'],
    ],
  },
  {
    title: 'In a lab',
    keys: [
      ['Ctrl Enter', 'submit'],
      ['Esc', 'leave the editor; Tab goes past it until you type in it again'],
      ['Arrow keys on a border', 'make a pane larger or smaller; Home as it was'],
    ],
  },
  {
    title: 'On the map',
    keys: [
      ['Arrow keys', 'from thing to thing'],
      ['Enter', 'what holds for it'],
      ['+  −  0', 'larger, smaller, all of it'],
      ['Shift and arrow keys', 'move the map'],
      ['w', 'the same in words'],
    ],
  },
  {
    title: 'In a trace',
    keys: [
      ['← →', 'step back, step on'],
      ['Home  End', 'first step, last step'],
    ],
  },
];

/** The keys, as a dialog. */
export function Keys({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="keys" ref={dialog} onClose={onClose} aria-labelledby="keys-title">
      <div className="keys-head">
        <h2 id="keys-title">Keys</h2>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
      {SECTIONS.map(({ title, keys }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, what]) => (
              <div key={key} style={{ display: 'contents' }}>
                <dt>
                  <kbd className="key">{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="small soft">On a Mac, ⌘ does what Ctrl does.</p>
    </dialog>
  );
}
