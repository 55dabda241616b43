import type { Answer } from '../answer.ts';
import type { SaveAnswer as SaveExamAnswer } from '../exam/view.ts';
import type { BenchRecords } from '../lab/view.ts';
import type { SaveVisit } from '../lesson/reading.tsx';
import type { SaveOwnNote } from '../notes/view.ts';
import type { SendAnswer } from '../question/view.ts';
import type { LearnerAct } from '../team/view.ts';

/** What a learner does that is recorded, each as what the server is asked; all but texts, notes and visits once for each key. */
export interface Kinds {
  readonly answer: SendAnswer;
  readonly prediction: SendAnswer;
  readonly step: SendAnswer;
  readonly viva: SendAnswer;
  readonly exam: SaveExamAnswer;
  readonly room: (act: LearnerAct, key: string) => Promise<Answer<void>>;
  readonly submission: BenchRecords['submit'];
  readonly draft: BenchRecords['saveDraft'];
  readonly note: SaveOwnNote;
  readonly visit: SaveVisit;
  readonly 'trade-off': BenchRecords['keepNote'];
  readonly guess: BenchRecords['keepGuess'];
  readonly expectation: BenchRecords['keepExpectation'];
}

export type Kind = keyof Kinds;
export type Sent<K extends Kind> = Parameters<Kinds[K]>;
/** What the server says when it has recorded it. */
export type Recorded<K extends Kind> = Awaited<ReturnType<Kinds[K]>> extends Answer<infer T> ? T : never;
