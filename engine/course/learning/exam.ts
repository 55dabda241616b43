/** One place of a form: the item that is asked there and the seed of its variant, its domain in the paper, and whether it counts. */
export interface Place {
  readonly item: string;
  readonly seed?: string;
  readonly domain: string;
  readonly scored: boolean;
}

/** What is known of one exam that was begun. All moments are in milliseconds of the server's clock. */
export interface Sitting {
  readonly places: readonly Place[];
  readonly startedAt: number;
  readonly endsAt: number;
  readonly submittedAt?: number;
}

/** One answer as it arrived; the last one at each place that came in time counts. `mark` is from 0 to 1. */
export interface Answered {
  readonly place: number;
  readonly at: number;
  /** Orders answers of the same moment. */
  readonly order: number;
  readonly mark: number;
}

export interface DomainScore {
  readonly domain: string;
  readonly right: number;
  readonly of: number;
}

export interface ExamResult {
  /** Right answers among the scored ones: all or nothing each, as in the papers. */
  readonly right: number;
  readonly of: number;
  readonly percent: number;
  /** 100 to 1000 by our own mapping: ten times the percentage, never below 100. AWS publishes none. */
  readonly scaled: number;
  readonly passed: boolean;
  readonly domains: readonly DomainScore[];
}

/** When the sitting ended: when it was handed in, or when its time was over; undefined while it goes on. */
export function endOf({ submittedAt, endsAt }: Sitting, now: number): number | undefined {
  if (submittedAt !== undefined && submittedAt <= endsAt) return submittedAt;
  return now >= endsAt ? endsAt : undefined;
}

/** The answer that counts at each place: the last one that came before the sitting ended. */
export function countedAnswers(sitting: Sitting, answers: readonly Answered[], now: number): ReadonlyMap<number, Answered> {
  const end = endOf(sitting, now) ?? now;
  const counted = new Map<number, Answered>();
  for (const each of answers) {
    if (each.at > end || each.place < 0 || each.place >= sitting.places.length) continue;
    const held = counted.get(each.place);
    if (held === undefined || each.at > held.at || (each.at === held.at && each.order > held.order))
      counted.set(each.place, each);
  }
  return counted;
}

/** The result of a sitting; `pass` is the percentage that passes. What was not answered is wrong, as in the papers. */
export function resultOf(sitting: Sitting, answers: readonly Answered[], now: number, pass: number): ExamResult {
  const counted = countedAnswers(sitting, answers, now);
  const scored = sitting.places
    .map((place, index) => ({ ...place, right: (counted.get(index)?.mark ?? 0) === 1 }))
    .filter((place) => place.scored);
  const domains = [...new Set(scored.map((place) => place.domain))].toSorted().map((domain) => {
    const here = scored.filter((place) => place.domain === domain);
    return { domain, right: here.filter((place) => place.right).length, of: here.length };
  });
  const right = scored.filter((place) => place.right).length;
  const percent = scored.length === 0 ? 0 : (100 * right) / scored.length;
  return { right, of: scored.length, percent, scaled: Math.max(100, Math.round(10 * percent)), passed: percent >= pass, domains };
}

/** A finished exam, as readiness is judged from it. */
export interface Finished {
  readonly exam: string;
  readonly items: readonly string[];
  readonly full: boolean;
  readonly percent: number;
  readonly at: number;
}

const MARGIN = 7;

/** Whether somebody is ready: seven points above the pass on two full forms that share at most half of their items. */
export function isReady(finished: readonly Finished[], pass: number): boolean {
  const good = finished.filter((each) => each.full && each.percent >= pass + MARGIN);
  return good.some((a, index) => good.slice(index + 1).some((b) => areDifferent(a.items, b.items)));
}

/** Whether two forms count as different: they share at most half of their items. */
export function areDifferent(a: readonly string[], b: readonly string[]): boolean {
  const other = new Set(b);
  return a.filter((item) => other.has(item)).length <= Math.max(a.length, b.length) / 2;
}
