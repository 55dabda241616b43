'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SourceFile } from '#engine';
import { isLeaving } from '../journal/leaving.ts';
import { whyUnsent } from '../journal/post.ts';
import { forgetKept, keepLocally, keptTexts, newTab } from './kept.ts';
import { sameFiles } from './same-files.ts';
import type { DraftView, SaveAnswer } from './view.ts';

/** What is said about a text's safety, always in sight. */
export type SaveState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  /** On this device only; `why` is what the server has against it, absent where it was not reached. */
  | { readonly kind: 'kept'; readonly why?: string };

interface Draft {
  readonly state: SaveState;
  /** Another text of the same lab, saved elsewhere since: both are shown until somebody chooses. */
  readonly other: DraftView | undefined;
  readonly settle: () => void;
}

/** Has a text kept that grew from revision `base`; throws what `whyUnsent` knows. */
type SaveText = (lab: string, files: readonly SourceFile[], base: number) => Promise<SaveAnswer>;

interface Options {
  readonly lab: string;
  readonly draft: DraftView | undefined;
  readonly files: readonly SourceFile[];
  readonly save: SaveText;
  /** Puts a text that this device kept and the server never got back on screen. */
  readonly onFound: (files: readonly SourceFile[]) => void;
}

const PAUSE = 700;
const RETRY = 4000;

/** Saves `files` on this device at each change and on the server at each pause; one save at a time, the newest text last. */
export function useDraft({ lab, draft, files, save, onFound }: Options): Draft {
  const [state, setState] = useState<SaveState>(draft === undefined ? { kind: 'untouched' } : { kind: 'saved', at: draft.at });
  const [other, setOther] = useState<DraftView | undefined>();
  const base = useRef(draft?.revision ?? 0);
  const saved = useRef(files);
  const tab = useRef('');
  const busy = useRef(false);
  const latest = useRef(files);
  const push = usePush({ lab, save, base, saved, tab, busy, latest, setState, setOther });
  useFound({ lab, tab, saved, base, onFound, setOther });
  useEffect(() => {
    latest.current = files;
    if (sameFiles(files, saved.current) || other !== undefined) return;
    keepLocally(lab, tab.current, { files, base: base.current });
    const timer = setTimeout(push, PAUSE);
    return () => clearTimeout(timer);
  }, [files, lab, push, other]);
  useRetry(state.kind === 'kept' && other === undefined, push);
  const settle = useCallback(() => {
    setOther(undefined);
    push();
  }, [push]);
  return { state, other, settle };
}

interface Held<T> {
  current: T;
}

interface PushOptions {
  readonly lab: string;
  readonly save: SaveText;
  readonly base: Held<number>;
  readonly saved: Held<readonly SourceFile[]>;
  readonly tab: Held<string>;
  readonly busy: Held<boolean>;
  readonly latest: Held<readonly SourceFile[]>;
  readonly setState: (state: SaveState) => void;
  readonly setOther: (other: DraftView) => void;
}

function usePush(options: PushOptions): () => void {
  const held = useRef(options);
  useEffect(() => {
    held.current = options;
  });
  return useCallback(() => void pushLatest(held.current), []);
}

async function pushLatest(options: PushOptions): Promise<void> {
  const { lab, save, base, saved, tab, busy, latest, setState, setOther } = options;
  if (busy.current || sameFiles(latest.current, saved.current)) return;
  busy.current = true;
  setState({ kind: 'saving' });
  const sent = latest.current;
  try {
    const answer = await save(lab, sent, base.current);
    if (answer.kind === 'conflict') {
      base.current = answer.theirs.revision;
      setState({ kind: 'kept' });
      if (sameFiles(answer.theirs.files, sent)) saved.current = sent;
      else setOther(answer.theirs);
    } else {
      base.current = answer.revision;
      saved.current = sent;
      if (!isLeaving()) forgetKept(lab, tab.current, sent);
      setState({ kind: 'saved', at: answer.at });
    }
  } catch (error) {
    const why = whyUnsent(error);
    setState({ kind: 'kept', ...(why === undefined ? {} : { why }) });
  } finally {
    busy.current = false;
  }
  if (sent !== latest.current && saved.current === sent) await pushLatest(options);
}

interface FoundOptions {
  readonly lab: string;
  readonly tab: Held<string>;
  readonly saved: Held<readonly SourceFile[]>;
  readonly base: Held<number>;
  readonly onFound: (files: readonly SourceFile[]) => void;
  readonly setOther: (other: DraftView) => void;
}

/** On opening: a text that never reached the server comes back; where the server has moved on since, both are shown. */
function useFound({ lab, tab, saved, base, onFound, setOther }: FoundOptions): void {
  const held = useRef({ onFound, setOther });
  useEffect(() => {
    held.current = { onFound, setOther };
  });
  useEffect(() => {
    tab.current = newTab();
    forgetKept(lab, tab.current, saved.current);
    const [newest] = keptTexts(lab);
    if (newest === undefined) return;
    const onServer = { files: saved.current, revision: base.current, at: newest.at };
    held.current.onFound(newest.files);
    if (newest.base !== base.current) held.current.setOther(onServer);
  }, [lab, tab, saved, base]);
}

function useRetry(active: boolean, push: () => void): void {
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(push, RETRY);
    window.addEventListener('online', push);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', push);
    };
  }, [active, push]);
}
