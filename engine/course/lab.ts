import { z } from 'zod';
import type { SourceFile, StackPlace } from '../probe/configuration.ts';
import { probeSchema } from '../probe/probe.ts';
import type { World } from '../world.ts';
import { answerPattern, filePath, id, ids, prose, rejectionPattern } from './format/fields.ts';

const feedback = z.strictObject({ when: answerPattern.optional(), text: prose, misconception: id.optional() });
const rejectedFeedback = z.strictObject({ when: rejectionPattern.optional(), text: prose, misconception: id.optional() });

const check = z.strictObject({
  id,
  title: prose,
  probe: probeSchema,
  expect: answerPattern,
  feedback: z.array(feedback).min(1, 'needs at least one entry: say what happened, at which thing, and what to look at'),
});

const locked = z.strictObject({
  resources: z.union([z.literal('all'), z.array(z.string())]),
  additions: z.array(z.string()).optional(),
  maxAdditions: z.number().int().min(0).optional(),
});

const stack = z.strictObject({
  id: z.string().regex(/^[\w-]+$/, 'takes letters, digits, - and _'),
  path: filePath,
  account: z.string().optional(),
  region: z.string().optional(),
  parameters: z.record(z.string(), z.string()).optional(),
});

const solution = z.strictObject({ file: filePath, title: prose, tradeOff: prose });
const wrong = z
  .strictObject({
    file: filePath,
    check: id.optional(),
    actual: answerPattern.optional(),
    rejected: z.string().optional(),
    misconception: id.optional(),
  })
  .refine((it) => (it.rejected === undefined) === (it.check !== undefined && it.actual !== undefined), {
    message: 'must say why it is wrong: either `check` and `actual`, or `rejected` with the code',
  });

/** `lab.yaml` as its author writes it. */
export const labSchema = z.strictObject({
  id,
  title: prose,
  kind: z.enum(['guided', 'fix-it']),
  minutes: z.number().int().min(1),
  needs: ids.default([]),
  concepts: ids.default([]),
  objectives: z.array(prose).min(1, 'needs at least one objective'),
  examTasks: z.array(z.string()).default([]),
  seeds: z.array(z.string()).default([]),
  facts: ids.default([]),
  brief: prose,
  world: z.union([filePath, z.record(z.string(), z.unknown())]),
  files: z.array(z.strictObject({ path: filePath, start: filePath })).min(1, 'needs at least one file to edit'),
  stacks: z.array(stack).optional(),
  locked: locked.optional(),
  checks: z.array(check).min(1, 'needs at least one check'),
  rejected: z.array(rejectedFeedback).default([]),
  hints: z.strictObject({ look: prose, principle: prose, next: prose, worked: prose }),
  solutions: z.array(solution).min(2, 'needs at least two designs that differ'),
  wrong: z.array(wrong).min(3, 'needs at least three wrong answers'),
});

export type Check = z.infer<typeof check>;

export type Locked = z.infer<typeof locked>;

/** One file of the editor: its name there and the text that a learner begins with. */
export interface LabFile {
  readonly path: string;
  readonly start: string;
}

/** What a learner may see of a lab before doing it: everything that a grade depends on, and no answer. */
export interface PublicLab {
  readonly id: string;
  readonly title: string;
  readonly kind: 'guided' | 'fix-it';
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
  readonly checks: readonly Check[];
  readonly rejected: readonly z.infer<typeof rejectedFeedback>[];
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
}

/** A whole lab: what anybody may see, and what has to be earned. */
export interface Lab extends PublicLab {
  readonly concepts: readonly string[];
  readonly seeds: readonly string[];
  readonly secrets: LabSecrets;
}

/** The part of `lab` that may leave the server; built field by field, so that a new field stays secret until it is named here. */
export function publicLabOf(lab: Lab): PublicLab {
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
    ...(lab.stacks === undefined ? {} : { stacks: lab.stacks }),
    ...(lab.locked === undefined ? {} : { locked: lab.locked }),
    checks: lab.checks,
    rejected: lab.rejected,
  };
}
