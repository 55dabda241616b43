'use client';

import { useState } from 'react';
import { type Answer, told, whyNot } from '../../_ui/answer.ts';
import type { BenchActions, HelpView } from '../../_ui/lab/view.ts';

export interface Help {
  readonly view: HelpView;
  readonly busy: boolean;
  /** Why the last question was not answered. */
  readonly fault: string | undefined;
  readonly set: (view: HelpView) => void;
  readonly nextHint: () => void;
  readonly giveUp: () => void;
}

/** Hints and solutions as far as they were asked for; each comes from the server when it is asked for and not before. */
export function useHelp(lab: string, first: HelpView, actions: BenchActions): Help {
  const [view, setView] = useState(first);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const ask = async (question: () => Promise<Answer<HelpView>>) => {
    setBusy(true);
    try {
      setView(await told(question()));
      setFault(undefined);
    } catch (error) {
      setFault(whyNot(error) ?? 'The server did not answer. Ask again when it is back.');
    } finally {
      setBusy(false);
    }
  };
  return {
    view,
    busy,
    fault,
    set: setView,
    nextHint: () => void ask(() => actions.nextHint(lab)),
    giveUp: () => void ask(() => actions.giveUp(lab)),
  };
}
