'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SourceFile } from '#engine';
import { note } from '../../_ui/journal/here.ts';
import { sameFiles } from '../../_ui/lab/same-files.ts';
import { useWished } from '../../_ui/lab/use-wished.ts';
import { unasked, withVeil } from '../../_ui/lab/veil.ts';
import type { Expectations, JudgedView, StepView } from '../../_ui/lab/view.ts';
import type { Guess } from '../../_ui/trace/guess.ts';

interface Options {
  readonly lab: string;
  /** Whether the text has ever been another. */
  readonly touched: boolean;
  readonly judged: JudgedView | undefined;
  readonly said: { readonly expected: Expectations; readonly steps: readonly StepView[] };
}

export interface Expecting {
  /** What may be shown of the judgement. */
  readonly judged: JudgedView | undefined;
  /** What was expected of a check of the given text. */
  readonly guessOf: (check: string) => Guess | undefined;
  /** The check whose packet was let go a moment ago. */
  readonly letGo: string | undefined;
  readonly lock: (check: string, guess: Guess) => void;
  readonly skip: (check: string) => void;
  /** Whether somebody wishes to be asked, and the way to change it. */
  readonly wished: boolean;
  readonly setWished: (wished: boolean) => void;
}

/** What somebody expects of the failing checks of the given text, before he sees what happens; of an edit nothing is asked, and with the first one everything is shown. */
export function useExpecting({ lab, touched, judged, said }: Options): Expecting {
  const [expected, setExpected] = useState(said.expected);
  const [wished, setWished] = useWished();
  const [letGo, setLetGo] = useState<string | undefined>();
  const settle = useCallback(
    (check: string, guess: Guess | 'skipped') => {
      setExpected((before) => ({ ...before, [check]: guess }));
      note('expectation', (key) => [lab, check, guess, key], { line: `expectation/${lab}` });
    },
    [lab],
  );
  const lock = useCallback(
    (check: string, guess: Guess) => {
      settle(check, guess);
      setLetGo(check);
    },
    [settle],
  );
  const skip = useCallback((check: string) => settle(check, 'skipped'), [settle]);
  // The steps of a guided lab ask before each of them.
  const asks = wished && !touched && said.steps.every((step) => step.question === undefined);
  // The same judgement stays the same object: much is worked out anew for another one.
  const shown = useMemo(
    () => (judged === undefined || !asks ? judged : withVeil(judged, unasked(judged, expected))),
    [judged, asks, expected],
  );
  const guessOf = (check: string) => {
    const guess = expected[check];
    return touched || guess === 'skipped' ? undefined : guess;
  };
  return { judged: shown, guessOf, letGo: touched ? undefined : letGo, lock, skip, wished, setWished };
}

/** Whether the text has ever been another than the given one. */
export function useTouched(start: readonly SourceFile[], files: readonly SourceFile[]): boolean {
  const differs = !sameFiles(start, files);
  const [touched, setTouched] = useState(differs);
  useEffect(() => {
    if (differs) setTouched(true);
  }, [differs]);
  return touched || differs;
}
