import type { Advisory } from '../probe/answer.ts';
import type { Standard } from './format/lab-schema.ts';

/** What a standard looks at: the rows of a grade, and the remarks on the configuration. */
interface Held {
  readonly checks: readonly { readonly id: string; readonly passed: boolean }[];
  readonly advisories: readonly Advisory[];
}

/** What a lab's checks come to: whether it is passed, how many of those that count hold, and whether the work is more than a pass. */
export interface Standing {
  readonly passed: boolean;
  readonly score: { readonly passed: number; readonly of: number };
  /** Only where the lab says what a distinction is. */
  readonly distinction?: boolean;
}

/**
 * Where a lab has no standard each of its checks must hold. With one, those under `must` hold, of the others `share` percent do, and what
 * stands under `distinction` counts for that alone.
 */
export function standingOf(standard: Standard | undefined, { checks, advisories }: Held): Standing {
  const counted = checks.filter(({ id }) => counts(standard, id));
  const score = { passed: counted.filter((check) => check.passed).length, of: counted.length };
  if (standard === undefined) return { passed: score.passed === score.of, score };
  const [must, rest] = [true, false].map((part) => counted.filter(({ id }) => standard.must.includes(id) === part));
  const holds = (rest ?? []).filter((check) => check.passed).length;
  const passed = (must ?? []).every((check) => check.passed) && holds * 100 >= (rest ?? []).length * standard.share;
  const { distinction } = standard;
  if (distinction === undefined) return { passed, score };
  const more = checks.filter(({ id }) => distinction.checks.includes(id)).every((check) => check.passed);
  const clean = distinction.advisories === undefined || advisories.length <= distinction.advisories;
  return { passed, score, distinction: passed && more && clean };
}

/** Whether the check `id` counts for a pass. */
const counts = (standard: Standard | undefined, id: string): boolean => standard?.distinction?.checks.includes(id) !== true;
