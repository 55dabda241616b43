'use client';

import { type FormEvent, useState } from 'react';
import '../trace/ask-form.css';
import type { Guess } from '../trace/guess.ts';
import { GUESSED, GuessFields } from '../trace/guess-fields.tsx';

export interface ForetellActs {
  readonly onLock: (check: string, guess: Guess) => void;
  readonly onSkip: (check: string) => void;
}

/** Before a packet runs: what one expects is chosen and cannot be changed any more, or it is skipped. That the check fails is known. */
export function Foretell({ check, onLock, onSkip }: ForetellActs & { readonly check: string }) {
  const [guess, setGuess] = useState<Partial<Guess>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { verdict, hop = '' } = guess;
    if (verdict !== undefined) onLock(check, { verdict, hop });
  };
  return (
    <form className="foretell" onSubmit={submit}>
      <GuessFields guess={guess} onGuess={setGuess} verdicts={FAILURES} question="It does not work. What happens instead?" />
      <div className="help-row">
        <button type="submit" className="button button-main">
          Lock it in and run
        </button>
        <button type="button" className="button button-plain" onClick={() => onSkip(check)}>
          Skip
        </button>
      </div>
    </form>
  );
}

const FAILURES = GUESSED.filter((each) => each !== 'allowed');
