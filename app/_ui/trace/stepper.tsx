'use client';

import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Span } from '#engine';
import { Text } from '../text.tsx';
import { Verdict } from '../verdict/verdict.tsx';
import { sayStep, stepTitle } from './say-step.ts';
import { BlockWords, Candidates, Gates } from './trace.tsx';
import { useReplay } from './use-replay.ts';
import './stepper.css';
import type { TraceStep, TraceView } from './view.ts';

interface StepperProps {
  readonly trace: TraceView;
  /** From 0; undefined before one was chosen: then the step that stopped the packet is shown, else the first. */
  readonly step: number | undefined;
  readonly onStep: (step: number) => void;
  /** Where the text is at hand that made a step. */
  readonly onLine?: (span: Span) => void;
  /** Whether it plays by itself when it appears. */
  readonly plays?: boolean;
  /** The address that opens this step again, where there is one. */
  readonly link?: (step: number) => string;
}

/** The step that a trace opens on: where the packet was stopped first, else the first. */
export const openingStep = ({ steps }: TraceView): number =>
  Math.max(
    0,
    steps.findIndex((step) => step.state === 'blocked'),
  );

/** A trace that is walked through: a scrubber, the arrow keys, a slow replay; what is said of each step is heard as well. */
export function Stepper({ trace, step, plays = false, onStep, onLine, link }: StepperProps) {
  const { steps } = trace;
  const at = Math.min(step ?? openingStep(trace), steps.length - 1);
  const replay = useReplay(steps.length, at, onStep, plays);
  const shown = steps[at];
  const onKey = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: steps.length - 1 }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    onStep(Math.min(Math.max(next, 0), steps.length - 1));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the steps of a packet are no fieldset.
    <div className="stepper" role="group" aria-label="Steps of the packet" onKeyDown={onKey}>
      <div className="trace-head">
        <Verdict kind={trace.verdict} word={trace.word} />
        <Gates gates={trace.gates} />
      </div>
      {trace.remarks.map((remark) => (
        <div key={remark} className="trace-remark">
          <Text>{remark}</Text>
        </div>
      ))}
      {shown !== undefined && (
        <>
          <Scrubber {...{ steps, at, onStep, replay, ...(link === undefined ? {} : { href: link(at) }) }} />
          <div className="stepper-body">
            <StepList steps={steps} at={at} onStep={onStep} />
            <StepDetail step={shown} {...(onLine === undefined ? {} : { onLine })} />
          </div>
        </>
      )}
      <p className="visually-hidden" aria-live="polite">
        {shown === undefined || step === undefined ? '' : sayStep(steps, at)}
      </p>
    </div>
  );
}

interface ScrubberProps {
  readonly steps: readonly TraceStep[];
  readonly at: number;
  readonly onStep: (step: number) => void;
  readonly replay: ReturnType<typeof useReplay>;
  readonly href?: string;
}

function Scrubber({ steps, at, onStep, replay, href }: ScrubberProps) {
  const last = steps.length - 1;
  return (
    <div className="scrubber">
      <button type="button" className="button button-plain" onClick={() => onStep(at - 1)} disabled={at === 0}>
        <span aria-hidden="true">◂</span>
        <span className="visually-hidden">Step back</span>
      </button>
      <input
        type="range"
        min={1}
        max={steps.length}
        value={at + 1}
        aria-label="Step"
        aria-valuetext={sayStep(steps, at)}
        onChange={(event) => onStep(Number(event.target.value) - 1)}
      />
      <button type="button" className="button button-plain" onClick={() => onStep(at + 1)} disabled={at === last}>
        <span aria-hidden="true">▸</span>
        <span className="visually-hidden">Step on</span>
      </button>
      <span className="scrubber-count">
        {at + 1} of {steps.length}
      </span>
      <button type="button" className="button button-plain" onClick={replay.toggle} aria-pressed={replay.running}>
        {replay.running ? 'Pause' : 'Replay'}
      </button>
      {href !== undefined && (
        <a className="scrubber-link" href={href}>
          Link to this step
        </a>
      )}
    </div>
  );
}

const WAYS = { forward: 'There', return: 'Back', policy: 'Policies' } as const;

function StepList({ steps, at, onStep }: Pick<ScrubberProps, 'steps' | 'at' | 'onStep'>) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-step="${at}"]`);
    const box = list.current;
    // Only the list scrolls: `scrollIntoView` would move the page as well.
    if (row === null || row === undefined || box === null) return;
    if (row.offsetTop < box.scrollTop) box.scrollTop = row.offsetTop;
    else if (row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = row.offsetTop + row.offsetHeight - box.clientHeight;
  }, [at]);
  return (
    <ol className="step-list" ref={list}>
      {steps.map((step, index) => (
        <li key={step.key}>
          {(index === 0 || steps[index - 1]?.direction !== step.direction) && (
            <span className="way-title">{WAYS[step.direction]}</span>
          )}
          <button
            type="button"
            className={`step-row step-row-${step.state}${step.direction === 'policy' ? ' is-policy' : ''}`}
            data-step={index}
            aria-current={index === at ? 'step' : undefined}
            onClick={() => onStep(index)}
          >
            <span className="step-number">{index + 1}</span>
            <span className="step-what">
              <span className="step-kind">{step.kind}</span> <code>{step.name}</code>
            </span>
            <span className="step-sign" aria-hidden="true">
              {SIGNS[step.state]}
            </span>
            <span className="visually-hidden">{WORDS[step.state]}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

const SIGNS = { passed: '✓', blocked: '✗', silent: '–' } as const;
const WORDS = { passed: 'passed', blocked: 'stopped it', silent: 'has no say' } as const;

function StepDetail({ step, onLine }: { readonly step: TraceStep; readonly onLine?: (span: Span) => void }) {
  const { span } = step;
  return (
    <div className={`step-detail step-detail-${step.state}`}>
      <p className="step-title">
        <strong>
          <Text>{stepTitle(step)}</Text>
        </strong>
        {step.note !== '' && <span className="step-note">{step.note}</span>}
        {span !== undefined && onLine !== undefined && (
          <button type="button" className="line-link" onClick={() => onLine(span)}>
            line {span.start.line}
          </button>
        )}
      </p>
      {step.blocks.map((block) => (
        <BlockWords key={`${block.code}${block.summary}`} block={block} />
      ))}
      <Candidates step={step} open {...(onLine === undefined ? {} : { onLine })} />
      {step.changes.length > 0 && (
        <div className="step-changes">
          <p className="way-title">What would let it pass here</p>
          <ul>
            {step.changes.map((change) => (
              <li key={change}>
                <Text>{change}</Text>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
