'use client';

import { type ReactNode, useState } from 'react';
import type { SourceFile } from '#engine';
import { Console, type ConsoleAround } from '../../_ui/console/console.tsx';
import { LogsPane } from '../../_ui/console/logs.tsx';
import { FactList } from '../../_ui/facts/facts.tsx';
import type { FactView } from '../../_ui/facts/view.ts';
import { Attempts, Hints, Solutions } from '../../_ui/lab/help.tsx';
import { History } from '../../_ui/lab/history.tsx';
import type { AttemptView, BenchActions } from '../../_ui/lab/view.ts';
import { NoteBox, type OwnNoteProps, useOwnNote } from '../../_ui/notes/own-note.tsx';
import { Tabs } from '../../_ui/tabs.tsx';
import type { Asking } from './use-asking.ts';
import type { Help } from './use-help.ts';

interface LowerProps {
  readonly trace: ReactNode;
  readonly levers: ReactNode;
  readonly note: OwnNoteProps;
  readonly facts: readonly FactView[];
  readonly attempts: readonly AttemptView[];
  readonly help: Help;
  readonly files: readonly SourceFile[];
  readonly asking: Asking;
  readonly around: ConsoleAround;
  readonly history: () => ReturnType<BenchActions['draftHistory']>;
  readonly savedAt: number;
  readonly onUse: (files: readonly SourceFile[]) => void;
}

/** What one asks for: the trace first, then help, attempts and facts. */
export function LowerPane({
  trace,
  levers,
  note,
  facts,
  attempts,
  help,
  files,
  asking,
  around,
  history,
  savedAt,
  onUse,
}: LowerProps) {
  const [open, setOpen] = useState('trace');
  const { view, busy } = help;
  // Held here, because a tab that is left takes what it holds with it.
  const own = useOwnNote(note);
  const tabs = [
    { id: 'trace', title: 'Trace', panel: trace },
    { id: 'console', title: 'Console', panel: <Console state={asking.console} around={around} /> },
    { id: 'logs', title: 'Logs', panel: <LogsPane entries={asking.console.entries} /> },
    { id: 'levers', title: 'Levers', panel: levers },
    { id: 'hints', title: 'Hints', panel: <Hints help={view} busy={busy} onNext={help.nextHint} /> },
    {
      id: 'solutions',
      title: 'Solutions',
      panel: <Solutions help={view} busy={busy} onGiveUp={help.giveUp} mine={files} compare={asking.compare} onUse={onUse} />,
    },
    { id: 'attempts', title: 'Attempts', panel: <Attempts attempts={attempts} onUse={onUse} /> },
    { id: 'history', title: 'History', panel: <History mine={files} load={history} savedAt={savedAt} onUse={onUse} /> },
    { id: 'notes', title: 'Notes', panel: <NoteBox state={own} /> },
    { id: 'facts', title: 'Facts', panel: <FactList facts={facts} /> },
  ];
  return (
    <section className="pane pane-lower" aria-label="Trace and help">
      <Tabs label="Trace and help" tabs={tabs} open={open} onOpen={setOpen} />
      {help.fault !== undefined && (
        <p className="pane-lost" role="alert">
          {help.fault}
        </p>
      )}
    </section>
  );
}
