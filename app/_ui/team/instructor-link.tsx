'use client';

import { useState } from 'react';
import { type Answer, told, whyNot } from '../answer.ts';
import './team.css';

/** A link for one instructor, shown where it was asked for. */
export function InstructorLink({ invite }: { readonly invite: () => Promise<Answer<string>> }) {
  const [link, setLink] = useState<string>();
  const [fault, setFault] = useState<string>();
  const ask = async () => {
    try {
      setLink(new URL(await told(invite()), window.location.href).href);
    } catch (error) {
      setFault(whyNot(error) ?? 'The server did not answer. Try again.');
    }
  };
  return (
    <div className="team-form">
      <button type="button" className="button" onClick={() => void ask()}>
        Invite an instructor
      </button>
      {fault !== undefined && <p role="alert">{fault}</p>}
      {link !== undefined && (
        <p role="status">
          Send this link to one person. It makes one account, within seven days: <code>{link}</code>
        </p>
      )}
    </div>
  );
}
