'use client';

import { useState } from 'react';
import { type Answer, told, whyNot } from '../answer.ts';
import './team.css';

export interface SeatsProps {
  /** Whether anybody may still join. */
  readonly isOpen: boolean;
  readonly seats: readonly { readonly id: string; readonly name: string }[];
  readonly rename: (seat: string, name: string) => Promise<Answer<void>>;
  readonly remove: (seat: string) => Promise<Answer<void>>;
  readonly renew: (seat: string) => Promise<Answer<string>>;
}

/** Who sits in the room, with what an instructor can do for each. */
export function Seats({ isOpen, seats, rename, remove, renew }: SeatsProps) {
  const [said, setSaid] = useState<string>();
  /** Says what came of it: `words` made of the answer, or why it was refused. */
  const then = async <T,>(asked: Promise<Answer<T>>, words: (value: T) => string) => {
    try {
      setSaid(words(await told(asked)));
    } catch (error) {
      setSaid(whyNot(error) ?? 'The server did not answer. Try again.');
    }
  };
  if (seats.length === 0) return isOpen ? <p className="soft">Show the code, or hand out the card.</p> : null;
  return (
    <>
      {said !== undefined && <p role="status">{said}</p>}
      <ul className="team-seats">
        {seats.map(({ id, name }) => (
          <li key={id} className="team-row">
            <form
              className="team-row"
              action={(form) => then(rename(id, String(form.get('name'))), () => `${name} has another name now.`)}
            >
              <input key={name} className="field" name="name" defaultValue={name} aria-label={`Name of ${name}`} maxLength={40} />
              <button type="submit" className="button">
                Rename
              </button>
            </form>
            <button
              type="button"
              className="button"
              onClick={() => void then(renew(id), (words) => `New words for ${name}: ${words}`)}
            >
              New words
            </button>
            <button type="button" className="button" onClick={() => void then(remove(id), () => `${name} was taken out.`)}>
              Remove
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
