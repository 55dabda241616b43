'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SourceFile } from '#engine';
import { whyNot } from '../../_ui/answer.ts';
import { newKey } from '../../_ui/client-key.ts';
import { journal, useLine, useWaiting } from '../../_ui/journal/here.ts';
import type { LineState } from '../../_ui/journal/journal.ts';
import type { SubmitAnswer } from '../../_ui/lab/view.ts';

export type Submission =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'unsent' }
  /** The server does not take it, and says why. */
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'answered'; readonly answer: SubmitAnswer };

interface Submit {
  readonly submission: Submission;
  readonly submit: () => void;
  readonly resend: () => void;
}

/** Records a text under a key of its own: sent twice, or after a reload, it counts once. */
export function useSubmit(lab: string, files: readonly SourceFile[], onAnswer: (answer: SubmitAnswer) => void): Submit {
  const line = `submission/${lab}`;
  const sending = useLine(line);
  const waits = useWaiting('submission', line);
  const [end, setEnd] = useState<Submission>({ kind: 'none' });
  const heard = useRef('');
  const hear = useRef(onAnswer);
  useEffect(() => {
    hear.current = onAnswer;
  });
  const follow = useCallback((key: string, outcome: Promise<SubmitAnswer> | undefined) => {
    heard.current = key;
    setEnd({ kind: 'none' });
    outcome?.then(
      (answer) => {
        setEnd({ kind: 'answered', answer });
        hear.current(answer);
      },
      (error: unknown) => setEnd({ kind: 'refused', sentence: whyNot(error) ?? 'The server does not take it.' }),
    );
  }, []);
  useEffect(() => {
    if (waits !== '' && waits !== heard.current) follow(waits, journal.outcome('submission', waits));
  }, [waits, follow]);
  const submit = () => {
    const key = newKey();
    follow(key, journal.record({ key, kind: 'submission', args: [lab, files, key], line }));
  };
  return { submission: submissionOf(sending, end), submit, resend: journal.again };
}

/** What waits is said before how the last one ended. */
const submissionOf = (sending: LineState, end: Submission): Submission =>
  sending.kind === 'unsent' ? { kind: 'unsent' } : sending.kind === 'sending' ? { kind: 'sending' } : end;
