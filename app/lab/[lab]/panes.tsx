'use client';

import { type ReactNode, useState } from 'react';
import type { SourceFile } from '#engine';
import { FactList } from '../../_ui/facts/facts.tsx';
import type { FactView } from '../../_ui/facts/view.ts';
import { Attempts, Hints, Solutions } from '../../_ui/lab/help.tsx';
import type { AttemptView } from '../../_ui/lab/view.ts';
import { Tabs } from '../../_ui/tabs.tsx';
import type { Help } from './use-help.ts';

interface LowerProps {
  readonly trace: ReactNode;
  readonly levers: ReactNode;
  readonly facts: readonly FactView[];
  readonly attempts: readonly AttemptView[];
  readonly help: Help;
  readonly onUse: (files: readonly SourceFile[]) => void;
}

/** What one asks for: the trace first, then help, attempts and facts. */
export function LowerPane({ trace, levers, facts, attempts, help, onUse }: LowerProps) {
  const [open, setOpen] = useState('trace');
  const { view, busy } = help;
  const tabs = [
    { id: 'trace', title: 'Trace', panel: trace },
    { id: 'levers', title: 'Levers', panel: levers },
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
