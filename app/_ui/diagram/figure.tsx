'use client';

import { type KeyboardEvent, useState } from 'react';
import { Text } from '../text.tsx';
import type { Drawing } from './drawing.ts';
import { NetworkMap } from './map.tsx';
import type { Marks } from './thing.tsx';
import { Twin } from './twin.tsx';

interface FigureProps {
  readonly drawing: Drawing;
  readonly title: string;
  readonly caption?: string;
  readonly marks?: Marks;
}

/** A drawing and its twin in words; `w` goes from one to the other while the keyboard is within. */
export function Figure({ drawing, title, caption, marks }: FigureProps) {
  const [words, setWords] = useState(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'w' && !event.ctrlKey && !event.metaKey && !event.altKey) setWords(!words);
  };
  return (
    <figure className="figure" onKeyDown={onKey}>
      <div className="figure-bar">
        <div className="switch">
          <button type="button" aria-pressed={!words} onClick={() => setWords(false)}>
            Map
          </button>
          <button type="button" aria-pressed={words} onClick={() => setWords(true)} aria-keyshortcuts="w">
            Words
          </button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div className="figure-body" tabIndex={0}>
        {words ? (
          <Twin drawing={drawing} />
        ) : (
          <NetworkMap
            drawing={drawing}
            title={`${title}. Press w for the same in words.`}
            {...(marks === undefined ? {} : { marks })}
          />
        )}
      </div>
      {caption !== undefined && (
        <figcaption>
          <Text>{caption}</Text>
        </figcaption>
      )}
    </figure>
  );
}
