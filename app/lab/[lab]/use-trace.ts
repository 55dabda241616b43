'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Probe } from '#engine';
import type { CheckView, JudgedView } from '../../_ui/lab/view.ts';
import { type Ask, type Circumstances, isNormal } from '../../_ui/levers/view.ts';
import { type Guess, guessedRight } from '../../_ui/trace/guess.ts';
import { probeWords } from '../../_ui/trace/probe-words.ts';
import { openingStep } from '../../_ui/trace/stepper.tsx';
import type { TraceView } from '../../_ui/trace/view.ts';
import type { Expecting } from './use-expecting.ts';

/** What is traced: the check that is open, or a question of one's own with what one expected of it. */
interface Own {
  readonly probe: Probe;
  readonly guess: Guess;
  /** Whether the guess has been compared and kept. */
  readonly kept: boolean;
}

export interface Tracing {
  readonly title: string;
  readonly trace: TraceView | undefined;
  readonly own: boolean;
  readonly guess: Guess | undefined;
  readonly veiled: boolean;
  readonly plays: boolean;
  readonly step: number | undefined;
  /** The step that the map shows: the chosen one, or the one that a trace opens on. */
  readonly shownStep: number | undefined;
  /** Zones that are down in what is traced: the chosen ones and the question's own. */
  readonly failedZones: readonly string[];
  readonly setStep: (step: number) => void;
  readonly link: (step: number) => string;
  readonly run: (probe: Probe, guess: Guess) => void;
  readonly back: () => void;
}

interface Options {
  readonly judged: JudgedView | undefined;
  readonly check: CheckView | undefined;
  readonly ask: Ask;
  readonly under: Circumstances;
  readonly expecting: Pick<Expecting, 'guessOf' | 'letGo'>;
  /** Keeps what was expected beside what happened. */
  readonly keep: (asked: string, guess: Guess, trace: TraceView) => void;
  readonly onCheck: (id: string) => void;
}

const LINK = /^#trace=([\w.-]+),(\d{1,3})$/;

/** The trace that is looked at, looked into closer by the engine, with the step in it; `#trace=check,step` opens the same again. */
export function useTrace({ judged, check, ask, under, expecting, keep, onCheck }: Options): Tracing {
  const [own, setOwn] = useState<Own | undefined>();
  const [step, setStep] = useState<number | undefined>();
  const veiled = own === undefined && check?.veiled === true;
  const probe = veiled ? undefined : (own?.probe ?? check?.probe);
  const close = useClose(judged, probe, under, ask);
  const trace = close ?? (own === undefined && isNormal(under) ? check?.trace : undefined);
  const id = check?.id ?? '';
  useLinked(onCheck, setStep);
  useSubjectChange(id, setOwn, setStep);
  useKept(own, close, keep, setOwn);
  const plays = own === undefined && id !== '' && expecting.letGo === id && !wishesNoMotion();
  const at = plays ? (step ?? 0) : step;
  const link = useCallback((at: number) => `#trace=${id},${at + 1}`, [id]);
  return {
    title: own === undefined ? (check?.title ?? '') : probeWords(own.probe),
    trace,
    own: own !== undefined,
    guess: own === undefined ? expecting.guessOf(id) : own.guess,
    veiled,
    plays,
    step: at,
    shownStep: trace === undefined ? undefined : Math.min(at ?? openingStep(trace), trace.steps.length - 1),
    failedZones: [...under.zones, ...(probe?.faults ?? []).map(({ availabilityZone }) => availabilityZone)],
    setStep: (next) => {
      setStep(next);
      if (own === undefined) history.replaceState(history.state, '', link(next));
    },
    link,
    run: (asked, guess) => {
      setOwn({ probe: asked, guess, kept: false });
      setStep(0);
    },
    back: () => {
      setOwn(undefined);
      setStep(undefined);
    },
  };
}

/** The trace with everything that was weighed; undefined until the engine has said it about this text. */
function useClose(
  judged: JudgedView | undefined,
  probe: Probe | undefined,
  under: Circumstances,
  ask: Ask,
): TraceView | undefined {
  const [told, setTold] = useState<{ readonly trace: TraceView; readonly of: unknown; readonly by: unknown } | undefined>();
  const asked = probe === undefined ? '' : JSON.stringify([probe, under]);
  useEffect(() => {
    let wanted = true;
    if (judged === undefined || judged.class === 'rejected' || asked === '') return;
    const [question, circumstances] = JSON.parse(asked) as [Probe, Circumstances];
    void ask({ kind: 'trace', probe: question, under: circumstances }).then((trace) => {
      if (wanted && trace !== undefined) setTold({ trace, of: judged, by: asked });
    });
    return () => {
      wanted = false;
    };
  }, [judged, asked, ask]);
  return told?.of === judged && told?.by === asked ? told.trace : undefined;
}

/** Asked only after somebody acted, so never on the server. */
const wishesNoMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Opens what the address names, once. */
function useLinked(onCheck: (id: string) => void, setStep: (step: number) => void): void {
  const held = useRef({ onCheck, setStep });
  useEffect(() => {
    const match = LINK.exec(location.hash);
    if (match === null) return;
    held.current.onCheck(match[1] ?? '');
    held.current.setStep(Number(match[2]) - 1);
  }, []);
}

/** Another check, another trace: it begins where it opens. The first check to be shown is no change. */
function useSubjectChange(id: string, setOwn: (own: undefined) => void, setStep: (step: undefined) => void): void {
  const before = useRef(id);
  useEffect(() => {
    if (before.current !== id && before.current !== '') {
      setOwn(undefined);
      setStep(undefined);
    }
    before.current = id;
  }, [id, setOwn, setStep]);
}

/** Compares a guess with its trace once, when the trace is there. */
function useKept(own: Own | undefined, trace: TraceView | undefined, keep: Options['keep'], setOwn: (own: Own) => void): void {
  useEffect(() => {
    if (own === undefined || own.kept || trace === undefined) return;
    setOwn({ ...own, kept: true });
    keep(probeWords(own.probe).replaceAll('`', ''), own.guess, trace);
  }, [own, trace, keep, setOwn]);
}

/** A guess and what happened, as they are kept. */
export const guessRecord = (asked: string, guess: Guess, trace: TraceView) => ({
  asked,
  verdict: guess.verdict,
  hop: guess.hop,
  got: trace.verdict,
  right: guessedRight(guess, trace).verdict,
});
