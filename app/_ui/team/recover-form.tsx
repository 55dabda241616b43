'use client';

import { useActionState } from 'react';
import type { Answer } from '../answer.ts';
import './team.css';

/** Four words; then this browser is the one of that seat. */
export function RecoverForm({ recover }: { readonly recover: (before: unknown, form: FormData) => Promise<Answer<void>> }) {
  const [answer, submit, isSending] = useActionState(recover, undefined);
  return (
    <form className="team-form" action={submit}>
      <label>
        Your four words
        <input
          className="field"
          name="phrase"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          required
        />
      </label>
      {answer?.ok === false && <p role="alert">{answer.sentence}</p>}
      <button type="submit" className="button button-main" disabled={isSending}>
        Go on from there
      </button>
    </form>
  );
}
