import type { PathComponent, Span, WeighedRule, Weight } from '#engine';
import type { Closer } from './closer.ts';
import type { Candidate } from './view.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const spanned = (span: Span | undefined) => (span === undefined ? {} : { span });

const PASSED_OVER: Readonly<Record<string, string>> = {
  MORE_SPECIFIC_ROUTE: 'covers it, but another line is more specific',
  HIGHER_PRIORITY_ROUTE: 'covers it equally well, but another line goes first',
};

/** What a step weighed: lines of a table, or rules of a group or an ACL where somebody looks closer; none of anything else. */
export function candidatesOf(component: Pick<PathComponent, 'kind' | 'id' | 'facts'>, closer?: Closer): readonly Candidate[] {
  const routes = component.facts?.routes;
  if (Array.isArray(routes)) {
    const spans = closer?.routeSpans(component.id) ?? [];
    return routes.filter(isFields).map((route, index) => ({
      label: `${textOf(route.destination)} → ${textOf(route.target)}`,
      taken: route.taken === true,
      why: whyOfRoute(route),
      ...spanned(spans[index]),
    }));
  }
  return (closer?.weigh(component) ?? []).map(ruleCandidate);
}

function whyOfRoute(route: Fields): string {
  if (route.taken === true) return 'taken';
  return textOf(route.matched) === '' ? 'does not cover it' : (PASSED_OVER[textOf(route.passedOver)] ?? 'covers it, not taken');
}

const WEIGHTS: Readonly<Record<Exclude<Weight, 'decides'>, string>> = {
  also: 'admits it too',
  protocol: 'is for another protocol',
  ports: 'is for other ports',
  peer: 'is for somebody else',
  partly: 'covers some of the ports; reading went on',
  after: 'was not read: the one before decided',
};

const ruleCandidate = (rule: WeighedRule): Candidate => ({
  label: ruleLabel(rule),
  taken: rule.weight === 'decides',
  why: rule.weight === 'decides' ? (rule.allow ? 'admits it' : 'drops it') : WEIGHTS[rule.weight],
  ...spanned(rule.span),
});

/** A rule as one would write it down: `SgApp: tcp 443 to 10.20.0.0/16`, `100 allow tcp 443 from 0.0.0.0/0`. */
export function ruleLabel({ owner, ruleNumber, allow, protocol, ports, direction, peer }: Omit<WeighedRule, 'weight'>): string {
  const head = ruleNumber === undefined ? `${owner}:` : `${ruleNumber} ${allow ? 'allow' : 'deny'}`;
  const what = [protocol === 'all' ? 'all traffic' : protocol, ports === 'all' ? '' : ports].filter(Boolean).join(' ');
  return `${head} ${what} ${direction === 'egress' ? 'to' : 'from'} ${peer}`;
}
