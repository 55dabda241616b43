'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Circumstances } from '../levers/view.ts';
import { Text } from '../text.tsx';
import './console.css';
import type { ConsoleState } from './use-console.ts';
import type { ConsoleEntry } from './view.ts';

const SAMPLES = ['help', 'aws s3 ls', 'aws ec2 describe-route-tables', 'aws ec2 describe-vpc-endpoints'];

/** What is said beside the prompt: what is the case besides the text, and how much may still be asked where that is counted. */
export interface ConsoleAround {
  readonly under: Circumstances;
  readonly left: number | undefined;
}

/** A terminal at one of the machines: what programs would print, without their waiting. */
export function Console({ state, around }: { readonly state: ConsoleState; readonly around: ConsoleAround }) {
  const { entries, place, places, choose } = state;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (entries.length > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [entries]);
  return (
    <div className="console">
      <div className="console-bar">
        <label>
          At{' '}
          <select value={place.host} onChange={(event) => choose(event.target.value)}>
            {places.map((each) => (
              <option key={each.host} value={each.host}>
                {each.host}
              </option>
            ))}
          </select>
        </label>
        <span className="soft">{place.principal === undefined ? 'without credentials' : `as ${place.principal}`}</span>
        <Around {...around} />
        {entries.length > 0 && (
          <button type="button" className="button button-plain" onClick={state.clear}>
            Clear
          </button>
        )}
      </div>
      <div className="console-lines" role="log" aria-label="What was printed">
        {entries.length === 0 && <Samples onPick={state.type} />}
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
        <div ref={end} />
      </div>
      <Prompt state={state} />
    </div>
  );
}

function Around({ under: { zones, states }, left }: ConsoleAround) {
  const said = [
    ...zones.map((zone) => `${zone} is down`),
    ...Object.keys(states).map((id) => `before ${id} is accepted`),
    ...(left === undefined ? [] : [`${left} free ${left === 1 ? 'question' : 'questions'} left before your first edit`]),
  ];
  return said.length === 0 ? null : <span className="console-around">{said.join(', ')}</span>;
}

function Samples({ onPick }: { readonly onPick: (line: string) => void }) {
  return (
    <p className="console-samples soft">
      Type as you would at this machine, or try{' '}
      {SAMPLES.map((line) => (
        <button key={line} type="button" className="console-sample" onClick={() => onPick(line)}>
          {line}
        </button>
      ))}
    </p>
  );
}

function Entry({ entry: { host, line, run, lost } }: { readonly entry: ConsoleEntry }) {
  return (
    <div className="console-entry">
      <div className="console-typed">
        <span className="console-host">{host}$</span> {line}
      </div>
      {run === undefined && lost !== true && <div className="soft">…</div>}
      {lost === true && <div className="console-note">This took too long and was stopped. Try a simpler command.</div>}
      {run !== undefined && run.printed !== '' && <pre>{run.printed}</pre>}
      {run?.waitsSeconds !== undefined && (
        <div className="console-note console-wait">
          Not waited for: on a real machine this takes {waitWords(run.waitsSeconds)}.
        </div>
      )}
      {run?.notes.map((note) => (
        <div key={note} className="console-note">
          <Text>{note}</Text>
        </div>
      ))}
    </div>
  );
}

function waitWords(seconds: number): string {
  if (seconds < 90) return `about ${seconds} seconds`;
  const minutes = Math.round(seconds / 30) / 2;
  return `about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
}

/** The line that is typed: Enter runs it, up and down go through what was typed before, Tab completes where there is something to complete. */
function Prompt({ state: { place, entries, type, complete } }: { readonly state: ConsoleState }) {
  const [line, setLine] = useState('');
  const [back, setBack] = useState(0);
  const [offers, setOffers] = useState<readonly string[]>([]);
  // A line that was completed as far as it goes: the next Tab leaves, as it does in any form.
  const asked = useRef('');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const typed = entries.map((entry) => entry.line);
  const put = (next: string) => {
    setLine(next);
    setOffers([]);
  };
  const recall = (step: number) => {
    const next = Math.min(Math.max(back + step, 0), typed.length);
    setBack(next);
    put(next === 0 ? '' : (typed.at(-next) ?? ''));
  };
  const fill = async () => {
    const found = await complete(line).catch(() => []);
    // Who typed on meanwhile has said what is meant.
    if (input.current?.value !== line) return;
    const common = commonStart(found);
    const last = line.split(/\s+/).at(-1) ?? '';
    const filled =
      common.length <= last.length ? line : line.slice(0, line.length - last.length) + common + (found.length === 1 ? ' ' : '');
    asked.current = filled;
    setLine(filled);
    setOffers(found.length > 1 ? found : []);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      recall(event.key === 'ArrowUp' ? 1 : -1);
    } else if (event.key === 'Tab' && !event.shiftKey && line.trim() !== '' && line !== asked.current) {
      event.preventDefault();
      void fill();
    } else if (event.key === 'Escape') {
      asked.current = line;
      setOffers([]);
    }
  };
  return (
    <form
      className="console-prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (line.trim() !== '') type(line.trim());
        setBack(0);
        put('');
      }}
    >
      <label htmlFor={id} className="console-host">
        {place.host}$
      </label>
      <input
        id={id}
        ref={input}
        value={line}
        onChange={(event) => put(event.target.value)}
        onKeyDown={onKey}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-label={`Command at ${place.host}`}
      />
      <output className="console-offers">{offers.join('   ')}</output>
    </form>
  );
}

/** What all of `words` begin with. */
function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
