import type { Span } from '#engine';
import { Text } from '../text.tsx';
import { Verdict } from '../verdict/verdict.tsx';
import './trace.css';
import type { BlockView, Gate, TraceStep, TraceView } from './view.ts';

interface TraceProps {
  readonly trace: TraceView;
  /** Where a fault stands in a text that is at hand. */
  readonly onLine?: (block: BlockView) => void;
}

/** One answer from the first hop to the last policy, each fault in words at the thing that made it. */
export function Trace({ trace, onLine }: TraceProps) {
  const ways = [
    { title: 'There', steps: trace.steps.filter((step) => step.direction === 'forward') },
    { title: 'Back', steps: trace.steps.filter((step) => step.direction === 'return') },
    { title: 'Policies', steps: trace.steps.filter((step) => step.direction === 'policy') },
  ];
  return (
    <div className="trace">
      <p className="trace-head">
        <Verdict kind={trace.verdict} word={trace.word} />
        <Gates gates={trace.gates} />
      </p>
      {trace.remarks.map((remark) => (
        <div key={remark}>
          <Text>{remark}</Text>
        </div>
      ))}
      <div className="ways">
        {ways.map(
          (way) => way.steps.length > 0 && <Way key={way.title} {...way} {...(onLine === undefined ? {} : { onLine })} />,
        )}
      </div>
    </div>
  );
}

/** What was asked on the way, in order, and which of it said no. */
export function Gates({ gates }: { readonly gates: readonly Gate[] }) {
  if (gates.length === 0) return null;
  return (
    <span className="gates">
      {gates.map((gate) => (
        <span key={gate.name} className={`gate gate-${gate.state}${gate.name === 'policy' ? ' is-policy' : ''}`}>
          {gate.name} <span aria-hidden="true">{GATE_SIGNS[gate.state]}</span>
          <span className="visually-hidden">{GATE_WORDS[gate.state]}</span>
        </span>
      ))}
    </span>
  );
}

const GATE_SIGNS = { passed: '✓', blocked: '✗', unasked: '–' } as const;
const GATE_WORDS = { passed: 'passed', blocked: 'stopped it', unasked: 'not asked' } as const;

function Way({
  title,
  steps,
  onLine,
}: {
  readonly title: string;
  readonly steps: readonly TraceStep[];
  readonly onLine?: TraceProps['onLine'];
}) {
  return (
    <section className="way">
      <p className="way-title">{title}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.key} className={`step step-${step.state}`}>
            <span className="step-name">
              <span className="step-kind">{step.kind}</span> <code>{step.name}</code>
              {step.note !== '' && <span className="step-note"> {step.note}</span>}
            </span>
            <Candidates step={step} />
            {step.blocks.map((block) => (
              <BlockWords key={`${block.code}${block.summary}`} block={block} {...(onLine === undefined ? {} : { onLine })} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface CandidatesProps {
  readonly step: TraceStep;
  /** Whether they are shown without being asked for; else only where the packet ended, because there it matters why no other took it. */
  readonly open?: boolean;
  readonly onLine?: (span: Span) => void;
}

/** What was weighed, with what became of each. */
export function Candidates({ step, open = false, onLine }: CandidatesProps) {
  const { candidates, state, kind } = step;
  if (candidates.length === 0) return null;
  const what = kind.includes('table') ? 'line' : step.direction === 'policy' ? 'statement' : 'rule';
  return (
    <details className="candidates" open={open || state === 'blocked'}>
      <summary>
        {candidates.length} {candidates.length === 1 ? what : `${what}s`} weighed
      </summary>
      <ul>
        {candidates.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rules of a group may say the same.
          <li key={index} className={line.taken ? 'is-taken' : ''}>
            <code>{line.label}</code>{' '}
            <span>
              <Text>{line.why}</Text>
            </span>
            {line.span !== undefined && onLine !== undefined && <CandidateLine span={line.span} onLine={onLine} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

const CandidateLine = ({ span, onLine }: { readonly span: Span; readonly onLine: (span: Span) => void }) => (
  <>
    {' '}
    <button type="button" className="line-link" onClick={() => onLine(span)}>
      line {span.start.line}
    </button>
  </>
);

/** A fault: what happened, what to look at next, and the line. */
export function BlockWords({ block, onLine }: { readonly block: BlockView; readonly onLine?: TraceProps['onLine'] }) {
  const { span } = block;
  return (
    <div className="block">
      <div>
        <Text>{block.summary}</Text>
      </div>
      {block.fix !== '' && (
        <div className="block-fix">
          <Text>{block.fix}</Text>
        </div>
      )}
      {span !== undefined && onLine !== undefined && (
        <button type="button" className="line-link" onClick={() => onLine(block)}>
          line {span.start.line}
        </button>
      )}
    </div>
  );
}
