'use client';

import { useActionState } from 'react';
import './team.css';

/** Four words; then this browser is the one of that seat. */
export function RecoverForm({
  recover,
}: {
  readonly recover: (before: string | undefined, form: FormData) => Promise<string | undefined>;
}) {
  const [fault, submit, isSending] = useActionState(recover, undefined);
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
      {fault !== undefined && <p role="alert">{fault}</p>}
      <button type="submit" className="button button-main" disabled={isSending}>
        Go on from there
      </button>
    </form>
  );
}
