'use client';

import { useActionState } from 'react';
import type { Answer } from '../answer.ts';
import './team.css';

interface Source {
  readonly id: string;
  readonly title: string;
  readonly minutes: number | undefined;
  readonly count: number;
}

interface Props {
  readonly sources: readonly Source[];
  readonly start: (before: unknown, form: FormData) => Promise<Answer<void>>;
}

/** What a workshop is about, how many may come, and when everything personal of it goes. */
export function StartForm({ sources, start }: Props) {
  const [answer, submit, isSending] = useActionState(start, undefined);
  return (
    <form className="team-form" action={submit}>
      <label>
        What it is about
        <select className="field" name="source" required>
          {sources.map(({ id, title, minutes, count }) => (
            <option key={id} value={id}>
              {title} · {minutes === undefined ? '' : `${minutes} minutes, `}
              {count} steps
            </option>
          ))}
        </select>
      </label>
      <label>
        Title (may stay empty)
        <input className="field" name="title" maxLength={100} />
      </label>
      <label>
        Seats
        <input className="field" name="seats" type="number" min={1} max={300} defaultValue={200} />
      </label>
      <label>
        Days until names and work are deleted
        <input className="field" name="days" type="number" min={1} max={365} defaultValue={30} />
      </label>
      {answer?.ok === false && <p role="alert">{answer.sentence}</p>}
      <button type="submit" className="button button-main" disabled={isSending}>
        Start
      </button>
    </form>
  );
}
