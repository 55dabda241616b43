'use client';

import { useId } from 'react';
import { VERDICT_WORDS, type VerdictKind } from '../verdict/words.ts';
import type { Guess } from './guess.ts';
import { Menu } from './menu.tsx';

/** What a program at a host can see happen to its call. */
export const GUESSED: readonly VerdictKind[] = ['allowed', 'denied', 'timeout', 'refused', 'name-error'];
const HOPS = ['nothing', 'name', 'group', 'network ACL', 'route', 'zone', 'state', 'targets', 'reply', 'policy'];

interface Props {
  /** A guess that is not made yet has no verdict. */
  readonly guess: Partial<Guess>;
  readonly onGuess: (guess: Partial<Guess>) => void;
  readonly verdicts?: readonly VerdictKind[];
  readonly question?: string;
}

/** The verdict that somebody expects, and the question of the packet that decides it. */
export function GuessFields({ guess, onGuess, verdicts = GUESSED, question = 'What will happen?' }: Props) {
  const name = useId();
  return (
    <fieldset className="ask-guess">
      <legend>{question}</legend>
      {verdicts.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={name}
            required
            checked={guess.verdict === each}
            onChange={() => onGuess({ ...guess, verdict: each })}
          />{' '}
          {VERDICT_WORDS[each]}
        </label>
      ))}
      <Menu
        label="decided by"
        value={guess.hop ?? ''}
        onValue={(hop) => onGuess({ ...guess, hop })}
        options={['', ...(verdicts.includes('allowed') ? HOPS : HOPS.slice(1))]}
        words={['not sure', ...(verdicts.includes('allowed') ? HOPS : HOPS.slice(1))]}
      />
    </fieldset>
  );
}
