'use client';

import type { ReactNode } from 'react';
import { Text } from '../text.tsx';
import type { Drawing } from './drawing.ts';
import type { Layout } from './layout.ts';
import { NetworkMap } from './map.tsx';
import { MapOrWords } from './map-or-words.tsx';
import type { Marks } from './thing.tsx';

interface FigureProps {
  readonly drawing: Drawing;
  readonly title: string;
  readonly caption?: string;
  readonly marks?: Marks;
  /** What lies above the map. */
  readonly over?: (layout: Layout) => ReactNode;
}

/** A drawing that lies still, and its twin in words. */
export function Figure({ drawing, title, caption, marks, over }: FigureProps) {
  const map = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div className="figure-body" tabIndex={0}>
      <NetworkMap
        drawing={drawing}
        title={`${title}. Press w for the same in words.`}
        {...(marks === undefined ? {} : { marks })}
        {...(over === undefined ? {} : { over })}
      />
    </div>
  );
  const below = caption !== undefined && (
    <figcaption>
      <Text>{caption}</Text>
    </figcaption>
  );
  return <MapOrWords drawing={drawing} map={map} below={below} />;
}
