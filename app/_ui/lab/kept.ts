import type { SourceFile } from '#engine';
import { newKey } from '../client-key.ts';
import { stored } from '../journal/stored.ts';
import { sameFiles } from './same-files.ts';

/** A text that this device keeps until the server has it. `base` is the server's revision that it grew from. */
export interface KeptText {
  readonly files: readonly SourceFile[];
  readonly base: number;
  readonly at: number;
}

/** Each page that is open keeps its own text: two tabs never overwrite each other here either. */
export const newTab = (): string => newKey();

const prefixOf = (lab: string): string => `workbook/draft/${lab}/`;

export function keepLocally(lab: string, tab: string, text: Omit<KeptText, 'at'>): void {
  stored.write(prefixOf(lab) + tab, { ...text, at: Date.now() });
}

/** Forgets this tab's text, and that of any other that says the same. */
export function forgetKept(lab: string, tab: string, files: readonly SourceFile[]): void {
  for (const [key, kept] of entriesOf(lab)) {
    if (key === prefixOf(lab) + tab || sameFiles(kept.files, files)) stored.remove(key);
  }
}

/** The kept texts of `lab`, the newest first. */
export const keptTexts = (lab: string): readonly KeptText[] =>
  entriesOf(lab)
    .map(([, kept]) => kept)
    .toSorted((a, b) => b.at - a.at);

/** Forgets all of them: after a choice between two texts was made. */
export function forgetAllKept(lab: string): void {
  for (const [key] of entriesOf(lab)) stored.remove(key);
}

function entriesOf(lab: string): readonly (readonly [string, KeptText])[] {
  return stored.names(prefixOf(lab)).flatMap((name) => {
    const kept = stored.read<KeptText>(name);
    return kept === undefined || !Array.isArray(kept.files) ? [] : [[name, kept] as const];
  });
}
