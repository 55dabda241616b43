import type { Position, Span } from '../../diagnostic.ts';

/** The places of a text: from offsets (UTF-16 code units from 0) to lines and columns. */
export interface Lines {
  readonly file: string;
  readonly positionAt: (offset: number) => Position;
  readonly spanOf: (start: number, end: number) => Span;
}

/** The lines of `text`. Offsets mostly ascend when a text is read, so the line of the last question is tried first. */
export function linesOf(text: string, file: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let last = 0;
  const positionAt = (offset: number): Position => {
    last = lineOf(starts, offset, last);
    return { line: last + 1, column: offset - (starts[last] ?? 0) + 1 };
  };
  return {
    file,
    positionAt,
    spanOf: (start, end) => ({ file, start: positionAt(start), end: positionAt(Math.max(start, end)) }),
  };
}

/** The index of the last start that is not after `offset`. */
function lineOf(starts: readonly number[], offset: number, hint: number): number {
  const after = starts[hint + 1] ?? Number.POSITIVE_INFINITY;
  if ((starts[hint] ?? 0) <= offset && offset < after) return hint;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Where `length` characters from `index` of a scalar's text stand, given where the whole scalar stands: exact on one line, plain or
 * quoted; the line in a literal block (`|`); the whole scalar where folding or escapes hide the place.
 */
export function spanWithin(text: string, whole: Span, index: number, length: number): Span {
  const { file, start, end } = whole;
  if (start.line === end.line) {
    const quotes = end.column - start.column - text.length;
    if (quotes !== 0 && quotes !== 2) return whole;
    const column = start.column + quotes / 2 + index;
    return { file, start: { line: start.line, column }, end: { line: start.line, column: column + length } };
  }
  const before = text.slice(0, index).split('\n').length;
  if (end.line - start.line !== text.trimEnd().split('\n').length) return whole;
  const line = start.line + before;
  return { file, start: { line, column: 1 }, end: { line: line + 1, column: 1 } };
}
