import type { ReactNode } from 'react';
import './verdict.css';
import { VERDICT_WORDS, type VerdictKind } from './words.ts';

/** A verdict as word, shape and colour together; never one of them alone. */
export function Verdict({ kind, word }: { readonly kind: VerdictKind; readonly word?: string }) {
  return (
    <span className={`verdict verdict-${kind}`}>
      <VerdictShape kind={kind} />
      {word ?? VERDICT_WORDS[kind]}
    </span>
  );
}

/** The shape alone, for places where the word stands beside it. */
export function VerdictShape({ kind, size = 16 }: { readonly kind: VerdictKind; readonly size?: number }) {
  return (
    <svg
      className={`shape shape-${kind}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPES[kind]}
    </svg>
  );
}

const SHAPES: Readonly<Record<VerdictKind, ReactNode>> = {
  // A solid line that arrives.
  allowed: (
    <>
      <circle cx="8" cy="8" r="6.75" />
      <path d="m5 8.2 2.1 2.1L11.2 6" />
    </>
  ),
  // It reached the far side, which said no: a barred octagon.
  denied: (
    <>
      <path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z" />
      <path d="M5 8h6" strokeWidth="2" />
    </>
  ),
  // Nobody answered: an hourglass.
  timeout: (
    <>
      <path d="M3.5 1.5h9M3.5 14.5h9" />
      <path d="M4.7 1.5c0 3.5 3.3 4.5 3.3 6.5s-3.3 3-3.3 6.5M11.3 1.5c0 3.5-3.3 4.5-3.3 6.5s3.3 3 3.3 6.5" />
      <path d="M6.5 12.8h3" />
    </>
  ),
  // A line that never starts: a name without a place.
  'name-error': (
    <>
      <circle cx="8" cy="8" r="6.75" strokeDasharray="2.2 2" />
      <path d="M6.2 6.2c.2-1 .9-1.5 1.8-1.5 1.1 0 1.9.7 1.9 1.7 0 1.3-1.9 1.5-1.9 2.7M8 11.6v.1" />
    </>
  ),
  // The far host shut the door.
  refused: (
    <>
      <path d="M2 8h5M9.5 3v10" />
      <path d="m11.5 6.2 3.2 3.6M14.7 6.2l-3.2 3.6" />
    </>
  ),
  // The configuration itself: a struck sheet.
  rejected: (
    <>
      <path d="M3.5 1.5h6l3 3v10h-9z" />
      <path d="m1.8 13.2 12.4-10.4" />
    </>
  ),
  // A note.
  advisory: (
    <>
      <path d="M2.5 2.5h11v8l-3 3h-8z" />
      <path d="M5.5 6h5M5.5 9h3" />
    </>
  ),
};
