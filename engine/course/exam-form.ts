import { fail, ok, type Result } from '../result.ts';
import { type Course, lessonsOf } from './course.ts';
import type { LabExam, Paper } from './format/exam.ts';
import { largestRemainder } from './largest-remainder.ts';
import type { Question } from './question.ts';
import { shuffled } from './shuffle.ts';

/** The two lengths of a paper: the real one's, and a short one at the same pace. */
export const FORM_LENGTHS = ['full', 'sprint'] as const;
export type FormLength = (typeof FORM_LENGTHS)[number];

/** How many items of what a form holds, and its time in minutes. */
export interface FormPlan {
  readonly minutes: number;
  readonly items: number;
  readonly unscored: number;
  readonly domains: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, number>>;
  readonly modules: Readonly<Record<string, number>>;
}

/** A question that may stand in a form, with its module. */
export interface PoolItem {
  readonly question: Question;
  readonly module: string;
}

/** One item of a form: `seed` draws the variant of a question that has several. Unscored ones look like the others. */
export interface ExamItem {
  readonly question: string;
  readonly seed?: string;
  readonly domain: string;
  readonly module: string;
  readonly scored: boolean;
}

export interface ExamForm {
  readonly exam: string;
  readonly length: FormLength;
  readonly seed: string;
  readonly minutes: number;
  readonly items: readonly ExamItem[];
}

/** Every question of `course` that may stand in a form. */
export const examPool = (course: Course): readonly PoolItem[] =>
  course.modules.flatMap((module) =>
    module.lessons.flatMap((lesson) => lesson.questions.map((question) => ({ question, module: module.id }))),
  );

/** What a form of that length holds; the short one has the full one's shares, the largest remainders rounded up. */
export function planOf(paper: Paper, length: FormLength): FormPlan {
  const { minutes, scored, unscored, domains, kinds, modules } = paper;
  const all = scored + unscored;
  if (length === 'full') return { minutes, items: all, unscored, domains, kinds, modules };
  const { items } = paper.sprint;
  return {
    minutes: Math.round((minutes * items) / all),
    items,
    unscored: Math.round((unscored * items) / all),
    domains: largestRemainder(domains, items),
    kinds: largestRemainder(kinds, items),
    modules: largestRemainder(modules, items),
  };
}

/** A greedy draw may miss a form that is there: more than one in twenty did with a fifth of these. */
const ORDERS = 120;

/**
 * A form of `paper`: its domains and kinds exactly, its modules within the tolerance, no question twice; the same for the same seed and
 * pool. What is in one of the sets of `avoid` is taken only where the rest makes no form, and then as little as can be found; the last
 * set is given up first. A question of many variants is never avoided. Otherwise what is missing, in words.
 */
export function drawForm(
  paper: Paper,
  length: FormLength,
  pool: readonly PoolItem[],
  seed: string,
  avoid: readonly ReadonlySet<string>[] = [],
): Result<ExamForm, string> {
  const plan = planOf(paper, length);
  const able = pool.filter(
    ({ question }) => domainsFor(paper.id, question, plan).length > 0 && (plan.kinds[question.kind] ?? 0) > 0,
  );
  /** 0 for what nobody avoids, then more the less it is wanted. */
  const staleness: Staleness = ({ question }) => {
    const set = question.template === undefined ? avoid.findIndex((each) => each.has(question.id)) : -1;
    return set === -1 ? 0 : avoid.length - set;
  };
  let best = NOTHING;
  for (let most = 0; most <= avoid.length && best.gap > 0; most++) {
    const allowed = able.filter((each) => staleness(each) <= most);
    if (most === 0 || allowed.some((each) => staleness(each) === most))
      best = bestOf(drawings(paper, plan, allowed, `${paper.id}/${length}/${seed}`, staleness), staleness);
  }
  if (best.gap > 0) return fail(best.missing);
  return ok({ exam: paper.id, length, seed, minutes: plan.minutes, items: itemsOf(best, plan, seed) });
}

/** Tries in many orders, one after the other, as long as somebody asks for another. */
function* drawings(
  paper: Paper,
  plan: FormPlan,
  pool: readonly PoolItem[],
  name: string,
  staleness: Staleness,
): Generator<Drawing> {
  for (let order = 0; order < ORDERS; order++) yield attempt(paper, plan, byPreference(pool, `${name}/${order}`, staleness));
}

/** The drawing with the smallest gap, and of those the least stale one; one that wants nothing ends the search. */
function bestOf(all: Iterable<Drawing>, staleness: Staleness): Drawing {
  let best = NOTHING;
  let least = Number.POSITIVE_INFINITY;
  for (const each of all) {
    const stale = [...each.chosen.keys()].reduce((sum, item) => sum + staleness(item), 0);
    if (each.gap > best.gap || (each.gap === best.gap && stale >= least)) continue;
    [best, least] = [each, stale];
    if (best.gap === 0 && least === 0) break;
  }
  return best;
}

/** The labs of a lab exam, one for each place; none twice, and those in `avoid` only where no other is left. */
export function drawLabs(
  exam: LabExam,
  course: Course,
  seed: string,
  avoid: ReadonlySet<string> = new Set(),
): Result<readonly string[], string> {
  const labs = lessonsOf(course).flatMap((lesson) => lesson.labs);
  const missing: string[] = [];
  const drawn = Object.entries(exam.labs).flatMap(([kind, count]) => {
    const able = labs.filter((lab) => lab.kind === kind);
    if (able.length < count) missing.push(`${count - able.length} labs of the kind ${kind}`);
    return shuffled(able, `${exam.id}/${seed}/${kind}`)
      .toSorted((a, b) => Number(avoid.has(a.id)) - Number(avoid.has(b.id)))
      .slice(0, count)
      .map((lab) => lab.id);
  });
  return missing.length > 0 ? fail(missing) : ok(drawn);
}

/** How many items two forms have in common; two variants of one question are different items. */
export function sharedItems(a: ExamForm, b: ExamForm): number {
  const names = new Set(a.items.map(nameOf));
  return b.items.filter((item) => names.has(nameOf(item))).length;
}

const nameOf = ({ question, seed }: ExamItem): string => `${question}~${seed ?? ''}`;

/** A drawing under way: which domain each chosen question stands for. */
interface Drawing {
  readonly chosen: ReadonlyMap<PoolItem, string>;
  readonly gap: number;
  readonly missing: readonly string[];
}

type Staleness = (item: PoolItem) => number;

const NOTHING: Drawing = { chosen: new Map(), gap: Number.POSITIVE_INFINITY, missing: [] };

/**
 * Takes questions one at a time, always from the module that is furthest behind its share. One whose domain is full may push another one
 * into another of its domains; what was taken is never given back.
 */
function attempt(paper: Paper, plan: FormPlan, ordered: readonly PoolItem[]): Drawing {
  const open = new Set(ordered);
  const chosen = new Map<PoolItem, string>();
  const kinds = new Map<string, number>();
  const modules = new Map<string, number>();
  while (chosen.size < plan.items && open.size > 0) {
    const next = furthestBehind(open, plan, modules);
    open.delete(next);
    const { kind } = next.question;
    if ((kinds.get(kind) ?? 0) >= (plan.kinds[kind] ?? 0)) continue;
    if (!place(next, paper.id, plan, chosen, new Set())) continue;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    modules.set(next.module, (modules.get(next.module) ?? 0) + 1);
  }
  return { chosen, ...shortage(paper, plan, chosen, kinds, modules) };
}

/** Fresh ones first; of each the scarcer kinds first, because nothing can stand in for them. */
function byPreference(pool: readonly PoolItem[], seed: string, staleness: Staleness): readonly PoolItem[] {
  const common = ({ question }: PoolItem) => Number(question.kind === 'single');
  return shuffled(pool, seed).toSorted((a, b) => staleness(a) - staleness(b) || common(a) - common(b));
}

function furthestBehind(open: ReadonlySet<PoolItem>, plan: FormPlan, modules: ReadonlyMap<string, number>): PoolItem {
  const behind = ({ module }: PoolItem) => (plan.modules[module] ?? 0) - (modules.get(module) ?? 0);
  const [first, ...rest] = open;
  return rest.reduce((best, each) => (behind(each) > behind(best) ? each : best), first as PoolItem);
}

/** Whether `item` found a domain, if need be by moving others on. */
function place(item: PoolItem, exam: string, plan: FormPlan, chosen: Map<PoolItem, string>, tried: Set<string>): boolean {
  for (const domain of domainsFor(exam, item.question, plan)) {
    if (tried.has(domain)) continue;
    tried.add(domain);
    const holders = [...chosen].filter(([, held]) => held === domain).map(([holder]) => holder);
    if (holders.length < (plan.domains[domain] ?? 0) || holders.some((holder) => place(holder, exam, plan, chosen, tried))) {
      chosen.set(item, domain);
      return true;
    }
  }
  return false;
}

const domainsFor = (exam: string, question: Question, plan: FormPlan): readonly string[] =>
  question.examTasks.flatMap((task) => {
    const [paper, domain = ''] = task.split('/');
    return paper === exam && (plan.domains[domain] ?? 0) > 0 ? [domain] : [];
  });

function shortage(
  paper: Paper,
  plan: FormPlan,
  chosen: ReadonlyMap<PoolItem, string>,
  kinds: ReadonlyMap<string, number>,
  modules: ReadonlyMap<string, number>,
): Pick<Drawing, 'gap' | 'missing'> {
  const short = (wanted: Readonly<Record<string, number>>, has: (name: string) => number) =>
    Object.entries(wanted).flatMap(([name, count]) => (count > has(name) ? [[name, count - has(name)] as const] : []));
  const held = [...chosen.values()];
  const byDomain = short(plan.domains, (name) => held.filter((each) => each === name).length);
  const byKind = short(plan.kinds, (name) => kinds.get(name) ?? 0);
  const names = new Set([...Object.keys(plan.modules), ...modules.keys()]);
  const astray = [...names].flatMap((name) => {
    const off = Math.abs((plan.modules[name] ?? 0) - (modules.get(name) ?? 0)) - paper.moduleTolerance;
    return off > 0 ? [[name, off] as const] : [];
  });
  const missing = [
    ...byDomain.map(([name, count]) => `${count} for the domain ${name}`),
    ...byKind.map(([name, count]) => `${count} of the kind ${name}`),
    ...astray.map(([name, off]) => `the module ${name} is ${off} beyond what its share allows`),
  ];
  return { gap: [...byDomain, ...byKind, ...astray].reduce((sum, [, count]) => sum + count, 0), missing };
}

function itemsOf({ chosen }: Drawing, plan: FormPlan, seed: string): readonly ExamItem[] {
  const mixed = shuffled([...chosen], `${seed}/order`);
  const unscored = new Set(shuffled(mixed, `${seed}/unscored`).slice(0, plan.unscored));
  return mixed.map((entry): ExamItem => {
    const [{ question, module }, domain] = entry;
    const variant = question.template === undefined ? {} : { seed: `${seed}/${question.id}` };
    return { question: question.id, ...variant, domain, module, scored: !unscored.has(entry) };
  });
}
