import type { Fix, Probe, SourceFile } from '#engine';
import type { Answer } from '../answer.ts';
import type { Drawing } from '../diagram/drawing.ts';
import type { ThingLines } from '../diagram/lines.ts';
import type { Answered, ShownQuestion } from '../question/view.ts';
import type { Guess } from '../trace/guess.ts';
import type { BlockView, TraceView } from '../trace/view.ts';
import type { VerdictKind } from '../verdict/words.ts';

/** A place in a learner's text and what is to be said about it. */
export interface FaultView {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The checks whose verdict this line made; absent where it is a remark on the text itself. */
  readonly checks?: readonly string[];
  /** Edits that mend it, each in the words of a button; absent where there is none. */
  readonly fixes?: readonly Fix[];
}

/** Lines that are not the learner's to change. */
export interface LockedView {
  readonly file: string;
  readonly name: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** One edit: where it is now, and the lines on both sides. */
export interface EditView {
  readonly file: string;
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Two designs side by side: what was asked of both, and where the answers differ. */
export interface ComparisonView {
  readonly refused?: 'mine' | 'theirs';
  readonly asked: number;
  readonly rows: readonly { readonly question: string; readonly mine: string; readonly theirs: string }[];
  readonly policies: readonly {
    readonly logicalId: string;
    readonly requests: readonly { readonly request: string; readonly mine: string; readonly theirs: string }[];
  }[];
}

/** One check of a lab, judged. */
export interface CheckView {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
  /** Whether the thing must work or must not; empty for a bill and the like. */
  readonly must: 'work' | 'fail' | '';
  readonly wanted: string;
  readonly got: string;
  readonly verdict: VerdictKind;
  readonly feedback: string;
  readonly misconception: string;
  /** The question that this is about: for a check that fails, the request that breaks it. */
  readonly asked: string;
  readonly blocks: readonly BlockView[];
  readonly trace?: TraceView;
  /** Whether somebody is to say first what will happen: then what did is left out. */
  readonly veiled?: true;
  /** The question that was asked; absent where a name in it was not given. */
  readonly probe?: Probe;
}

/** Everything that is shown about one text: the same from the worker and from the server. */
export interface JudgedView {
  readonly class: 'passed' | 'failed' | 'rejected';
  /** Whether the text could not be read at all, as while a word is being typed. */
  readonly torn: boolean;
  readonly passed: number;
  readonly of: number;
  /** Whether it is more than a pass, where the lab says what that is. */
  readonly distinction?: boolean;
  readonly feedback: string;
  readonly checks: readonly CheckView[];
  readonly faults: readonly FaultView[];
  readonly locked: readonly LockedView[];
  /** Whether the text became a network; the drawing of one that did not may lack anything. */
  readonly readable: boolean;
  readonly drawing: Drawing;
  /** Which lines made which things of the drawing. */
  readonly lines: readonly ThingLines[];
  readonly remarks: readonly string[];
}

export interface AttemptView {
  readonly key: string;
  readonly at: number;
  readonly class: JudgedView['class'];
  readonly passed: number;
  readonly of: number;
  readonly files: readonly SourceFile[];
}

export interface SolutionView {
  readonly title: string;
  readonly tradeOff: string;
  readonly files: readonly SourceFile[];
}

/** What of the help of a lab has been taken; texts that were not taken are not here. */
export interface HelpView {
  readonly hints: readonly string[];
  readonly hintsLeft: boolean;
  /** How long the next hint stays shut without a new try, in milliseconds. */
  readonly nextHintIn: number;
  readonly solutions: readonly SolutionView[] | undefined;
  readonly mayGiveUp: boolean;
}

export interface DraftView {
  readonly files: readonly SourceFile[];
  readonly revision: number;
  readonly at: number;
  /** The given text that it grew from, where it is known. */
  readonly start?: readonly SourceFile[];
}

/** A text that the draft once was. */
export interface VersionView {
  readonly id: number;
  readonly files: readonly SourceFile[];
  readonly at: number;
}

/** The answer to a save: kept, or somebody else has saved another text since. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly revision: number; readonly at: number }
  | { readonly kind: 'conflict'; readonly theirs: DraftView };

/** A submission, judged and recorded. */
export interface SubmitAnswer {
  readonly attempt: AttemptView;
  readonly judged: JudgedView;
  readonly help: HelpView;
  readonly viva?: VivaView;
}

/** A step of a guided lab: what to do, and the question that comes first. */
export interface StepView {
  readonly id: string;
  readonly text: string;
  readonly checks: readonly string[];
  readonly question?: ShownQuestion;
  readonly answered?: Answered;
}

/** The decisions that were drawn for one's own network, of which `right` should be foretold. */
export interface VivaView {
  /** The submission that is defended. */
  readonly attempt: string;
  readonly right: number;
  readonly asked: readonly { readonly question: ShownQuestion; readonly answered?: Answered }[];
}

/** The note of a design as it was last kept; `met` are the places of the lines of the rubric that its author ticked. */
export interface NoteView {
  readonly text: string;
  readonly met: readonly string[];
}

/** What somebody expected of a question of his own, and what happened. */
export interface GuessRecord {
  readonly asked: string;
  readonly verdict: string;
  readonly hop: string;
  readonly got: string;
  readonly right: boolean;
}

/** What somebody said of a failing check before its packet ran, by the check's id; `skipped` where he wished to see it at once. */
export type Expectations = Readonly<Record<string, Guess | 'skipped'>>;

/** What a workbench may ask of the server. */
export interface BenchActions {
  readonly draftHistory: (lab: string) => Promise<Answer<readonly VersionView[]>>;
  readonly settleUpdate: (lab: string) => Promise<Answer<void>>;
  readonly nextHint: (lab: string) => Promise<Answer<HelpView>>;
  readonly giveUp: (lab: string) => Promise<Answer<HelpView>>;
}

/** What a workbench has recorded of what somebody does; all but a draft once for each key. */
export interface BenchRecords {
  readonly saveDraft: (lab: string, files: readonly SourceFile[], base: number) => Promise<Answer<SaveAnswer>>;
  readonly submit: (lab: string, files: readonly SourceFile[], key: string) => Promise<Answer<SubmitAnswer>>;
  readonly keepNote: (lab: string, note: NoteView, key: string) => Promise<Answer<void>>;
  readonly keepExpectation: (lab: string, check: string, said: Guess | 'skipped', key: string) => Promise<Answer<void>>;
  readonly keepGuess: (lab: string, guess: GuessRecord, key: string) => Promise<Answer<void>>;
}
