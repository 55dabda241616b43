import type { AssertionResult } from '#engine';

/** One file of assertions after it was run; `fault` says why it could not be. */
export interface AssertedFile {
  readonly name: string;
  readonly results: readonly AssertionResult[];
  readonly fault?: string;
}

/** Why a check failed: what was expected and came, and every fault with its line. */
export function detailOf({ expected, actual, blocks, reasons, error }: AssertionResult): readonly string[] {
  return [
    `        expected ${JSON.stringify(expected)}`,
    `        got      ${JSON.stringify(actual)}`,
    ...(error === undefined ? [] : [`        ${error.code}: ${error.message}`]),
    ...reasons.flatMap(({ summary, fix }, index) => {
      const span = blocks[index]?.span;
      const place = span === undefined ? '' : `${span.file}:${span.start.line}:${span.start.column}: `;
      return [`        ${place}${summary}`, ...(fix === '' ? [] : [`          ${fix}`])];
    }),
    ...(reasons.length === 0 && error === undefined ? ['        Nothing on the way stopped it.'] : []),
  ];
}
