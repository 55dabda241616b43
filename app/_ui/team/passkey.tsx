'use client';

import { passkeyClient } from '@better-auth/passkey/client';
import { createAuthClient } from 'better-auth/react';
import { useState } from 'react';

const client = createAuthClient({ plugins: [passkeyClient()], disableDefaultFetchPlugins: true });

/** Signs in with a passkey of this device, then goes to `then`. */
export function PasskeySignIn({ then }: { readonly then: string }) {
  const [fault, setFault] = useState<string>();
  const go = async () => {
    const { error } = (await client.signIn.passkey()) ?? { error: null };
    if (error === null || error === undefined) window.location.assign(then);
    else setFault('No passkey of this device is known here. Sign in with your password; a passkey can be added then.');
  };
  return (
    <div className="team-form">
      <button type="button" className="button" onClick={() => void go()}>
        Sign in with a passkey
      </button>
      {fault !== undefined && <p role="alert">{fault}</p>}
    </div>
  );
}

/** Adds a passkey of this device to the account that is signed in. */
export function PasskeyAdd() {
  const [said, setSaid] = useState<string>();
  const add = async () => {
    const answer = await client.passkey.addPasskey({ name: 'This device' });
    setSaid(
      answer?.error ? 'The passkey was not added. A passkey needs HTTPS, or localhost.' : 'From now on this device signs you in.',
    );
  };
  return (
    <p className="team-row">
      <button type="button" className="button" onClick={() => void add()}>
        Add a passkey of this device
      </button>
      {said !== undefined && <span role="status">{said}</span>}
    </p>
  );
}
