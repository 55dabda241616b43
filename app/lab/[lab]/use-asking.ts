'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { SourceFile } from '#engine';
import { type ConsoleState, useConsole } from '../../_ui/console/use-console.ts';
import type { ConsolePlace, ConsoleRun } from '../../_ui/console/view.ts';
import type { EditorAssist } from '../../_ui/editor/assist.ts';
import type { ComparisonView } from '../../_ui/lab/view.ts';
import type { Circumstances, Designs } from '../../_ui/levers/view.ts';
import type { Bench } from './bench-asks.ts';
import { type Budget, SPENT } from './use-budget.ts';

/** All that the page asks about the text as it is now, besides its verdict. */
export interface Asking {
  readonly console: ConsoleState;
  readonly assist: EditorAssist;
  readonly explain: (check: string) => Promise<string>;
  readonly compare: (theirs: readonly SourceFile[]) => Promise<ComparisonView>;
  /** What a month of another text costs, when it carries the same. */
  readonly price: Designs['price'];
  /** The file in one shape; undefined where it cannot be read, or where it has that shape. */
  readonly format: (path: string) => Promise<string | undefined>;
}

interface Options {
  readonly bench: Bench;
  readonly files: readonly SourceFile[];
  readonly places: readonly ConsolePlace[];
  /** What is the case besides what the text says; the console asks under it as the map and the trace do. */
  readonly under: Circumstances;
  readonly budget: Budget;
}

export function useAsking({ bench, files, places, under, budget }: Options): Asking {
  const latest = useRef(files);
  const around = useRef({ under, budget });
  useEffect(() => {
    latest.current = files;
    around.current = { under, budget };
  });
  const run = useCallback(
    async ({ host, principal }: ConsolePlace, line: string) => {
      const { zones, states } = around.current.under;
      const call = {
        ...{ host, line, states, faults: zones.map((availabilityZone) => ({ availabilityZone })) },
        ...(principal === undefined ? {} : { principal }),
      };
      const run = await bench('console', { files: latest.current, call });
      return run.asked === 0 || around.current.budget.spend() ? run : { ...run, ...REFUSED };
    },
    [bench],
  );
  const complete = useCallback((line: string) => bench('words', { files: latest.current, line }), [bench]);
  const console = useConsole({ places, run, complete });
  const assist = useMemo<EditorAssist>(
    () => ({
      completions: (text, position) => bench('completions', { text, position, others: othersOf(latest.current, text) }),
      hover: (text, position) => bench('hover', { text, position, others: othersOf(latest.current, text) }),
    }),
    [bench],
  );
  return {
    console,
    assist,
    explain: (check) => bench('explain', { files: latest.current, check }),
    price: (files, flows) => bench('price', { files, flows }),
    compare: (theirs) => bench('compare', { mine: latest.current, theirs }),
    format: async (path) => {
      const text = latest.current.find((file) => file.path === path)?.text ?? '';
      const formatted = await bench('format', { text }).catch(() => undefined);
      return formatted === text ? undefined : formatted;
    },
  };
}

const othersOf = (files: readonly SourceFile[], text: string): readonly string[] =>
  files.flatMap((each) => (each.text === text ? [] : [each.text]));

/** What is printed instead of an answer that is not free any more. */
const REFUSED: Omit<ConsoleRun, 'waitsSeconds'> = {
  printed: '',
  notes: [SPENT],
  exitStatus: 1,
  asked: 0,
  logs: { flowLog: [], trail: [], notes: [] },
};
