'use client';

import type { Certainty } from '#engine';

const WORDS: readonly (readonly [Certainty, string])[] = [
  ['guess', 'Guess'],
  ['likely', 'Likely'],
  ['sure', 'Sure'],
];

interface CertaintyProps {
  readonly name: string;
  readonly value: Certainty | undefined;
  readonly onChange: (certainty: Certainty) => void;
}

/** How sure somebody is; saying nothing is an answer too. */
export function CertaintyChoice({ name, value, onChange }: CertaintyProps) {
  return (
    <fieldset className="certainty">
      <legend>How sure are you? (optional)</legend>
      {WORDS.map(([certainty, word]) => (
        <label key={certainty}>
          <input type="radio" name={`certainty-${name}`} checked={value === certainty} onChange={() => onChange(certainty)} />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
