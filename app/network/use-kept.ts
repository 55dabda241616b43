'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SourceFile } from '#engine';
import type { Question } from './asks.ts';
import { type KeptNetwork, keep, kept } from './kept.ts';

const NAME = 'network.yaml';
const NOTHING: KeptNetwork = { files: [{ path: NAME, text: '' }], region: '', callers: '', questions: [] };

export interface Store {
  readonly network: KeptNetwork;
  /** Another number whenever all files were replaced: an editor begins anew. */
  readonly generation: number;
  readonly change: (path: string, text: string) => void;
  /** Puts another network here; `left` is what was given with it and not taken, with the reasons. */
  readonly replace: (network: Partial<KeptNetwork>, left?: readonly string[]) => void;
  readonly left: readonly string[];
  /** Says what was not taken, where nothing was. */
  readonly setLeft: (left: readonly string[]) => void;
  readonly setRegion: (region: string) => void;
  readonly setCallers: (callers: string) => void;
  readonly setQuestions: (questions: readonly Question[]) => void;
  /** Brings back what stood here before the last replacement. */
  readonly undo: (() => void) | undefined;
  /** Whether this device could not keep what stands here. */
  readonly isLost: boolean;
}

/** The network on screen, kept on this device at each change, with what was replaced last. */
export function useKept(): Store {
  const [network, setNetwork] = useState(NOTHING);
  const [before, setBefore] = useState<KeptNetwork | undefined>();
  const [generation, setGeneration] = useState(0);
  const [isLost, setLost] = useState(false);
  const [left, setLeft] = useState<readonly string[]>([]);
  const opened = useRef(false);
  useEffect(() => {
    const found = kept();
    // What was typed before this script ran is newer than what was kept.
    if (found !== undefined && found.files.length > 0)
      setNetwork((now) => (now.files.some((file) => file.text !== '') ? now : found));
    if (found !== undefined) setGeneration((now) => now + 1);
    opened.current = true;
  }, []);
  useEffect(() => {
    if (!opened.current || network === NOTHING) return;
    setLost(!keep(network));
  }, [network]);
  const change = useCallback((path: string, text: string) => {
    setNetwork((now) => ({ ...now, files: now.files.map((file) => (file.path === path ? { path, text } : file)) }));
  }, []);
  const replace = useCallback(
    (next: Partial<KeptNetwork>, notTaken: readonly string[] = []) => {
      setLeft(notTaken);
      setBefore(network.files.some((file: SourceFile) => file.text !== '') ? network : undefined);
      setNetwork({
        ...NOTHING,
        ...next,
        files: next.files === undefined || next.files.length === 0 ? NOTHING.files : next.files,
      });
      setGeneration((now) => now + 1);
    },
    [network],
  );
  const undo =
    before === undefined
      ? undefined
      : () => {
          setNetwork(before);
          setBefore(undefined);
          setGeneration((now) => now + 1);
        };
  return {
    ...{ network, generation, change, replace, undo, isLost, left, setLeft },
    setRegion: useCallback((region: string) => setNetwork((now) => ({ ...now, region })), []),
    setCallers: useCallback((callers: string) => setNetwork((now) => ({ ...now, callers })), []),
    setQuestions: useCallback((questions: readonly Question[]) => setNetwork((now) => ({ ...now, questions })), []),
  };
}
