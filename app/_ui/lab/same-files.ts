import type { SourceFile } from '#engine';

/** Whether two sets of files hold the same texts. */
export const sameFiles = (a: readonly SourceFile[], b: readonly SourceFile[]): boolean =>
  a === b ||
  (a.length === b.length && a.every((file) => b.some((other) => other.path === file.path && other.text === file.text)));
