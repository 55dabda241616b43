'use client';

import { useState } from 'react';
import type { SourceFile } from '#engine';
import { EMPTY_DRAWING } from '../../_ui/diagram/drawing.ts';
import { Figure } from '../../_ui/diagram/figure.tsx';
import type { Marks } from '../../_ui/diagram/thing.tsx';
import { FactList } from '../../_ui/facts/facts.tsx';
import type { FactView } from '../../_ui/facts/view.ts';
import { Attempts, Hints, Solutions } from '../../_ui/lab/help.tsx';
import type { AttemptView, CheckView, JudgedView } from '../../_ui/lab/view.ts';
import { Tabs } from '../../_ui/tabs.tsx';
import { Text } from '../../_ui/text.tsx';
import { Trace } from '../../_ui/trace/trace.tsx';
import type { BlockView } from '../../_ui/trace/view.ts';
import type { Help } from './use-help.ts';

/** The learner's network as the text declares it now, with what stopped the check that is open. */
export function MapPane({ judged, check }: { readonly judged: JudgedView | undefined; readonly check: CheckView | undefined }) {
  return (
    <section className="pane pane-map" aria-label="Map">
      <Figure drawing={judged?.drawing ?? EMPTY_DRAWING} title="Your network" marks={marksOf(check)} />
    </section>
  );
}

function marksOf(check: CheckView | undefined): Marks {
  const blocked = (check?.trace?.steps ?? []).filter((step) => step.state === 'blocked');
  return Object.fromEntries(blocked.map((step) => [step.name, 'blocked' as const]));
}

interface LowerProps {
  readonly check: CheckView | undefined;
  readonly remarks: readonly string[];
  readonly facts: readonly FactView[];
  readonly attempts: readonly AttemptView[];
  readonly help: Help;
  readonly onLine: (block: BlockView) => void;
  readonly onUse: (files: readonly SourceFile[]) => void;
}

/** What one asks for: the trace first, then help, attempts and facts. */
export function LowerPane({ check, remarks, facts, attempts, help, onLine, onUse }: LowerProps) {
  const [open, setOpen] = useState('trace');
  const { view, busy } = help;
  const tabs = [
    { id: 'trace', title: 'Trace', panel: <CheckTrace check={check} remarks={remarks} onLine={onLine} /> },
    { id: 'hints', title: 'Hints', panel: <Hints help={view} busy={busy} onNext={help.nextHint} /> },
    { id: 'solutions', title: 'Solutions', panel: <Solutions help={view} busy={busy} onGiveUp={help.giveUp} onUse={onUse} /> },
    { id: 'attempts', title: 'Attempts', panel: <Attempts attempts={attempts} onUse={onUse} /> },
    { id: 'facts', title: 'Facts', panel: <FactList facts={facts} /> },
  ];
  return (
    <section className="pane pane-lower" aria-label="Trace and help">
      <Tabs label="Trace and help" tabs={tabs} open={open} onOpen={setOpen} />
      {help.lost && (
        <p className="pane-lost" role="alert">
          The server did not answer. Ask again when it is back.
        </p>
      )}
    </section>
  );
}

function CheckTrace({ check, remarks, onLine }: Pick<LowerProps, 'check' | 'remarks' | 'onLine'>) {
  if (check === undefined) return <p className="help soft">Nothing is judged yet.</p>;
  return (
    <>
      <h3 className="trace-title">
        <Text>{check.title}</Text>
      </h3>
      {check.trace === undefined ? (
        <p className="help soft">There is no trace: the text was not judged.</p>
      ) : (
        <Trace trace={check.trace} onLine={onLine} />
      )}
      {remarks.map((remark) => (
        <div key={remark} className="trace-remark">
          <Text>{remark}</Text>
        </div>
      ))}
    </>
  );
}
