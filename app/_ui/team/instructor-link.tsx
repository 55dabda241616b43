'use client';

import { useState } from 'react';
import './team.css';

/** A link for one instructor, shown where it was asked for. */
export function InstructorLink({ invite }: { readonly invite: () => Promise<string> }) {
  const [link, setLink] = useState<string>();
  const ask = async () => setLink(new URL(await invite(), window.location.href).href);
  return (
    <div className="team-form">
      <button type="button" className="button" onClick={() => void ask()}>
        Invite an instructor
      </button>
      {link !== undefined && (
        <p role="status">
          Send this link to one person. It makes one account, within seven days: <code>{link}</code>
        </p>
      )}
    </div>
  );
}
