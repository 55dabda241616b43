import { createContext, type ReactNode, useContext } from 'react';
import type { DrawnThing } from './drawing.ts';
import type { Box } from './layout.ts';

/** What happened to a thing: shown by a shape on it as well as by its colour. */
export type Marks = Readonly<Record<string, 'passed' | 'blocked'>>;

interface Looks {
  readonly marks: Marks;
  /** Zones that are down: they are hatched. */
  readonly failedZones: readonly string[];
  readonly selected?: string;
  /** The things that the line under the pointer or the cursor made. */
  readonly lit?: readonly string[];
  readonly onThing?: (id: string) => void;
}

/** How the things of a map look and whether they can be chosen; a picture in a lesson has only its marks. */
export const MapLooks = createContext<Looks>({ marks: {}, failedZones: [] });

interface ThingProps {
  readonly it: Pick<DrawnThing, 'id' | 'edit'>;
  /** What it is and is called, for somebody who hears it. */
  readonly label: string;
  readonly box: Box;
  readonly children: ReactNode;
}

/** One thing of the map. Where things can be chosen it is a button, one of which is in the order of the tab key. */
export function Thing({ it, label, box, children }: ThingProps) {
  const { onThing, selected, lit, marks } = useContext(MapLooks);
  const said = [label, it.edit ?? '', marks[it.id] === 'blocked' ? 'stops the packet' : ''].filter(Boolean).join(', ');
  const classes = [
    'thing',
    it.edit === undefined ? '' : `is-${it.edit}`,
    selected === it.id ? 'is-selected' : '',
    lit?.includes(it.id) === true ? 'is-lit' : '',
  ];
  const className = classes.filter(Boolean).join(' ');
  if (onThing === undefined)
    return (
      <g className={className} data-thing={it.id}>
        {children}
      </g>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own.
    <g
      className={`${className} can-choose`}
      role="button"
      tabIndex={-1}
      aria-label={said}
      aria-pressed={selected === it.id}
      data-thing={it.id}
      data-at={`${box.x + box.width / 2},${box.y + box.height / 2}`}
      onClick={() => onThing(it.id)}
    >
      {children}
    </g>
  );
}

/** A sign at a corner: a cross where the packet was dropped, else what the last edit did. */
export function Sign({ it, x, y }: { readonly it: Pick<DrawnThing, 'id' | 'edit'>; readonly x: number; readonly y: number }) {
  const { marks } = useContext(MapLooks);
  if (marks[it.id] === 'blocked')
    return (
      <g className="map-sign">
        <circle cx={x} cy={y} r="7" />
        <path d={`M${x - 3} ${y - 3}l6 6M${x + 3} ${y - 3}l-6 6`} />
      </g>
    );
  if (it.edit === undefined) return null;
  return (
    <g className={`map-edit map-edit-${it.edit}`}>
      <circle cx={x} cy={y} r="7" />
      <path d={EDIT_SHAPES[it.edit](x, y)} />
    </g>
  );
}

const EDIT_SHAPES = {
  added: (x: number, y: number) => `M${x - 3.5} ${y}h7M${x} ${y - 3.5}v7`,
  changed: (x: number, y: number) => `M${x - 3.5} ${y + 1.5}q1.75 -4 3.5 -1.5t3.5 -1.5`,
  removed: (x: number, y: number) => `M${x - 3.5} ${y}h7`,
} as const;

interface LabelProps {
  readonly x: number;
  readonly y: number;
  readonly className: string;
  readonly text: string;
  /** Characters that fit. */
  readonly room: number;
  readonly anchor?: 'end' | 'middle';
}

/** `text` in at most `room` characters. Names that begin alike differ at their end, so that is kept too. */
export function cutTo(text: string, room: number): string {
  if (text.length <= room) return text;
  const end = room < 6 ? 0 : Math.floor((room - 1) / 3);
  return `${text.slice(0, Math.max(1, room - 1 - end))}…${end === 0 ? '' : text.slice(-end)}`;
}

/** A text that is cut where there is no more room; the whole is in its tooltip, and in the twin in words. */
export function Label({ x, y, className, text, room, anchor }: LabelProps) {
  const shown = cutTo(text, room);
  return (
    <text className={className} x={x} y={y} {...(anchor === undefined ? {} : { textAnchor: anchor })}>
      {shown}
      {text.length > room && <title>{text}</title>}
    </text>
  );
}
