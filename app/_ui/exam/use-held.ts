'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useSaving } from './use-saving.ts';
import { useStateOfSitting } from './use-state-of-sitting.ts';
import type { Held, PlaceView, SavedPlace, SaveReply, SittingState } from './view.ts';

interface HeldOptions {
  readonly sitting: string;
  readonly first: readonly PlaceView[];
  readonly clock: { readonly left: number; readonly set: (ms: number) => void };
  readonly onOver: () => void;
}

/**
 * What stands at each place of the form in this window: what was answered here, and what another window answered after it. Of two answers
 * at one place the later one counts, and `note` says so to whoever gave the other. `tellOthers` has those windows ask the server anew.
 */
export function useHeld({ sitting, first, clock, onOver }: HeldOptions) {
  const [held, setHeld] = useState<readonly Held[]>(() => first.map(({ saved }) => heldOf(saved)));
  const [note, setNote] = useState('');
  const seen = useRef(new Map(first.map(({ saved }) => [saved.place, saved.order] as const)));
  const seenAt = useCallback((place: number) => seen.current.get(place) ?? 0, []);
  const tell = useRef(() => {});
  const onReply = useCallback(
    (place: number, reply: SaveReply) => {
      if (reply.over) return onOver();
      clock.set(reply.leftMs);
      seen.current.set(place, reply.order);
      if (reply.replaced)
        setNote(
          `Question ${place + 1} had been answered in another window meanwhile; what you chose here came later and counts.`,
        );
      tell.current();
    },
    [clock.set, onOver],
  );
  const saving = useSaving(sitting, seenAt, onReply);
  const onState = useCallback(
    (state: SittingState) => {
      if (state.over) return onOver();
      clock.set(state.leftMs);
      const news = state.places.filter(({ place, order }) => order > seenAt(place) && !saving.waits(place));
      if (news.length === 0) return;
      for (const { place, order } of news) seen.current.set(place, order);
      setHeld((before) => before.map((each, place) => withNews(each, news, place)));
      setNote(newsText(news.map(({ place }) => place + 1)));
    },
    [clock.set, onOver, saving.waits, seenAt],
  );
  tell.current = useStateOfSitting(sitting, clock.left <= 0, onState);
  // What was answered here and had not left when the page closed is shown as it was.
  const { found } = saving;
  useEffect(() => {
    if (found.length > 0)
      setHeld((before) => before.map((each, place) => found.findLast((one) => one.place === place)?.held ?? each));
  }, [found]);
  const change = (place: number, next: Held) => {
    setHeld((before) => before.map((each, index) => (index === place ? next : each)));
    saving.change(place, next);
  };
  const tellOthers = useCallback(() => tell.current(), []);
  return { held, change, saving: { state: saving.state, fault: saving.fault }, note, tellOthers };
}

const heldOf = ({ place: _place, order: _order, ...held }: SavedPlace): Held => held;

function withNews(held: Held, news: readonly SavedPlace[], place: number): Held {
  const saved = news.find((each) => each.place === place);
  return saved === undefined ? held : heldOf(saved);
}

const newsText = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? `Question ${numbers[0]} was changed in another window; it stands here as it was left there.`
    : `Questions ${numbers.join(', ')} were changed in another window; they stand here as they were left there.`;
