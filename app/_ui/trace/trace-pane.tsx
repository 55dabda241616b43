'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { Probe, Span } from '#engine';
import type { Ask, Menus } from '../levers/view.ts';
import { Text } from '../text.tsx';
import { AskForm } from './ask-form.tsx';
import { type Guess, guessWords } from './guess.ts';
import { Stepper } from './stepper.tsx';
import type { TraceView } from './view.ts';

interface TracePaneProps {
  readonly title: string;
  readonly trace: TraceView | undefined;
  /** Whether the trace is of a question of one's own. */
  readonly own: boolean;
  readonly guess: Guess | undefined;
  /** Whether it is to be said first what will happen; then nothing is shown of the trace. */
  readonly veiled: boolean;
  /** Whether the trace plays by itself when it appears. */
  readonly plays: boolean;
  readonly step: number | undefined;
  readonly onStep: (step: number) => void;
  readonly onLine: (span: Span) => void;
  readonly link: (step: number) => string;
  readonly ask: Ask;
  readonly onRun: (probe: Probe, guess: Guess) => void;
  /** How many questions of one's own are left; undefined where nobody counts. */
  readonly left: number | undefined;
  readonly onBack: () => void;
  /** Whether one wishes to say first what will happen. */
  readonly wished: boolean;
  readonly onWished: (wished: boolean) => void;
  /** What else is said about the trace. */
  readonly children?: ReactNode;
}

/** The trace of a check or of a question of one's own, step by step; while one asks, no answer stands beside the question. */
export function TracePane(props: TracePaneProps) {
  const {
    title,
    trace,
    own,
    guess,
    veiled,
    plays,
    step,
    onStep,
    onLine,
    link,
    ask,
    onRun,
    left,
    onBack,
    wished,
    onWished,
    children,
  } = props;
  const [asking, setAsking] = useState(false);
  return (
    <div className="trace-pane">
      <div className="trace-top">
        <h3 className="trace-title">
          <Text>{title}</Text>
        </h3>
        <span>
          {own && (
            <button type="button" className="button button-plain" onClick={onBack}>
              Back to the check
            </button>
          )}
          <button type="button" className="button button-plain" aria-pressed={wished} onClick={() => onWished(!wished)}>
            Predict first
          </button>
          <button
            type="button"
            className="button button-plain"
            aria-expanded={asking}
            disabled={left === 0}
            onClick={() => setAsking(!asking)}
          >
            Ask your own{left === undefined ? '' : ` (${left} left)`}
          </button>
        </span>
      </div>
      {asking && (
        <OwnQuestion
          ask={ask}
          onRun={(probe, given) => {
            setAsking(false);
            onRun(probe, given);
          }}
        />
      )}
      {guess !== undefined && trace !== undefined && !asking && <p className="guess-told">{guessWords(guess, trace)}</p>}
      {veiled && !asking && (
        <p className="help soft">Say first what will happen, at the check. Then the packet runs here, hop by hop.</p>
      )}
      {trace === undefined && !veiled && <p className="help soft">There is no trace: the text was not judged.</p>}
      {trace !== undefined && !asking && <Stepper {...{ trace, step, plays, onStep, onLine, link }} />}
      {children}
    </div>
  );
}

function OwnQuestion({ ask, onRun }: Pick<TracePaneProps, 'ask' | 'onRun'>) {
  const [menus, setMenus] = useState<Menus | undefined>();
  useEffect(() => {
    let wanted = true;
    void ask({ kind: 'menus' }).then((found) => wanted && setMenus(found));
    return () => {
      wanted = false;
    };
  }, [ask]);
  return menus === undefined ? <p className="soft small">Reading the network…</p> : <AskForm menus={menus} onRun={onRun} />;
}
