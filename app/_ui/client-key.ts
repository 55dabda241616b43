/**
 * A key that names one thing a learner sends, so that sending it twice records it once. `randomUUID` is missing where the page
 * is not a secure context (the workbook served to a room over plain HTTP), random bytes are not.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
