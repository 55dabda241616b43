import type { SourceFile } from '#engine';
import type { AttemptRecord } from './attempts.ts';
import type { HintRecord } from './hints.ts';

/** How long the next hint stays shut after the last one where nobody has tried anew: long enough to read, too short to leave. */
const NEXT_HINT_AFTER = 20_000;
/** So many tries that are one's own, and solutions may be looked at without the last hint. */
export const ENOUGH_TRIES = 3;

/** How long the next hint stays shut, in milliseconds; 0 when it is open: after a new try, or after a while. */
export function waitFor(
  taken: readonly HintRecord[],
  attempts: readonly Pick<AttemptRecord, 'createdAt'>[],
  now: number,
): number {
  const last = Math.max(0, ...taken.map((hint) => hint.at));
  if (last === 0 || attempts.some((attempt) => attempt.createdAt > last)) return 0;
  return Math.max(0, last + NEXT_HINT_AFTER - now);
}

/** How many different texts were submitted that are not the given one. */
export function honestTries(
  lab: { readonly files: readonly { readonly path: string; readonly start: string }[] },
  attempts: readonly Pick<AttemptRecord, 'files'>[],
): number {
  const given = textOf(lab.files.map(({ path, start }) => ({ path, text: start })));
  const texts = new Set(attempts.map(({ files }) => textOf(files)));
  texts.delete(given);
  return texts.size;
}

/** White space at the ends of lines is no try. */
const textOf = (files: readonly SourceFile[]): string =>
  files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }) => `${path}\n${text.replace(/[ \t]+$/gm, '').trim()}`)
    .join('\n\n');
