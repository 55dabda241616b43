/** One line of two texts laid over each other. Lines count from 1; a line that is gone has no `after`, a new one no `before`. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
  readonly before?: number;
  readonly after?: number;
}

/** A stretch of lines that was replaced: `from` and `to` count from 0, `to` is the first line after it. */
export interface Hunk {
  readonly before: { readonly from: number; readonly to: number };
  readonly after: { readonly from: number; readonly to: number };
}

/** The smallest set of whole lines whose exchange makes `b` of `a`, in order. */
export function hunksBetween(a: readonly string[], b: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return hunksOf(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head);
}

/** Past this many pairs of lines the middle counts as replaced in one: nobody reads such a difference line by line. */
const MOST_PAIRS = 4_000_000;

function hunksOf(a: readonly string[], b: readonly string[], offset: number): readonly Hunk[] {
  const whole = { before: { from: offset, to: offset + a.length }, after: { from: offset, to: offset + b.length } };
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_PAIRS) return [whole];
  const common = commonLengths(a, b);
  const width = b.length + 1;
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  let [fromA, fromB] = [0, 0];
  const close = () => {
    if (i > fromA || j > fromB)
      hunks.push({ before: { from: offset + fromA, to: offset + i }, after: { from: offset + fromB, to: offset + j } });
  };
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      close();
      i += 1;
      j += 1;
      [fromA, fromB] = [i, j];
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  [i, j] = [a.length, b.length];
  close();
  return hunks;
}

/** For each pair of places how many lines the rests have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}

/** Both texts laid over each other: what is gone stands before what is new. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const lines: DiffLine[] = [];
  let at = 0;
  let shift = 0;
  const same = (to: number) => {
    for (; at < to; at += 1) lines.push({ kind: 'same', text: a[at] ?? '', before: at + 1, after: at + shift + 1 });
  };
  for (const hunk of hunksBetween(a, b)) {
    same(hunk.before.from);
    for (let line = hunk.before.from; line < hunk.before.to; line += 1)
      lines.push({ kind: 'gone', text: a[line] ?? '', before: line + 1 });
    for (let line = hunk.after.from; line < hunk.after.to; line += 1)
      lines.push({ kind: 'new', text: b[line] ?? '', after: line + 1 });
    at = hunk.before.to;
    shift = hunk.after.to - hunk.before.to;
  }
  same(a.length);
  return lines;
}

/** Two texts that grew from `base` as one. Where both changed the same lines those of `mine` stand, and `conflicts` counts it. */
export function mergeTexts(base: string, mine: string, theirs: string): { readonly text: string; readonly conflicts: number } {
  const lines = base.split('\n');
  const [a, b] = [mine.split('\n'), theirs.split('\n')];
  const [own, other] = [hunksBetween(lines, a), hunksBetween(lines, b)];
  const clashes = other.filter((hunk) => own.some((each) => touches(each, hunk) && !sameChange(each, hunk, a, b)));
  const taken = other.filter((hunk) => !own.some((each) => touches(each, hunk)));
  const all = [...own.map((hunk) => ({ hunk, from: a })), ...taken.map((hunk) => ({ hunk, from: b }))].toSorted(
    (x, y) => x.hunk.before.from - y.hunk.before.from,
  );
  const merged: string[] = [];
  let at = 0;
  for (const { hunk, from } of all) {
    merged.push(...lines.slice(at, hunk.before.from), ...from.slice(hunk.after.from, hunk.after.to));
    at = hunk.before.to;
  }
  return { text: [...merged, ...lines.slice(at)].join('\n'), conflicts: clashes.length };
}

/** Whether two changes of one text meet: they overlap, or both put something in at the same place. */
const touches = ({ before: x }: Hunk, { before: y }: Hunk): boolean =>
  (x.from < y.to && y.from < x.to) || (x.from === y.from && (x.from === x.to || y.from === y.to));

const sameChange = (x: Hunk, y: Hunk, a: readonly string[], b: readonly string[]): boolean =>
  x.before.from === y.before.from &&
  x.before.to === y.before.to &&
  a.slice(x.after.from, x.after.to).join('\n') === b.slice(y.after.from, y.after.to).join('\n');
