'use client';

import { useState } from 'react';
import './team.css';

export interface SeatsProps {
  readonly seats: readonly { readonly id: string; readonly name: string }[];
  readonly rename: (seat: string, name: string) => Promise<boolean>;
  readonly remove: (seat: string) => Promise<void>;
  readonly renew: (seat: string) => Promise<string | undefined>;
}

/** Who sits in the room, with what an instructor can do for each. */
export function Seats({ seats, rename, remove, renew }: SeatsProps) {
  const [said, setSaid] = useState<string>();
  const then = async (work: Promise<string | undefined>) =>
    setSaid(await work.catch(() => 'The server did not answer. Try again.'));
  if (seats.length === 0) return <p className="soft">Show the code, or hand out the card.</p>;
  return (
    <>
      {said !== undefined && <p role="status">{said}</p>}
      <ul className="team-seats">
        {seats.map(({ id, name }) => (
          <li key={id} className="team-row">
            <form
              className="team-row"
              action={(form) =>
                then(rename(id, String(form.get('name'))).then((done) => (done ? undefined : 'The name was not taken.')))
              }
            >
              <input key={name} className="field" name="name" defaultValue={name} aria-label={`Name of ${name}`} maxLength={40} />
              <button type="submit" className="button">
                Rename
              </button>
            </form>
            <button
              type="button"
              className="button"
              onClick={() => void then(renew(id).then((words) => `New words for ${name}: ${words}`))}
            >
              New words
            </button>
            <button type="button" className="button" onClick={() => void then(remove(id).then(() => `${name} was taken out.`))}>
              Remove
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
