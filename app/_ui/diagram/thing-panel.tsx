'use client';

import { useEffect, useRef } from 'react';
import type { RouteFact, RuleFact, Span, ThingFacts } from '#engine';
import { ruleLabel } from '../trace/candidates.ts';
import { kindWords } from '../trace/kind-words.ts';

interface PanelProps {
  readonly thing: string;
  /** Undefined as long as nothing is known about it. */
  readonly facts: ThingFacts | undefined;
  readonly onLine: (span: Span) => void;
  readonly onClose: () => void;
}

/** What holds for the thing that was chosen: single facts, routes, rules, names, policy, each with its line. */
export function ThingPanel({ thing, facts, onLine, onClose }: PanelProps) {
  const head = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing, another heading to begin at.
  useEffect(() => head.current?.focus({ preventScroll: true }), [thing]);
  return (
    <section
      className="thing-panel"
      aria-label={`Facts of ${thing}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="thing-head">
        <h3 ref={head} tabIndex={-1}>
          {facts === undefined ? '' : `${kindWords(facts.kind)} `}
          <code>{facts?.name ?? thing}</code>
        </h3>
        {facts?.span !== undefined && <LineLink span={facts.span} onLine={onLine} />}
        <button type="button" className="bar-button" onClick={onClose}>
          <span aria-hidden="true">✕</span>
          <span className="visually-hidden">Close</span>
        </button>
      </header>
      {facts === undefined ? (
        <p className="soft">This stands outside the configuration, or the text cannot be read at the moment.</p>
      ) : (
        <Facts facts={facts} onLine={onLine} />
      )}
    </section>
  );
}

function Facts({ facts, onLine }: { readonly facts: ThingFacts; readonly onLine: (span: Span) => void }) {
  const { properties, routes, rules, names, policy, id } = facts;
  return (
    <>
      <dl className="thing-facts">
        {[{ name: 'Id', values: [id] }, ...properties].map(({ name, values }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{values.join(', ')}</dd>
          </div>
        ))}
      </dl>
      {routes.length > 0 && <Routes routes={routes} onLine={onLine} />}
      {rules.length > 0 && <Rules rules={rules} onLine={onLine} />}
      {names.length > 0 && (
        <Rows
          title="Names that lead here"
          heads={['Name', 'Answers', 'From']}
          rows={names.map(({ name, answers, authority }) => ({ cells: [name, answers.join(', ') || 'nothing', authority] }))}
          onLine={onLine}
        />
      )}
      {policy !== undefined && (
        <div className="thing-part">
          <h4>Policy in force {policy.span !== undefined && <LineLink span={policy.span} onLine={onLine} />}</h4>
          {policy.document === null ? (
            <p>None is written, so it is full access: everything may pass.</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            <pre tabIndex={0}>{JSON.stringify(policy.document, null, 2)}</pre>
          )}
        </div>
      )}
    </>
  );
}

const Routes = ({ routes, onLine }: { readonly routes: readonly RouteFact[]; readonly onLine: (span: Span) => void }) => (
  <Rows
    title={`Routes that apply (${[...new Set(routes.map(({ table }) => table))].join(', ')})`}
    heads={['Destination', 'Target', 'Origin']}
    rows={routes.map(({ destination, target, origin, state, span }) => ({
      cells: [destination, state === 'blackhole' ? `${target} (blackhole)` : target, origin],
      ...(span === undefined ? {} : { span }),
    }))}
    onLine={onLine}
  />
);

const Rules = ({ rules, onLine }: { readonly rules: readonly RuleFact[]; readonly onLine: (span: Span) => void }) => (
  <Rows
    title="Rules that apply"
    heads={['In', 'Rule']}
    rows={rules.map((rule) => ({
      cells: [rule.ruleNumber === undefined ? 'group' : rule.owner, ruleLabel(rule)],
      ...(rule.span === undefined ? {} : { span: rule.span }),
    }))}
    onLine={onLine}
  />
);

interface Row {
  readonly cells: readonly string[];
  readonly span?: Span;
}

function Rows({
  title,
  heads,
  rows,
  onLine,
}: {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly onLine: (span: Span) => void;
}) {
  const lines = rows.some((row) => row.span !== undefined);
  return (
    <div className="thing-part">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {heads.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
            {lines && <th scope="col">Line</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rules of a group may say the same.
            <tr key={index}>
              {row.cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column.
                <td key={at}>{cell}</td>
              ))}
              {lines && <td>{row.span !== undefined && <LineLink span={row.span} onLine={onLine} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const LineLink = ({ span, onLine }: { readonly span: Span; readonly onLine: (span: Span) => void }) => (
  <button type="button" className="line-link" onClick={() => onLine(span)}>
    line {span.start.line}
  </button>
);
