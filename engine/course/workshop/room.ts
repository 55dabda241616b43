/** What may be done to a room or in it. The instructor does all of them but `hand` and `vote`. */
export type RoomAct =
  /** Steps up to and with `upTo` are open; all of them without it. */
  | { readonly kind: 'pace'; readonly upTo?: number | undefined }
  | { readonly kind: 'pause'; readonly on: boolean }
  /** Everybody is led to this step. */
  | { readonly kind: 'push'; readonly step: number }
  /** Solutions and answers of this step may be seen by all. */
  | { readonly kind: 'reveal'; readonly step: number }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'more-time'; readonly minutes: number }
  | { readonly kind: 'timer'; readonly minutes: number }
  /** What one learner did at a step counts from here on only. */
  | { readonly kind: 'reset'; readonly seat: string; readonly step: number }
  /** What stands on the projector: a learner's work at a step, or a check that many miss; neither: the board. */
  | {
      readonly kind: 'show';
      readonly seat?: string | undefined;
      readonly step?: number | undefined;
      readonly check?: string | undefined;
    }
  | { readonly kind: 'poll'; readonly poll: string; readonly question: string; readonly options: readonly string[] }
  | { readonly kind: 'poll-close'; readonly poll: string }
  /** The same poll once more, after people talked to each other; both counts stay. */
  | { readonly kind: 'poll-again'; readonly poll: string }
  | { readonly kind: 'teams'; readonly lab: string; readonly pairs: readonly (readonly string[])[] }
  /** Red becomes blue in every pair. */
  | { readonly kind: 'swap' }
  | { readonly kind: 'hand'; readonly up: boolean }
  /** It counts in the round for which it was given, while that lasts; without one in whatever is asked. */
  | { readonly kind: 'vote'; readonly poll: string; readonly option: number; readonly round?: number | undefined };

/** An act as it was recorded, in the order of its ids; `seat` is whose it was, absent for the instructor's. `at` is in milliseconds. */
export interface RoomEvent {
  readonly id: number;
  readonly at: number;
  readonly seat?: string;
  readonly act: RoomAct;
}

/** A learner's work at a step, or a check that many miss. */
export interface Shown {
  readonly seat?: string | undefined;
  readonly step?: number | undefined;
  readonly check?: string | undefined;
}

export interface Poll {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly isOpen: boolean;
  /** The votes of each round by option, the last one of each seat; the newest round last. */
  readonly rounds: readonly (readonly number[])[];
}

export type Side = 'red' | 'blue';

/** How a room stands after its events: nothing of it is stored. Indices of steps begin at 0. */
export interface RoomState {
  /** The last step that is open; undefined when all are. */
  readonly openUpTo?: number;
  readonly isPaused: boolean;
  /** What its clock shows while it is paused, in milliseconds; absent while it runs. */
  readonly pausedAt?: number;
  readonly pushed?: { readonly step: number; readonly event: number };
  readonly revealed: readonly number[];
  readonly said?: { readonly text: string; readonly event: number };
  /** When the time is over, in milliseconds; it stands still while the room is paused. */
  readonly endsAt?: number;
  readonly resets: readonly { readonly seat: string; readonly step: number; readonly at: number }[];
  readonly shown?: Shown;
  readonly polls: readonly Poll[];
  readonly teams?: {
    readonly lab: string;
    readonly sideOf: Readonly<Record<string, Side>>;
    readonly pairs: readonly (readonly string[])[];
  };
  /** Seats with a hand up, who raised it first first. */
  readonly hands: readonly string[];
}

type Draft = { -readonly [K in keyof RoomState]: RoomState[K] } & {
  votes: Map<string, Map<string, number>[]>;
};

/** The state of a room after `events`, which come in the order of their ids; what names nothing that is there changes nothing. */
export function roomStateOf(events: readonly RoomEvent[]): RoomState {
  const draft: Draft = { isPaused: false, revealed: [], resets: [], polls: [], hands: [], votes: new Map() };
  for (const event of events) apply(draft, event);
  const { votes, ...state } = draft;
  return { ...state, polls: state.polls.map((poll) => ({ ...poll, rounds: roundsOf(poll, votes.get(poll.id) ?? []) })) };
}

const MINUTE = 60_000;

function apply(draft: Draft, { id, at, seat, act }: RoomEvent): void {
  switch (act.kind) {
    case 'pace':
      if (act.upTo === undefined) delete draft.openUpTo;
      else draft.openUpTo = act.upTo;
      return;
    case 'pause':
      pause(draft, act.on, at);
      return;
    case 'push':
      draft.pushed = { step: act.step, event: id };
      return;
    case 'reveal':
      draft.revealed = [...new Set([...draft.revealed, act.step])];
      return;
    case 'say':
      draft.said = { text: act.text, event: id };
      return;
    case 'timer':
      draft.endsAt = clockAt(draft, at) + act.minutes * MINUTE;
      return;
    case 'more-time':
      draft.endsAt = Math.max(draft.endsAt ?? 0, clockAt(draft, at)) + act.minutes * MINUTE;
      return;
    case 'reset':
      draft.resets = [...draft.resets, { seat: act.seat, step: act.step, at }];
      return;
    case 'show': {
      const { kind: _, ...shown } = act;
      draft.shown = shown;
      return;
    }
    case 'poll':
    case 'poll-close':
    case 'poll-again':
    case 'vote':
      applyPoll(draft, seat, act);
      return;
    case 'teams':
    case 'swap':
      applyTeams(draft, act);
      return;
    case 'hand':
      if (seat !== undefined) draft.hands = [...draft.hands.filter((each) => each !== seat), ...(act.up ? [seat] : [])];
      return;
  }
}

/** What the room's clock shows at `at`. */
const clockAt = ({ pausedAt }: Draft, at: number): number => pausedAt ?? at;

/** While a room is paused its clock stands still: what is left when it goes on is what was left before. */
function pause(draft: Draft, on: boolean, at: number): void {
  if (on && !draft.isPaused) draft.pausedAt = at;
  if (!on && draft.pausedAt !== undefined && draft.endsAt !== undefined) draft.endsAt += Math.max(0, at - draft.pausedAt);
  if (!on) delete draft.pausedAt;
  draft.isPaused = on;
}

type PollAct = Extract<RoomAct, { readonly kind: 'poll' | 'poll-close' | 'poll-again' | 'vote' }>;

function applyPoll(draft: Draft, seat: string | undefined, act: PollAct): void {
  const known = draft.polls.find((poll) => poll.id === act.poll);
  const isOpen = (open: boolean) => {
    draft.polls = draft.polls.map((poll) => (poll.id === act.poll ? { ...poll, isOpen: open } : poll));
  };
  const rounds = draft.votes.get(act.poll) ?? [];
  if (act.kind === 'poll') {
    if (known !== undefined) return;
    draft.polls = [...draft.polls, { id: act.poll, question: act.question, options: act.options, isOpen: true, rounds: [] }];
    draft.votes.set(act.poll, [new Map()]);
  } else if (known === undefined) return;
  else if (act.kind === 'poll-close') isOpen(false);
  else if (act.kind === 'poll-again') {
    draft.votes.set(act.poll, [...rounds, new Map()]);
    isOpen(true);
  } else if (
    known.isOpen &&
    seat !== undefined &&
    known.options[act.option] !== undefined &&
    (act.round ?? rounds.length) === rounds.length
  )
    rounds.at(-1)?.set(seat, act.option);
}

const roundsOf = (poll: Poll, rounds: readonly ReadonlyMap<string, number>[]): readonly (readonly number[])[] =>
  rounds.map((votes) => poll.options.map((_, option) => [...votes.values()].filter((each) => each === option).length));

function applyTeams(draft: Draft, act: Extract<RoomAct, { readonly kind: 'teams' | 'swap' }>): void {
  if (act.kind === 'teams') {
    const sideOf = Object.fromEntries(
      act.pairs.flatMap((pair) => pair.map((seat, index) => [seat, index === 0 ? 'red' : 'blue'] as const)),
    );
    draft.teams = { lab: act.lab, pairs: act.pairs, sideOf };
  } else if (draft.teams !== undefined) {
    const swapped = Object.entries(draft.teams.sideOf).map(([seat, side]) => [seat, side === 'red' ? 'blue' : 'red'] as const);
    draft.teams = { ...draft.teams, sideOf: Object.fromEntries(swapped) };
  }
}

/** `seats` in pairs, in their order; the last one of an odd number makes a three. Fewer than two make none. */
export function pairsOf(seats: readonly string[]): readonly (readonly string[])[] {
  const pairs: string[][] = [];
  for (const [index, seat] of seats.entries()) {
    const last = pairs.at(-1);
    if (index % 2 === 0 && index < seats.length - 1) pairs.push([seat]);
    else last?.push(seat);
  }
  return pairs;
}
