'use client';

import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { Completion } from '#engine';
import { Text } from '../text.tsx';
import type { EditorAssist } from './assist.ts';
import { offsetAt, positionAt } from './fix.ts';

interface Props {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly assist: EditorAssist;
}

interface Offers {
  readonly items: readonly Completion[];
  readonly from: number;
  readonly chosen: number;
}

const SHOWN = 8;

/** What Monaco offers, for the text area: Ctrl+Space lists what may stand at the caret, and a word says what it is when the caret rests on it. */
export function PlainAssist({ area, assist }: Props) {
  const [offers, setOffers] = useState<Offers | undefined>();
  const [said, setSaid] = useState<readonly string[]>([]);
  const id = useId();
  const latest = useRef({ offers, assist });
  useEffect(() => {
    latest.current = { offers, assist };
  });
  useEffect(() => {
    const node = area.current;
    if (node === null) return;
    const close = () => setOffers(undefined);
    const ask = async () => {
      const found = await completionsFor(latest.current.assist, node);
      setOffers(found.items.length === 0 ? undefined : found);
    };
    const key = (event: KeyboardEvent) => {
      const { offers: open } = latest.current;
      if (event.key === ' ' && event.ctrlKey) {
        event.preventDefault();
        void ask();
      } else if (open !== undefined) onOffers(event, open, node, setOffers);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (document.activeElement === node) void hoverFor(latest.current.assist, node).then(setSaid);
      }, 500);
    };
    // Before the area's own keys: Escape closes the list first and leaves the editor the next time.
    node.addEventListener('keydown', key, { capture: true });
    node.addEventListener('input', close);
    node.addEventListener('blur', close);
    document.addEventListener('selectionchange', rest);
    return () => {
      clearTimeout(timer);
      node.removeEventListener('keydown', key, { capture: true });
      node.removeEventListener('input', close);
      node.removeEventListener('blur', close);
      document.removeEventListener('selectionchange', rest);
    };
  }, [area]);
  return (
    <div className="plain-assist">
      {offers !== undefined && (
        <>
          <output className="visually-hidden">
            {offers.items[offers.chosen]?.label}, {offers.chosen + 1} of {offers.items.length}
          </output>
          <ul className="plain-offers" id={id} aria-label="What may stand here">
            {visible(offers).map((item) => (
              <li key={item.label} aria-current={item === offers.items[offers.chosen] || undefined}>
                <code>{item.label}</code> <span className="soft">{item.detail}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {offers === undefined && said.length > 0 && (
        <div className="plain-said">
          <Text>{said.join(' · ').replaceAll('**', '')}</Text>
        </div>
      )}
    </div>
  );
}

const visible = ({ items, chosen }: Offers): readonly Completion[] => {
  const from = Math.max(0, Math.min(chosen - SHOWN + 2, items.length - SHOWN));
  return items.slice(from, from + SHOWN);
};

function onOffers(
  event: KeyboardEvent,
  open: Offers,
  node: HTMLTextAreaElement,
  setOffers: (offers: Offers | undefined) => void,
): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    setOffers({ ...open, chosen: (open.chosen + step + open.items.length) % open.items.length });
  } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    put(node, open.from, open.items[open.chosen]?.insert ?? '');
    setOffers(undefined);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    setOffers(undefined);
  }
}

/** Writes over what was typed of the word, so that the area's own undo takes it back. */
function put(node: HTMLTextAreaElement, from: number, text: string): void {
  node.setSelectionRange(from, node.selectionStart);
  if (!document.execCommand('insertText', false, text)) {
    node.setRangeText(text, from, node.selectionEnd, 'end');
    node.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

async function completionsFor(assist: EditorAssist, node: HTMLTextAreaElement): Promise<Offers> {
  const found = await assist.completions(node.value, positionAt(node.value, node.selectionStart)).catch(() => undefined);
  if (found === undefined) return { items: [], from: 0, chosen: 0 };
  const from = offsetAt(node.value, found.from);
  const typed = node.value.slice(from, node.selectionStart).toLowerCase();
  return { items: found.items.filter((item) => item.label.toLowerCase().includes(typed)), from, chosen: 0 };
}

async function hoverFor(assist: EditorAssist, node: HTMLTextAreaElement): Promise<readonly string[]> {
  const hover = await assist.hover(node.value, positionAt(node.value, node.selectionStart)).catch(() => undefined);
  return hover?.lines ?? [];
}
