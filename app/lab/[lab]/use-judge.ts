'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicLab, SourceFile } from '#engine';
import type { JudgedView } from '../../_ui/lab/view.ts';
import type { Ask, Inquiry } from '../../_ui/levers/view.ts';
import type { ToJudge } from './judge.worker.ts';
import type { Beliefs } from './judged.ts';

const PATIENCE = 2000;

export interface Judging {
  readonly judged: JudgedView | undefined;
  /** The text that `judged` is about. */
  readonly files: readonly SourceFile[];
  /** `stopped` when a text took longer than two seconds and its worker was ended. */
  readonly state: 'judging' | 'judged' | 'stopped';
}

const NO_FILES: readonly SourceFile[] = [];
/** A judgement that can be asked about. */
export interface JudgingAsked extends Judging {
  readonly ask: Ask;
}

interface Answer {
  readonly turn: number;
  readonly judged: JudgedView;
}

interface Reply {
  readonly key: number;
  readonly reply: unknown;
}

/** The judgement of `files`, made in a worker with each key; of two texts the later one counts. */
export function useJudge(lab: PublicLab, engineVersion: string, beliefs: Beliefs, files: readonly SourceFile[]): JudgingAsked {
  const [judging, setJudging] = useState<Judging>({ judged: undefined, files: NO_FILES, state: 'judging' });
  const judge = useRef<Judge | undefined>(undefined);
  useEffect(() => {
    const opened = openJudge({ kind: 'lab', lab, engineVersion, beliefs }, setJudging);
    judge.current = opened;
    return () => opened.close();
  }, [lab, engineVersion, beliefs]);
  // Each key is asked about at once: while the worker is busy only the newest text waits.
  useEffect(() => judge.current?.ask(files), [files]);
  // The worker answers by the kind of the question.
  const ask = useCallback<Ask>((inquiry) => (judge.current?.inquire(inquiry) ?? Promise.resolve()) as Promise<never>, []);
  return { ...judging, ask };
}

interface Judge {
  /** The reply about the text that was judged last; undefined when the worker was ended before it came. */
  readonly inquire: (inquiry: Inquiry) => Promise<unknown>;
  readonly ask: (files: readonly SourceFile[]) => void;
  readonly close: () => void;
}

type Report = (next: (before: Judging) => Judging) => void;

/** One worker that judges one text at a time. The text that waits is always the newest; a worker that hangs is replaced. */
function openJudge(lab: ToJudge, report: Report): Judge {
  let worker: Worker | undefined;
  let ready = false;
  let turn = 0;
  let waiting: readonly SourceFile[] | undefined;
  let asked = NO_FILES;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let keys = 0;
  const inquiries = new Map<number, (reply: unknown) => void>();
  const stop = () => {
    for (const answer of inquiries.values()) answer(undefined);
    inquiries.clear();
    clearTimeout(watch);
    watch = undefined;
    worker?.terminate();
    worker = undefined;
    ready = false;
  };
  const hear = (message: Message) => {
    if (message === 'ready') ready = true;
    else if ('key' in message) {
      inquiries.get(message.key)?.(message.reply);
      inquiries.delete(message.key);
    } else if (message.turn === turn) {
      clearTimeout(watch);
      watch = undefined;
      const files = asked;
      report(() => ({ judged: message.judged, files, state: waiting === undefined ? 'judged' : 'judging' }));
    }
    next();
  };
  const next = () => {
    if (waiting === undefined || watch !== undefined) return;
    worker ??= startWorker(lab, hear);
    // Patience counts from when the worker is loaded: a slow line is not a hung judgement.
    if (!ready) return;
    turn += 1;
    asked = waiting;
    const message: ToJudge = { kind: 'text', turn, files: waiting };
    waiting = undefined;
    watch = setTimeout(giveUp, PATIENCE);
    worker.postMessage(message);
  };
  const giveUp = () => {
    stop();
    report((before) => ({ ...before, state: 'stopped' }));
    next();
  };
  return {
    ask: (files) => {
      waiting = files;
      report((before) => ({ ...before, state: 'judging' }));
      next();
    },
    close: stop,
    inquire: (inquiry) =>
      new Promise((resolve) => {
        if (worker === undefined || !ready) return resolve(undefined);
        keys += 1;
        inquiries.set(keys, resolve);
        const message: ToJudge = { kind: 'inquiry', key: keys, inquiry };
        worker.postMessage(message);
      }),
  };
}

type Message = 'ready' | Answer | Reply;

function startWorker(lab: ToJudge, hear: (message: Message) => void): Worker {
  const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  worker.postMessage(lab);
  return worker;
}
