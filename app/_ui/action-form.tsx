'use client';

import { type ReactNode, useActionState } from 'react';
import type { Answer } from './answer.ts';

interface Props {
  readonly action: (form: FormData) => Promise<Answer<void>>;
  readonly className?: string;
  readonly onSubmit?: () => void;
  readonly children: ReactNode;
}

/** A form whose action may be refused: then it says why. */
export function ActionForm({ action, className, onSubmit, children }: Props) {
  const [answer, send] = useActionState((_before: unknown, form: FormData) => action(form), undefined);
  return (
    <form action={send} className={className} onSubmit={onSubmit}>
      {children}
      {answer?.ok === false && <p role="alert">{answer.sentence}</p>}
    </form>
  );
}
