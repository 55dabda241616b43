/**
 * The candidate that `word` most likely means, by edit distance without regard to case; undefined where none is near enough. Of
 * equally near ones the first by name, so that the order of a text never changes a remark.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = word.length < 2 ? 0 : Math.max(1, Math.floor(word.length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of candidates) {
    // Lengths that differ by more than the limit cannot be near: a long list of names costs little.
    if (Math.abs(name.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    const better = best === undefined || distance < best.distance || (distance === best.distance && name < best.name);
    if (distance <= limit && better) best = { name, distance };
  }
  return best?.name;
}

/** " Did you mean `X`?", or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  if (word.length > 255) return '';
  const near = nearest(word, candidates);
  return near === undefined ? '' : ` Did you mean \`${near}\`?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that make one word of the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const plain = Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1));
      const swapped = j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
      next.push(swapped ? Math.min(plain, (before[j - 1] ?? 0) + 1) : plain);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
