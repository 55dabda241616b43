'use client';

import { useCallback, useEffect, useRef } from 'react';
import type { SittingState } from './view.ts';

const EVERY_MS = 30_000;
const EVERY_MS_AFTER_TIME = 2000;
const PATIENCE_MS = 10_000;
/** A clock that jumps by more than this was asleep. */
const ASLEEP_MS = 3000;
const TICK_MS = 1000;

/**
 * Asks the server what it holds at once, when somebody comes back to the page, after the machine slept, when another window of this browser says
 * that it saved, and now and then; once the time is over by the clock here (`over`), until the server says so too. Comes back with what
 * tells those other windows. `onState` must stay the same function.
 */
export function useStateOfSitting(sitting: string, over: boolean, onState: (state: SittingState) => void): () => void {
  const channel = useRef<BroadcastChannel>(undefined);
  const every = useRef(EVERY_MS);
  every.current = over ? EVERY_MS_AFTER_TIME : EVERY_MS;
  useEffect(() => {
    const look = async () => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      // A server that is away answers another time; until then what is here goes on.
      const reply = await fetch(`/exam/${sitting}/state`, { cache: 'no-store', signal }).catch(() => undefined);
      const state = reply?.ok === true ? await reply.json().catch(() => undefined) : undefined;
      if (state !== undefined) onState(state as SittingState);
    };
    const onShown = () => {
      if (document.visibilityState === 'visible') void look();
    };
    let [ticked, asked] = [Date.now(), Date.now()];
    const timer = setInterval(() => {
      const now = Date.now();
      const slept = now - ticked > TICK_MS + ASLEEP_MS;
      ticked = now;
      if (document.visibilityState !== 'visible' || !(slept || now - asked > every.current)) return;
      asked = now;
      void look();
    }, TICK_MS);
    const others = new BroadcastChannel(`workbook/exam/${sitting}`);
    others.onmessage = () => void look();
    channel.current = others;
    document.addEventListener('visibilitychange', onShown);
    for (const name of SHOWN) window.addEventListener(name, onShown);
    // This page was drawn before what the journal sent since had arrived.
    void look();
    return () => {
      clearInterval(timer);
      others.close();
      document.removeEventListener('visibilitychange', onShown);
      for (const name of SHOWN) window.removeEventListener(name, onShown);
    };
  }, [sitting, onState]);
  return useCallback(() => channel.current?.postMessage('saved'), []);
}

const SHOWN = ['focus', 'online', 'pageshow'] as const;
