import type { SourceFile, StackPlace } from '../probe/configuration.ts';
import type { World } from '../world.ts';
import type { Check, LabKind, Locked, RejectedFeedback, Standard, TradeOff, Viva, WrittenStep } from './format/lab-schema.ts';

/** One file of the editor: its name there and the text that a learner begins with. A `fixed` one is read and never handed in. */
export interface LabFile {
  readonly path: string;
  readonly start: string;
  /** `answers`: an object of JSON whose texts probes may take; a template where nothing is said. */
  readonly holds?: 'template' | 'answers' | undefined;
  readonly fixed?: boolean | undefined;
}

/** One step of a guided lab as it is shown: it is done when its checks hold and its question, if it has one, was answered. */
export interface PublicStep {
  readonly id: string;
  readonly text: string;
  readonly checks: readonly string[];
  readonly predicts: boolean;
}

/** A step with its question; `files` is the text that the question is about. */
export interface Step {
  readonly id: string;
  readonly text: string;
  readonly checks: readonly string[];
  /** The text as it stands when the step begins. */
  readonly state: readonly SourceFile[];
  readonly predict?: Omit<NonNullable<WrittenStep['predict']>, 'on'> & { readonly on: readonly SourceFile[] };
}

/** The lab that this one goes on from, and what has happened since: resources that are gone, and the text of others that came. */
export interface Continuation {
  readonly lab: string;
  readonly faults: readonly { readonly path: string; readonly drop: readonly string[]; readonly add?: string | undefined }[];
}

/** One decision of a viva, with the probe that is foretold and what may be said of it. */
export type Decision = Viva['decisions'][number];

/** What a learner may see of a lab before doing it: everything that a grade depends on, and no answer. */
export interface PublicLab {
  readonly id: string;
  readonly title: string;
  readonly kind: LabKind;
  readonly minutes: number;
  readonly needs: readonly string[];
  readonly objectives: readonly string[];
  readonly examTasks: readonly string[];
  readonly facts: readonly string[];
  readonly brief: string;
  readonly world: World;
  readonly files: readonly LabFile[];
  /** Where each file is deployed, in a lab of several stacks; absent: the only file, in the world's account and Region. */
  readonly stacks?: readonly StackPlace[];
  readonly locked?: Locked;
  /** Where its files are Terraform's: the names that somebody will ask for, each with the CloudFormation types that it may have. */
  readonly wanted?: readonly (readonly [name: string, types: readonly string[]])[];
  readonly steps?: readonly PublicStep[];
  /** How many questions an incident may be asked before the first edit. */
  readonly diagnosticProbes?: number;
  /** The note that a design is defended in, and what its author judges it by; it scores nothing. */
  readonly tradeOff?: TradeOff;
  /** The checks that are attacks. */
  readonly attacks?: readonly string[];
  /** When not every check must hold for a pass. */
  readonly standard?: Standard;
  /** How many decisions a viva draws, and how many of them are to be foretold. */
  readonly viva?: Pick<Viva, 'draw' | 'right'>;
  readonly checks: readonly Check[];
  readonly rejected: readonly RejectedFeedback[];
}

export const HINT_RUNGS = ['look', 'principle', 'next', 'worked'] as const;
export type HintRung = (typeof HINT_RUNGS)[number];

/** A design that meets the brief, and the sentence in which an engineer would defend it. */
export interface Solution {
  readonly file: string;
  readonly title: string;
  readonly tradeOff: string;
  readonly files: readonly SourceFile[];
}

/** A mistake that somebody would make, and the reason for which it must fail. */
export interface WrongAnswer {
  readonly file: string;
  readonly reason: { readonly check: string; readonly actual: WrittenPattern } | { readonly rejected: string };
  readonly misconception?: string;
  readonly files: readonly SourceFile[];
}
type WrittenPattern = Check['expect'];

/** What of a lab stays on the server until it is earned. */
export interface LabSecrets {
  readonly hints: Readonly<Record<HintRung, string>>;
  readonly solutions: readonly Solution[];
  readonly wrong: readonly WrongAnswer[];
  readonly steps?: readonly Step[];
  /** What a viva draws from. */
  readonly decisions?: readonly Decision[];
  /** What is done to somebody's own text of another lab before this one begins with it. */
  readonly continues?: Continuation;
  /** Places of solutions where a change makes no difference, each with the reason. */
  readonly equivalent?: readonly { readonly at: string; readonly reason: string }[];
}

/** A whole lab: what anybody may see, and what has to be earned. */
export interface Lab extends PublicLab {
  readonly concepts: readonly string[];
  readonly seeds: readonly string[];
  readonly secrets: LabSecrets;
}

/** The part of `lab` that may leave the server; built field by field, so that a new field stays secret until it is named here. */
export function publicLabOf(lab: Lab): PublicLab {
  const { stacks, locked, steps, diagnosticProbes, tradeOff, attacks, standard, viva } = lab;
  return {
    id: lab.id,
    title: lab.title,
    kind: lab.kind,
    minutes: lab.minutes,
    needs: lab.needs,
    objectives: lab.objectives,
    examTasks: lab.examTasks,
    facts: lab.facts,
    brief: lab.brief,
    world: lab.world,
    files: lab.files,
    ...(stacks === undefined ? {} : { stacks }),
    ...(locked === undefined ? {} : { locked }),
    ...(steps === undefined ? {} : { steps }),
    ...(diagnosticProbes === undefined ? {} : { diagnosticProbes }),
    ...(tradeOff === undefined ? {} : { tradeOff }),
    ...(attacks === undefined ? {} : { attacks }),
    ...(standard === undefined ? {} : { standard }),
    ...(viva === undefined ? {} : { viva }),
    checks: lab.checks,
    rejected: lab.rejected,
  };
}
