'use client';

import { useState } from 'react';
import { whyNot } from '../answer.ts';
import { newKey } from '../client-key.ts';
import { journal, useLine } from '../journal/here.ts';
import { waitingWords } from '../journal/post.ts';
import { Text } from '../text.tsx';
import './steps.css';
import type { NoteView } from './view.ts';

interface TradeOffProps {
  readonly lab: string;
  readonly words: number;
  readonly rubric: readonly string[];
  readonly note: NoteView | undefined;
}

type Kept = 'open' | 'sending' | 'kept' | 'refused';

const KEPT_WORDS: Readonly<Record<Kept, string>> = {
  open: '',
  sending: 'Keeping…',
  kept: 'Kept.',
  refused: 'The server does not take it.',
};

/** The note in which a design is defended. Its author judges it by the rubric; it scores nothing. */
export function TradeOffNote({ lab, words, rubric, note }: TradeOffProps) {
  const [text, setText] = useState(note?.text ?? '');
  const [met, setMet] = useState<readonly string[]>(note?.met ?? []);
  const [state, setState] = useState<Kept>('open');
  const [fault, setFault] = useState<string>();
  const line = `trade-off/${lab}`;
  const sending = useLine(line);
  const written = text.split(/\s+/).filter((word) => word !== '').length;
  const save = async () => {
    setState('sending');
    try {
      const key = newKey();
      await journal.record({ key, kind: 'trade-off', args: [lab, { text, met }, key], line, slot: 'note' });
      setState('kept');
    } catch (error) {
      setFault(whyNot(error));
      setState('refused');
    }
  };
  return (
    <section className="trade-off" aria-labelledby="trade-off-title">
      <h2 id="trade-off-title" className="pane-title">
        Trade-off note
        <span className="checks-count">
          {written} of {words} words
        </span>
      </h2>
      <textarea
        aria-labelledby="trade-off-title"
        value={text}
        maxLength={6000}
        onChange={(event) => {
          setText(event.target.value);
          setState('open');
        }}
      />
      <fieldset>
        <legend>Your own judgement; it scores nothing.</legend>
        {rubric.map((line, index) => (
          <label key={line}>
            <input
              type="checkbox"
              checked={met.includes(String(index))}
              onChange={({ target }) => {
                const others = met.filter((each) => each !== String(index));
                setMet(target.checked ? [...others, String(index)] : others);
                setState('open');
              }}
            />
            <Text>{line}</Text>
          </label>
        ))}
      </fieldset>
      <p>
        <button type="button" className="button" disabled={state === 'sending' || text.trim() === ''} onClick={() => void save()}>
          Keep the note
        </button>{' '}
        <span role="status">
          {sending.kind === 'unsent'
            ? waitingWords(sending.why)
            : ((state === 'refused' ? fault : undefined) ?? KEPT_WORDS[state])}
        </span>
      </p>
    </section>
  );
}
