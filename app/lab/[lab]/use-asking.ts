'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { SourceFile } from '#engine';
import { type ConsoleState, useConsole } from '../../_ui/console/use-console.ts';
import type { ConsolePlace } from '../../_ui/console/view.ts';
import type { EditorAssist } from '../../_ui/editor/assist.ts';
import type { ComparisonView } from '../../_ui/lab/view.ts';
import type { Bench } from './bench-asks.ts';

/** All that the page asks about the text as it is now, besides its verdict. */
export interface Asking {
  readonly console: ConsoleState;
  readonly assist: EditorAssist;
  readonly explain: (check: string) => Promise<string>;
  readonly compare: (theirs: readonly SourceFile[]) => Promise<ComparisonView>;
  /** The file in one shape; undefined where it cannot be read, or where it has that shape. */
  readonly format: (path: string) => Promise<string | undefined>;
}

export function useAsking(bench: Bench, files: readonly SourceFile[], places: readonly ConsolePlace[]): Asking {
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });
  const run = useCallback(
    ({ host, principal }: ConsolePlace, line: string) => {
      const call = { host, line, ...(principal === undefined ? {} : { principal }) };
      return bench('console', { files: latest.current, call });
    },
    [bench],
  );
  const complete = useCallback((line: string) => bench('words', { files: latest.current, line }), [bench]);
  const console = useConsole({ places, run, complete });
  const assist = useMemo<EditorAssist>(
    () => ({
      completions: (text, position) => bench('completions', { text, position }),
      hover: (text, position) => bench('hover', { text, position }),
    }),
    [bench],
  );
  return {
    console,
    assist,
    explain: (check) => bench('explain', { files: latest.current, check }),
    compare: (theirs) => bench('compare', { mine: latest.current, theirs }),
    format: async (path) => {
      const text = latest.current.find((file) => file.path === path)?.text ?? '';
      const formatted = await bench('format', { text }).catch(() => undefined);
      return formatted === text ? undefined : formatted;
    },
  };
}
