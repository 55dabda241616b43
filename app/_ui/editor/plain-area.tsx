'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { leaveEditor } from './leave.ts';

interface PlainAreaProps {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly path: string;
  /** What it opens with; afterwards it holds its own text. */
  readonly text: string;
  readonly fixed: boolean;
  readonly onInput: (text: string) => void;
  readonly onSubmit: () => void;
}

/**
 * A text area that can be typed into before the page's script has run. React would put a text area that it wakes up back to the text that
 * the server sent, so this one is written as HTML and is no element of React's.
 */
export function PlainArea({ area, path, text, fixed, onInput, onSubmit }: PlainAreaProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [html] = useState(() => htmlOf(path, text, fixed));
  const latest = useRef({ onInput, onSubmit });
  useEffect(() => {
    latest.current = { onInput, onSubmit };
  });
  useLayoutEffect(() => {
    const node = holder.current?.querySelector('textarea') ?? null;
    area.current = node;
    // A text put in by a program arrives as one event a line, all at once: they are told as the one change that they are.
    let waiting = false;
    const input = () => {
      if (waiting) return;
      waiting = true;
      queueMicrotask(() => {
        waiting = false;
        if (area.current === node) latest.current.onInput(node?.value ?? '');
      });
    };
    const key = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key === 'Escape') leaveEditor(node);
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      latest.current.onSubmit();
    };
    node?.addEventListener('input', input);
    node?.addEventListener('keydown', key);
    return () => {
      area.current = null;
      node?.removeEventListener('input', input);
      node?.removeEventListener('keydown', key);
    };
  }, [area]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: both parts are escaped below, and only so does what was typed early survive.
  return <div ref={holder} className="editor-area" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A line break behind the tag is not part of the text; without it one that begins the text would be lost. */
const htmlOf = (path: string, text: string, fixed: boolean): string =>
  `<textarea name="${escaped(path)}" aria-label="Text of ${escaped(path)}" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"${fixed ? ' readonly' : ''}>\n${escaped(text)}</textarea>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
