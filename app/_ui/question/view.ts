import type { Certainty, QuestionAnswer, ThingList } from '#engine';
import type { Answer } from '../answer.ts';
import type { Drawing } from '../diagram/drawing.ts';
import type { FactView } from '../facts/view.ts';
import type { TraceView } from '../trace/view.ts';

export interface Item {
  readonly id: string;
  readonly text: string;
}

/** What of a question is shown before it is answered. */
export interface ShownQuestion {
  readonly id: string;
  readonly stem: string;
  readonly kind: 'single' | 'multiple' | 'predict' | 'fill-in' | 'order' | 'match' | 'hotspot';
  /** Options, things to order, or the left side of pairs. */
  readonly items: readonly Item[];
  /** The right side of pairs. */
  readonly partners: readonly Item[];
  /** How many options to choose, where it is more than one. */
  readonly choose: number;
  readonly drawing?: Drawing;
  /** The list whose lines may be chosen, in place of a drawing. */
  readonly list?: ThingList;
}

export interface LineView {
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  readonly chosen: boolean;
  readonly reason: string;
  readonly misconception?: string;
  readonly partner?: string;
}

/** A scenario behind the key, to be looked at after the answer. */
export interface PlayView {
  readonly title: string;
  readonly drawing: Drawing;
  readonly trace: TraceView;
}

/** What is shown after the answer, and never before. */
export interface MarkView {
  readonly correct: boolean;
  readonly credit: number;
  readonly lines: readonly LineView[];
  readonly reason?: string;
  readonly accepted: readonly string[];
  readonly trace?: TraceView;
  readonly plays: readonly PlayView[];
  readonly facts: readonly FactView[];
}

export interface Answered {
  readonly answer: QuestionAnswer;
  readonly mark: MarkView;
}

/** What may come with an answer: how sure somebody was, and how long it took. */
export interface AnswerNote {
  readonly certainty?: Certainty;
  readonly seconds?: number;
}

/** Marks and records an answer once for each `key`, however often it is sent. */
export type SendAnswer = (question: string, answer: QuestionAnswer, key: string, note: AnswerNote) => Promise<Answer<MarkView>>;
