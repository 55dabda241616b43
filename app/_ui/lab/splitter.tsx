'use client';

import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useRef,
  useState,
} from 'react';
import { remember } from '../remember.ts';
import { PANES_COOKIE, type PaneSizes, paneSizesText, SIZE_LIMITS } from './pane-sizes.ts';
import './splitter.css';

interface FrameProps {
  /** As they were last chosen; what was not chosen has the style sheet's own size. */
  readonly sizes: PaneSizes;
  readonly pane: string;
  readonly children: ReactNode;
}

const STEP = 24;

/** The panes of a lab with borders that can be moved by pointer and keyboard; their sizes come back in the first frame of the next visit. */
export function BenchFrame({ sizes: first, pane, children }: FrameProps) {
  const [sizes, setSizes] = useState(first);
  const frame = useRef<HTMLDivElement>(null);
  const change = (name: keyof PaneSizes, size: number | undefined) => {
    const { [name]: _, ...others } = sizes;
    const next = size === undefined ? others : { ...others, [name]: limited(name, size) };
    setSizes(next);
    remember(PANES_COOKIE, paneSizesText(next));
  };
  const style = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`--pane-${name}`, `${size}px`])) as CSSProperties;
  return (
    <div className="bench" data-pane={pane} ref={frame} style={style}>
      {children}
      <Splitter name="left" label="Width of brief and checks" size={sizes.left} onSize={change} frame={frame} />
      <Splitter name="text" label="Width of the text" size={sizes.text} onSize={change} frame={frame} />
      <Splitter name="lower" label="Height of the trace" size={sizes.lower} onSize={change} frame={frame} />
    </div>
  );
}

const limited = (name: keyof PaneSizes, size: number): number =>
  Math.round(Math.min(Math.max(size, SIZE_LIMITS[name][0]), SIZE_LIMITS[name][1]));

interface SplitterProps {
  readonly name: keyof PaneSizes;
  readonly label: string;
  readonly size: number | undefined;
  readonly onSize: (name: keyof PaneSizes, size: number | undefined) => void;
  readonly frame: RefObject<HTMLDivElement | null>;
}

function Splitter({ name, label, size, onSize, frame }: SplitterProps) {
  const isRow = name === 'lower';
  const measured = () => {
    const box = frame.current?.querySelector(PANE_OF[name])?.getBoundingClientRect();
    return (isRow ? box?.height : box?.width) ?? SIZE_LIMITS[name][0];
  };
  const onKey = (event: KeyboardEvent) => {
    // The border of the left pane grows to the right, those of the others to the left and upwards.
    const grows = { left: 'ArrowRight', text: 'ArrowLeft', lower: 'ArrowUp' }[name];
    const shrinks = { left: 'ArrowLeft', text: 'ArrowRight', lower: 'ArrowDown' }[name];
    if (event.key === 'Home' || event.key === 'Enter') onSize(name, undefined);
    else if (event.key === grows) onSize(name, measured() + STEP);
    else if (event.key === shrinks) onSize(name, measured() - STEP);
    else return;
    event.preventDefault();
  };
  const onMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined) return;
    onSize(name, { left: event.clientX - box.left, text: box.right - event.clientX, lower: box.bottom - event.clientY }[name]);
  };
  const [least, most] = SIZE_LIMITS[name];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved.
    <div
      className={`splitter splitter-${name}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isRow ? 'horizontal' : 'vertical'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={size ?? SIZE_LIMITS[name][2]}
      title={`${label}: drag, or arrow keys; Home as it was`}
      onKeyDown={onKey}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onMove}
      onDoubleClick={() => onSize(name, undefined)}
    />
  );
}

const PANE_OF = { left: '.pane-checks', text: '.pane-text', lower: '.pane-lower' } as const;
