import { readFileSync } from 'node:fs';

/**
 * How many passed, failed and were skipped.
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Tally
 */

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export const sum = (tallies) =>
  tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });

/**
 * The line that a run ends with.
 * @param {Tally} tally
 */
export const lineOf = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * One step that is no test runner.
 * @param {boolean} passed
 * @returns {Tally}
 */
export const single = (passed) => ({ passed: Number(passed), failed: Number(!passed), skipped: 0 });

/**
 * What the report of a test runner counts. A run that failed without a failed test (a file that could not be loaded, no report, no test
 * at all) counts as one failure.
 * @param {string} file
 * @param {boolean} passed whether the runner itself says so
 * @returns {Tally}
 */
export function tallyIn(file, passed) {
  const counted = read(file);
  const isEmpty = counted.passed + counted.failed === 0;
  return isEmpty || (!passed && counted.failed === 0) ? { ...counted, failed: counted.failed + 1 } : counted;
}

/**
 * @param {string} file
 * @returns {Tally}
 */
function read(file) {
  try {
    const { stats, ...report } = JSON.parse(readFileSync(file, 'utf8'));
    // Playwright has `stats`; a test that passed only when repeated is not one to rely on.
    if (stats !== undefined) return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
