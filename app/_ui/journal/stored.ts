/** What this browser keeps, as JSON under names. Storage may be full, forbidden or hold something strange; none of it may stop somebody from working. */
export interface Stored {
  readonly read: <T>(name: string) => T | undefined;
  /** Whether it is kept now. */
  readonly write: (name: string, value: unknown) => boolean;
  readonly remove: (name: string) => void;
  readonly names: (prefix: string) => readonly string[];
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

export const stored: Stored = {
  read: <T>(name: string) => attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as T | null) ?? undefined,
  write: (name, value) => attempt(() => localStorage.setItem(name, JSON.stringify(value)) ?? true) ?? false,
  remove: (name) => attempt(() => localStorage.removeItem(name)),
  names: (prefix) => (attempt(() => Object.keys(localStorage)) ?? []).filter((name) => name.startsWith(prefix)),
};
