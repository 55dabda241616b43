'use client';

import { useState } from 'react';
import type { BenchActions, HelpView } from '../../_ui/lab/view.ts';

export interface Help {
  readonly view: HelpView;
  readonly busy: boolean;
  readonly lost: boolean;
  readonly set: (view: HelpView) => void;
  readonly nextHint: () => void;
  readonly giveUp: () => void;
}

/** Hints and solutions as far as they were asked for; each comes from the server when it is asked for and not before. */
export function useHelp(lab: string, first: HelpView, actions: BenchActions): Help {
  const [view, setView] = useState(first);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const ask = async (question: () => Promise<HelpView>) => {
    setBusy(true);
    try {
      setView(await question());
      setLost(false);
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };
  return {
    view,
    busy,
    lost,
    set: setView,
    nextHint: () => void ask(() => actions.nextHint(lab)),
    giveUp: () => void ask(() => actions.giveUp(lab)),
  };
}
