import type { Certainty, QuestionAnswer } from '#engine';
import type { Answer } from '../answer.ts';
import type { Answered, ShownQuestion } from '../question/view.ts';

/** What stands at one place: the answer, whether it is to be looked at again, and how sure somebody said to be. */
export interface Held {
  readonly answer: QuestionAnswer;
  readonly flagged: boolean;
  readonly certainty?: Certainty;
}

/** What the server holds at a place; `order` grows with each change there, and is 0 where there was none. */
export interface SavedPlace extends Held {
  readonly place: number;
  readonly order: number;
}

/** One place of a form with what was last saved there. */
export interface PlaceView {
  readonly question: ShownQuestion;
  readonly saved: SavedPlace;
}

/** The server's word on a sitting under way: whether it is over, how much time is left by its clock, in milliseconds, and what it holds. */
export interface SittingState {
  readonly over: boolean;
  readonly leftMs: number;
  readonly places: readonly SavedPlace[];
}

/** What the server says to a saved answer. */
export interface SaveReply {
  readonly over: boolean;
  readonly leftMs: number;
  /** The order that this change got. */
  readonly order: number;
  /** Whether it took the place of an answer that this window had not seen. */
  readonly replaced: boolean;
}

/** Saves what stands at a place, once for each `key`, which begins with the window's name; `seen` is the last order that this window knew there. */
export type SaveAnswer = (sitting: string, place: number, held: Held, key: string, seen: number) => Promise<Answer<SaveReply>>;

/** The question at a place of a sitting that is over, with everything that explains it. */
export interface ReviewedPlace extends Answered {
  readonly question: ShownQuestion;
}

export type ReviewPlace = (sitting: string, place: number) => Promise<Answer<ReviewedPlace>>;
