'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { type Answer, told, whyNot } from '../answer.ts';
import './team.css';
import type { JoinedView } from './view.ts';

interface Props {
  readonly code: string;
  readonly join: (form: FormData) => Promise<Answer<JoinedView>>;
  /** Whether this browser has progress of somebody already. */
  readonly isKnown: boolean;
}

/** Code and name; then, once, the four words. */
export function JoinForm({ code, join, isKnown }: Props) {
  const [joined, setJoined] = useState<JoinedView>();
  const [fault, setFault] = useState<string>();
  const [state, setState] = useState<'open' | 'sending'>('open');
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setState('sending');
    const form = new FormData(event.currentTarget);
    try {
      setJoined(await told(join(form)));
    } catch (error) {
      setFault(whyNot(error) ?? 'The server did not answer. Nothing is lost: send it again.');
    }
    setState('open');
  };
  if (joined !== undefined) return <Joined {...joined} />;
  return (
    <form className="team-form" onSubmit={(event) => void send(event)}>
      <label>
        Code of the workshop
        <input
          className="field team-code-field"
          name="code"
          defaultValue={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={12}
          required
        />
      </label>
      <label>
        Your name on the board
        <input className="field" name="name" autoComplete="nickname" maxLength={40} aria-describedby="name-help" />
      </label>
      <p id="name-help" className="small soft">
        Leave it empty and you get one, such as Teal Otter.
      </p>
      {isKnown && (
        <label className="team-check">
          <input type="checkbox" name="fresh" value="yes" /> Begin as somebody new: what was done in this browser before is not
          mine
        </label>
      )}
      {fault !== undefined && <p role="alert">{fault}</p>}
      <button type="submit" className="button button-main" disabled={state === 'sending'}>
        Join
      </button>
    </form>
  );
}

function Joined({ title, name, phrase, deletedOn }: JoinedView) {
  return (
    <section className="team-joined" role="status">
      <h2>
        You are in “{title}” as {name}
      </h2>
      {phrase !== undefined && (
        <>
          <p>
            Four words bring you back on another device, or when this browser forgets. They are shown this once: write them down.
          </p>
          <p className="team-phrase">{phrase}</p>
        </>
      )}
      {deletedOn !== undefined && (
        <p className="small soft">
          Your name and what you do here are deleted on {deletedOn}, unless you make an account of it at “Your data”.
        </p>
      )}
      <Link className="button button-main" href="/">
        To the course
      </Link>
    </section>
  );
}
