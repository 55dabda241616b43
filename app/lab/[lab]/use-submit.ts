'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SourceFile } from '#engine';
import { told, whyNot } from '../../_ui/answer.ts';
import { newKey } from '../../_ui/client-key.ts';
import { forgetSubmission, keepSubmission, type PendingSubmission, pendingSubmission } from '../../_ui/lab/kept.ts';
import type { BenchActions, SubmitAnswer } from '../../_ui/lab/view.ts';

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

/** Sends a text under a key that is kept until the answer is here: sent twice, or after a reload, it is recorded once. */
export function useSubmit(
  lab: string,
  files: readonly SourceFile[],
  send: BenchActions['submit'],
  onAnswer: (answer: SubmitAnswer) => void,
): Submit {
  const [submission, setSubmission] = useState<Submission>({ kind: 'none' });
  const hear = useRef(onAnswer);
  useEffect(() => {
    hear.current = onAnswer;
  });
  const deliver = useCallback(
    async (pending: PendingSubmission) => {
      setSubmission({ kind: 'sending' });
      try {
        const answer = await told(send(lab, pending.files, pending.key));
        forgetSubmission(lab);
        setSubmission({ kind: 'answered', answer });
        hear.current(answer);
      } catch (error) {
        const sentence = whyNot(error);
        if (sentence !== undefined) forgetSubmission(lab);
        setSubmission(sentence === undefined ? { kind: 'unsent' } : { kind: 'refused', sentence });
      }
    },
    [lab, send],
  );
  const resend = useCallback(() => {
    const pending = pendingSubmission(lab);
    if (pending !== undefined) void deliver(pending);
  }, [lab, deliver]);
  useEffect(resend, [resend]);
  const submit = () => {
    const pending = { key: newKey(), files };
    keepSubmission(lab, pending);
    void deliver(pending);
  };
  return { submission, submit, resend };
}
