'use client';

import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Drawing } from './drawing.ts';
import { Twin } from './twin.tsx';

interface MapOrWordsProps {
  readonly drawing: Drawing;
  readonly className?: string;
  /** What shows the map, what stands beside the switch while it does, and what stands below either. */
  readonly map: ReactNode;
  readonly tools?: ReactNode;
  readonly below?: ReactNode;
}

/** A drawing and its twin in words, one at a time; `w` goes from one to the other while the keyboard is within. */
export function MapOrWords({ drawing, className = '', map, tools, below }: MapOrWordsProps) {
  const [words, setWords] = useState(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'w' && !event.ctrlKey && !event.metaKey && !event.altKey) setWords(!words);
  };
  return (
    <figure className={`figure ${className}`} onKeyDown={onKey}>
      <div className="figure-bar">
        <div className="switch">
          <button type="button" aria-pressed={!words} onClick={() => setWords(false)}>
            Map
          </button>
          <button type="button" aria-pressed={words} onClick={() => setWords(true)} aria-keyshortcuts="w">
            Words
          </button>
        </div>
        {!words && tools}
      </div>
      {words ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <div className="figure-body" tabIndex={0}>
          <Twin drawing={drawing} />
        </div>
      ) : (
        map
      )}
      {below}
    </figure>
  );
}
