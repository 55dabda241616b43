'use client';

import { type FormEvent, startTransition, useActionState } from 'react';
import type { Answer } from '../answer.ts';
import './team.css';

interface Props {
  /** Makes the account and goes on, or says why not. */
  readonly action: (before: unknown, form: FormData) => Promise<Answer<void>>;
  readonly word: string;
  readonly withName?: boolean;
  readonly isNew?: boolean;
}

/** Address and password; with a name where an account is made. What was typed stays when it is refused. */
export function AccountForm({ action, word, withName = false, isNew = false }: Props) {
  const [answer, submit, isSending] = useActionState(action, undefined);
  return (
    <form className="team-form" onSubmit={(event) => sendKeepingFields(event, submit)}>
      {withName && (
        <label>
          Your name, as a room sees it
          <input className="field" name="name" autoComplete="name" maxLength={40} required />
        </label>
      )}
      <label>
        E-mail address
        <input className="field" type="email" name="email" autoComplete="username" maxLength={200} required />
      </label>
      <label>
        Password
        <input
          className="field"
          type="password"
          name="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          minLength={isNew ? 10 : 1}
          maxLength={128}
          required
        />
      </label>
      {answer?.ok === false && <p role="alert">{answer.sentence}</p>}
      <button type="submit" className="button button-main" disabled={isSending}>
        {word}
      </button>
    </form>
  );
}

/** React empties a form whose action ended; somebody who mistyped a password would type the address again. */
function sendKeepingFields(event: FormEvent<HTMLFormElement>, submit: (form: FormData) => void): void {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  startTransition(() => submit(form));
}
