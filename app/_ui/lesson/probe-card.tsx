'use client';

import { useState } from 'react';
import { type Answer, told, whyNot } from '../answer.ts';
import { Text } from '../text.tsx';
import { Trace } from '../trace/trace.tsx';
import type { TraceView } from '../trace/view.ts';
import './lesson-parts.css';

export type RunProbe = (lesson: string, probe: string) => Promise<Answer<TraceView>>;

interface Props {
  readonly lesson: string;
  readonly id: string;
  readonly title: string;
  /** The question in words. */
  readonly asked: string;
  readonly run: RunProbe;
}

/** A question to the engine that the reader runs: the answer folds open in place. */
export function ProbeCard({ lesson, id, title, asked, run }: Props) {
  const [trace, setTrace] = useState<TraceView | undefined>();
  const [state, setState] = useState<'idle' | 'running' | 'lost'>('idle');
  const [fault, setFault] = useState<string>();
  const start = async () => {
    setState('running');
    try {
      setTrace(await told(run(lesson, id)));
      setState('idle');
    } catch (error) {
      setFault(whyNot(error));
      setState('lost');
    }
  };
  return (
    <div className="card">
      <p className="card-kind">Run it</p>
      <div className="probe-head">
        <div>
          <strong>
            <Text>{title}</Text>
          </strong>
          <div className="small soft">
            <Text>{asked}</Text>
          </div>
        </div>
        {trace === undefined && (
          <button type="button" className="button" onClick={() => void start()} disabled={state === 'running'}>
            Run
          </button>
        )}
      </div>
      <div aria-live="polite">
        {state === 'lost' && <p className="small">{fault ?? 'The server did not answer. Run it again when it is back.'}</p>}
        {trace !== undefined && <Trace trace={trace} />}
      </div>
    </div>
  );
}
