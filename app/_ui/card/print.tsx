'use client';

/** Prints the page; on paper the button is not there. */
export function Print() {
  return (
    <button type="button" className="button card-print" onClick={() => window.print()}>
      Print
    </button>
  );
}
