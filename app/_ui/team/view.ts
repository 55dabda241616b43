import type { RoomAct, Shown } from '#engine';

/** What a learner does in a room. */
export type LearnerAct = Extract<RoomAct, { readonly kind: 'hand' | 'vote' }>;
/** What an instructor does to a room; who is with whom the server says. */
export type InstructorAct =
  | Exclude<RoomAct, { readonly kind: 'hand' | 'vote' | 'teams' }>
  | { readonly kind: 'teams'; readonly lab: string };

/** What comes of joining: the room and the name in it, with the four words where the seat is new. */
export interface JoinedView {
  readonly title: string;
  readonly name: string;
  readonly phrase?: string;
  /** The day on which everything personal of the room is deleted: 2026-12-24. */
  readonly deletedOn?: string;
}

/** One step of a room, with where it is in the workbook. */
export interface StepView {
  readonly title: string;
  /** What stands at the head of its column: L2.1, F01, L2.1 quiz. */
  readonly short: string;
  readonly href: string;
}

export interface CellView {
  readonly state: 'not-started' | 'working' | 'tried' | 'hinted' | 'solved';
  readonly tries: number;
  /** Why help is needed, in words; absent where it is not, or where the learner has been told only just now. */
  readonly stuck?: string;
}

export interface RowView {
  readonly seat: string;
  readonly name: string;
  readonly cells: readonly CellView[];
  readonly isIdle: boolean;
  readonly handUp: boolean;
}

export interface PollView {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly isOpen: boolean;
  readonly rounds: readonly (readonly number[])[];
}

/** A room as its instructor sees it. Indices of steps begin at 0; moments are in milliseconds of the server's clock. */
export interface BoardView {
  /** When this was said; while the room is paused, when that began. */
  readonly now: number;
  readonly title: string;
  readonly code: string;
  readonly isOpen: boolean;
  readonly steps: readonly StepView[];
  readonly rows: readonly RowView[];
  readonly medianStep: number;
  readonly slowest: readonly string[];
  readonly mostFailing?: {
    readonly step: number;
    readonly check: string;
    readonly title: string;
    readonly failing: number;
    readonly of: number;
  };
  readonly openUpTo?: number;
  readonly isPaused: boolean;
  readonly endsAt?: number;
  readonly revealed: readonly number[];
  readonly said?: string;
  readonly polls: readonly PollView[];
  /** What stands on the projector; `title` is the check's or the step's. */
  readonly shown?: Shown & { readonly title: string };
  readonly teams?: { readonly lab: string; readonly pairs: readonly (readonly string[])[] };
}

/** A room as somebody sees it who sits in it: nobody else's name or work. */
export interface SeatRoomView {
  /** As on the board. */
  readonly now: number;
  readonly title: string;
  readonly name: string;
  readonly steps: readonly (StepView & { readonly isOpen: boolean; readonly isSolved: boolean })[];
  readonly isPaused: boolean;
  readonly endsAt?: number;
  readonly pushed?: { readonly step: number; readonly event: number };
  readonly said?: { readonly text: string; readonly event: number };
  readonly poll?: { readonly id: string; readonly question: string; readonly options: readonly string[]; readonly round: number };
  readonly side?: {
    readonly lab: string;
    readonly side: 'red' | 'blue';
    readonly with: readonly string[];
    readonly against: readonly string[];
  };
  readonly handUp: boolean;
  /** Where this learner seems to be stuck, in words: told to him first. */
  readonly stuck?: { readonly step: number; readonly words: string };
}

/** A prediction that may be put to a room, without its key. */
export interface PollQuestion {
  readonly id: string;
  readonly lesson: string;
  readonly question: string;
  readonly options: readonly string[];
}

/** A learner's work, without the learner. */
export interface WorkView {
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly checks: readonly { readonly title: string; readonly passed: boolean }[];
}
