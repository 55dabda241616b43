import type { Candidate } from './view.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const PASSED_OVER: Readonly<Record<string, string>> = {
  MORE_SPECIFIC_ROUTE: 'covers it, but another line is more specific',
  HIGHER_PRIORITY_ROUTE: 'covers it equally well, but another line goes first',
};

/** The lines of a table that a step weighed; none where its facts hold no table. */
export function candidatesOf(facts: Fields | undefined): readonly Candidate[] {
  const routes = facts?.routes;
  if (!Array.isArray(routes)) return [];
  return routes.filter(isFields).map((route) => ({
    destination: textOf(route.destination),
    target: textOf(route.target),
    taken: route.taken === true,
    why: whyOf(route),
  }));
}

function whyOf(route: Fields): string {
  if (route.taken === true) return 'taken';
  return textOf(route.matched) === '' ? 'does not cover it' : (PASSED_OVER[textOf(route.passedOver)] ?? 'covers it, not taken');
}
