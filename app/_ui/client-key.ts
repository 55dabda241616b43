/**
 * A key that names one thing a learner sends, so that sending it twice records it once. `randomUUID` is missing where the page
 * is not a secure context (the workbook served to a room over plain HTTP), random bytes are not.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** So many letters of a key may name the window that made it. */
const WINDOW = 16;

/** Which window made the key, of those that `keyOfWindow` made. */
export const windowOf = (key: string): string => key.slice(0, WINDOW);

export const keyOfWindow = (window: string): string => window + newKey().slice(WINDOW);
