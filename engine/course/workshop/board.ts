import type { RoomState } from './room.ts';

/** What a room does at one point: read a lesson, solve a lab, answer a quiz. */
export interface BoardStep {
  readonly kind: 'lesson' | 'lab' | 'quiz';
  readonly id: string;
  /** Of a quiz: how many questions it has. */
  readonly questions?: number;
  /** Of a lab: how many hints there are. */
  readonly hints?: number;
}

/** Something that a learner did at a step. Moments are in milliseconds. */
export type Deed = { readonly seat: string; readonly step: number; readonly at: number } & (
  | { readonly kind: 'touched' }
  | { readonly kind: 'tried'; readonly passed: boolean; readonly failing: readonly string[]; readonly text: string }
  | { readonly kind: 'hinted'; readonly rung: number }
  | { readonly kind: 'read' }
  | { readonly kind: 'answered'; readonly question: string; readonly correct: boolean }
);

/** `deeds` without what no board needs: of the typing at a step only the first moment and the last one count. */
export function thinned(deeds: readonly Deed[]): readonly Deed[] {
  const placeOf = ({ seat, step }: Deed) => `${step} ${seat}`;
  const typed = deeds.filter((deed) => deed.kind === 'touched');
  const last = new Map(typed.map((deed) => [placeOf(deed), deed]));
  const first = new Map(typed.toReversed().map((deed) => [placeOf(deed), deed]));
  return deeds.filter((deed) => deed.kind !== 'touched' || [first, last].some((ends) => ends.get(placeOf(deed)) === deed));
}

export const STUCK_RULES = ['same-check', 'twice-the-median', 'same-text', 'last-hint'] as const;
export type StuckRule = (typeof STUCK_RULES)[number];

/** Why somebody seems stuck, and at which check of a lab, where it is one. */
export interface Stuck {
  readonly rule: StuckRule;
  readonly check?: string;
}

export type CellState = 'not-started' | 'working' | 'tried' | 'hinted' | 'solved';

export interface Cell {
  readonly state: CellState;
  readonly tries: number;
  readonly stuck?: Stuck;
  /** From the first deed to the solution, or to now, in milliseconds; absent where nothing was begun. */
  readonly took?: number;
  /** When it was done first; absent where it is not. */
  readonly solvedAt?: number;
}

export interface BoardRow {
  readonly seat: string;
  /** One for each step, in their order. */
  readonly cells: readonly Cell[];
  /** The first step that is not solved; the number of steps when all are. */
  readonly at: number;
  readonly isIdle: boolean;
  readonly handUp: boolean;
  readonly lastAt?: number;
}

/** A check of a lab that fails in the newest try of several learners. */
export interface FailingCheck {
  readonly step: number;
  readonly check: string;
  readonly failing: number;
  /** How many have tried and not solved. */
  readonly of: number;
}

export interface Board {
  readonly rows: readonly BoardRow[];
  /** The step at which the middle one of the room is. */
  readonly medianStep: number;
  /** Seats of the slowest fifth: who are behind the median, the furthest first. */
  readonly slowest: readonly string[];
  readonly mostFailing?: FailingCheck;
}

const IDLE_AFTER = 5 * 60_000;
const SAME_CHECK = 4;
const SAME_TEXT = 3;
/** A median of fewer says nothing about a room. */
const FEWEST_SOLVED = 3;

/** How a room stands at `now`: `deeds` in the order in which they were done, `state` from its events. */
export function boardOf(
  steps: readonly BoardStep[],
  seats: readonly string[],
  deeds: readonly Deed[],
  state: RoomState,
  now: number,
): Board {
  const counted = deeds.filter(
    (deed) => !state.resets.some((it) => it.seat === deed.seat && it.step === deed.step && it.at >= deed.at),
  );
  const own = cellsOf(steps, seats, counted);
  const medians = steps.map((step, index) => medianOf([...own.values()].flatMap((cells) => tookWhere(step, cells[index] ?? []))));
  const rows = seats.map((seat): BoardRow => {
    const cells = steps.map((step, index) => cellOf(step, own.get(seat)?.[index] ?? [], medians[index], now));
    const lastAt = lastOf(own.get(seat) ?? []);
    const open = cells.findIndex((cell) => cell.state !== 'solved');
    const isIdle = open !== -1 && lastAt !== undefined && now - lastAt > IDLE_AFTER;
    const at = open === -1 ? steps.length : open;
    return { seat, cells, at, isIdle, handUp: state.hands.includes(seat), ...(lastAt === undefined ? {} : { lastAt }) };
  });
  const mostFailing = mostFailingOf(steps, [...own.values()]);
  return {
    rows,
    medianStep: middle(rows.map((row) => row.at)),
    slowest: slowestOf(rows),
    ...(mostFailing === undefined ? {} : { mostFailing }),
  };
}

/** The deeds of each seat by step; deeds of others, or at no step, are left out. */
function cellsOf(steps: readonly BoardStep[], seats: readonly string[], deeds: readonly Deed[]): Map<string, readonly Deed[][]> {
  const cells = new Map(seats.map((seat) => [seat, steps.map((): Deed[] => [])]));
  for (const deed of deeds) cells.get(deed.seat)?.[deed.step]?.push(deed);
  return cells;
}

function lastOf(cells: readonly (readonly Deed[])[]): number | undefined {
  const moments = cells.flatMap((cell) => cell.at(-1)?.at ?? []);
  return moments.length === 0 ? undefined : Math.max(...moments);
}

function cellOf(step: BoardStep, deeds: readonly Deed[], median: number | undefined, now: number): Cell {
  const [first] = deeds;
  if (first === undefined) return { state: 'not-started', tries: 0 };
  const solved = solvedAt(step, deeds);
  const tries = deeds.filter((deed) => deed.kind === 'tried' || deed.kind === 'answered').length;
  const took = (solved ?? now) - first.at;
  if (solved !== undefined) return { state: 'solved', tries, took, solvedAt: solved };
  const stuck = stuckAt(step, deeds, took, median);
  return { state: openState(deeds, tries), tries, took, ...(stuck === undefined ? {} : { stuck }) };
}

function openState(deeds: readonly Deed[], tries: number): CellState {
  if (deeds.some((deed) => deed.kind === 'hinted')) return 'hinted';
  return tries > 0 ? 'tried' : 'working';
}

/** When the step was done first, or undefined. A quiz is done when each of its questions was answered, right or wrong. */
function solvedAt(step: BoardStep, deeds: readonly Deed[]): number | undefined {
  switch (step.kind) {
    case 'lesson':
      return deeds.find((deed) => deed.kind === 'read')?.at;
    case 'lab':
      return deeds.find((deed) => deed.kind === 'tried' && deed.passed)?.at;
    case 'quiz': {
      const answered = new Set<string>();
      return deeds.find((deed) => deed.kind === 'answered' && answered.add(deed.question).size >= (step.questions ?? 1))?.at;
    }
  }
}

/** The first rule that says that somebody needs help: the same check four times, the same text three times, the last hint, twice the room's time. */
function stuckAt(step: BoardStep, deeds: readonly Deed[], took: number, median: number | undefined): Stuck | undefined {
  const tried = deeds.filter((deed) => deed.kind === 'tried');
  const check = tried.at(-1)?.failing.find((each) => {
    const lately = tried.slice(-SAME_CHECK);
    return lately.length === SAME_CHECK && lately.every((deed) => deed.failing.includes(each));
  });
  if (check !== undefined) return { rule: 'same-check', check };
  const failing = tried.at(-1)?.failing[0];
  const at = failing === undefined ? {} : { check: failing };
  const last = tried.at(-1);
  if (last !== undefined && tried.filter((deed) => deed.text === last.text).length >= SAME_TEXT)
    return { rule: 'same-text', ...at };
  const lastHint = deeds.find((deed) => deed.kind === 'hinted' && deed.rung >= (step.hints ?? Number.POSITIVE_INFINITY));
  if (lastHint !== undefined && tried.some((deed) => deed.at > lastHint.at)) return { rule: 'last-hint', ...at };
  return median !== undefined && took > 2 * median ? { rule: 'twice-the-median', ...at } : undefined;
}

/** How long the step took whoever solved it: a list of one, or empty. */
function tookWhere(step: BoardStep, deeds: readonly Deed[]): readonly number[] {
  const [first, solved] = [deeds[0], solvedAt(step, deeds)];
  return first === undefined || solved === undefined ? [] : [solved - first.at];
}

const medianOf = (times: readonly number[]): number | undefined => (times.length < FEWEST_SOLVED ? undefined : middle(times));

const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function slowestOf(rows: readonly BoardRow[]): readonly string[] {
  const median = middle(rows.map((row) => row.at));
  const behind = rows.filter((row) => row.at < median).toSorted((a, b) => a.at - b.at || (a.lastAt ?? 0) - (b.lastAt ?? 0));
  return behind.slice(0, Math.ceil(rows.length / 5)).map((row) => row.seat);
}

/** The check that most of those miss who are still at its lab; of equals the one of the earlier step. */
function mostFailingOf(steps: readonly BoardStep[], seats: readonly (readonly (readonly Deed[])[])[]): FailingCheck | undefined {
  const counted = steps.flatMap((step, index): readonly FailingCheck[] => {
    const open = seats.flatMap((cells) => {
      const deeds = cells[index] ?? [];
      const tried = deeds.filter((deed) => deed.kind === 'tried');
      return tried.length > 0 && solvedAt(step, deeds) === undefined ? [tried.at(-1)?.failing ?? []] : [];
    });
    const checks = [...new Set(open.flat())];
    return checks.map((check) => ({
      step: index,
      check,
      failing: open.filter((it) => it.includes(check)).length,
      of: open.length,
    }));
  });
  return counted.toSorted((a, b) => b.failing - a.failing || a.step - b.step)[0];
}
