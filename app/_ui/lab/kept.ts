import type { SourceFile } from '#engine';
import { newKey } from '../client-key.ts';
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
  write(prefixOf(lab) + tab, JSON.stringify({ ...text, at: Date.now() }));
}

/** Forgets this tab's text, and that of any other that says the same. */
export function forgetKept(lab: string, tab: string, files: readonly SourceFile[]): void {
  for (const [key, kept] of entriesOf(lab)) {
    if (key === prefixOf(lab) + tab || sameFiles(kept.files, files)) remove(key);
  }
}

/** The kept texts of `lab`, the newest first. */
export const keptTexts = (lab: string): readonly KeptText[] =>
  entriesOf(lab)
    .map(([, kept]) => kept)
    .toSorted((a, b) => b.at - a.at);

/** Forgets all of them: after a choice between two texts was made. */
export function forgetAllKept(lab: string): void {
  for (const [key] of entriesOf(lab)) remove(key);
}

/** A submission that has no answer yet, with the key that it was sent under. */
export interface PendingSubmission {
  readonly key: string;
  readonly files: readonly SourceFile[];
}

export const pendingSubmission = (lab: string): PendingSubmission | undefined =>
  read<PendingSubmission>(`workbook/submission/${lab}`);

export const keepSubmission = (lab: string, pending: PendingSubmission): void =>
  write(`workbook/submission/${lab}`, JSON.stringify(pending));

export const forgetSubmission = (lab: string): void => remove(`workbook/submission/${lab}`);

function entriesOf(lab: string): readonly (readonly [string, KeptText])[] {
  const keys = attempt(() => Object.keys(localStorage)) ?? [];
  return keys
    .filter((key) => key.startsWith(prefixOf(lab)))
    .flatMap((key) => {
      const kept = read<KeptText>(key);
      return kept === undefined || !Array.isArray(kept.files) ? [] : [[key, kept] as const];
    });
}

/** Storage may be full, forbidden or hold something strange; none of it may stop somebody from working. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const read = <T>(key: string): T | undefined =>
  attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null') as T | null) ?? undefined;
const write = (key: string, text: string): void => attempt(() => localStorage.setItem(key, text));
const remove = (key: string): void => attempt(() => localStorage.removeItem(key));
