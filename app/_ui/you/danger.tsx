'use client';

import { useState } from 'react';
import { ActionForm } from '../action-form.tsx';
import type { Answer } from '../answer.ts';

interface Props {
  readonly action: () => Promise<Answer<void>>;
  readonly word: string;
  readonly confirm: string;
  /** Whether texts that only this device keeps go as well. */
  readonly wipes?: boolean;
  /** Where what goes can be taken first. */
  readonly before?: string;
}

/** Something that cannot be taken back: asked twice, in place, with the export one click away. */
export function Danger({ action, word, confirm, wipes = false, before = '/you/export' }: Props) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" className="button" onClick={() => setAsked(true)}>
        {word}…
      </button>
    );
  }
  return (
    <ActionForm action={action} className="danger" {...(wipes ? { onSubmit: forgetThisDevice } : {})}>
      <button type="submit" className="button danger-button">
        {confirm}
      </button>
      <a className="button" href={before} download>
        Export first
      </a>
      <button type="button" className="button button-plain" onClick={() => setAsked(false)}>
        Keep it
      </button>
    </ActionForm>
  );
}

function forgetThisDevice(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (/^workbook\/(draft\/|journal\/|known$)/.test(key)) localStorage.removeItem(key);
  } catch {
    // A device that forbids storage has kept nothing.
  }
}
