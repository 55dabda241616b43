'use client';

import { useEffect, useState } from 'react';
import { whyNot } from '../answer.ts';

interface HandInProps {
  /** Whether all that was answered has arrived; where it has not, handing in waits for it. */
  readonly saved: boolean;
  readonly submit: () => Promise<void>;
  readonly onHandedIn: () => void;
}

const RETRY_MS = 2000;

/**
 * A button that is never dead: pressed while answers are still under way, or while the server does not answer, it says so and hands in by
 * itself as soon as it can. Leaving it before that takes the wish back.
 */
export function HandIn({ saved, submit, onHandedIn }: HandInProps) {
  const [asked, setAsked] = useState(false);
  const [unanswered, setUnanswered] = useState(0);
  const [refused, setRefused] = useState<string>();
  const due = asked && saved;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try that was not answered is followed by another.
  useEffect(() => {
    if (!due) return;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    submit().then(onHandedIn, (error) => {
      const why = whyNot(error);
      if (why !== undefined) {
        setRefused(why);
        setAsked(false);
      } else if (!left) timer = setTimeout(() => setUnanswered((before) => before + 1), RETRY_MS);
    });
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [due, unanswered, submit, onHandedIn]);
  return (
    <>
      <button type="button" className="button button-main" aria-disabled={asked} onClick={() => setAsked(true)}>
        Hand in
      </button>
      <p className="small soft exam-handing" role="status">
        {asked ? wordOf(saved, unanswered > 0) : refused}
      </p>
    </>
  );
}

function wordOf(saved: boolean, unanswered: boolean): string {
  if (!saved) return 'Your last answers are still being saved. It is handed in by itself as soon as they are.';
  return unanswered
    ? 'The server does not answer. Your answers are saved; handing in is tried again every two seconds.'
    : 'Handing in …';
}
