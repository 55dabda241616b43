import type { QuestionAnswer } from '#engine';
import type { Answer } from '../answer.ts';
import type { ShownQuestion } from '../question/view.ts';

/** One place of a form with what was last saved there. */
export interface PlaceView {
  readonly question: ShownQuestion;
  readonly answer: QuestionAnswer;
  readonly flagged: boolean;
}

/** What the server says to a saved answer: how much time is left by its clock, in milliseconds. */
export interface SaveReply {
  readonly over: boolean;
  readonly leftMs: number;
}

export type SaveAnswer = (
  sitting: string,
  place: number,
  answer: QuestionAnswer,
  flagged: boolean,
  key: string,
) => Promise<Answer<SaveReply>>;
