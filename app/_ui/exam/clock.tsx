'use client';

import { useState } from 'react';
import { clockText } from './use-clock.ts';

/** The time that is left; it can be hidden, and comes back by itself for the last five minutes. */
export function Clock({ left }: { readonly left: number }) {
  const [hidden, setHidden] = useState(false);
  const last = left < 5 * 60_000;
  return (
    <p className="exam-clock">
      {(!hidden || last) && (
        <time>
          <span className="visually-hidden">Time left: </span>
          {clockText(left)}
        </time>
      )}
      <button type="button" className="button button-quiet" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>
        {hidden ? 'Show the clock' : 'Hide the clock'}
      </button>
    </p>
  );
}
