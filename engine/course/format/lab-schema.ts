import { z } from 'zod';
import { answerPattern, filePath, id, ids, prose, rejectionPattern } from './fields.ts';
import { labProbeSchema } from './lab-probe.ts';
import { parametersSchema } from './parameters.ts';
import { predictOption } from './question-schema.ts';

/** What a lab asks for: one step at a time, a fault to find, an empty text, a symptom without a place, a free design, an attacker. */
export const LAB_KINDS = ['guided', 'fix-it', 'build', 'incident', 'design', 'adversarial'] as const;
export type LabKind = (typeof LAB_KINDS)[number];

const feedback = z.strictObject({ when: answerPattern.optional(), text: prose, misconception: id.optional() });
const rejectedFeedback = z.strictObject({ when: rejectionPattern.optional(), text: prose, misconception: id.optional() });

const check = z.strictObject({
  id,
  title: prose,
  probe: labProbeSchema,
  also: z.array(labProbeSchema).optional(),
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

const file = z.strictObject({
  path: filePath,
  start: filePath,
  holds: z.enum(['template', 'answers']).optional(),
  fixed: z.boolean().optional(),
});

const step = z.strictObject({
  id,
  text: prose,
  check: z.union([id, ids.min(1, 'needs at least one check')]),
  state: filePath.optional(),
  predict: z
    .strictObject({
      question: prose,
      probe: labProbeSchema.optional(),
      on: filePath.optional(),
      options: z.array(predictOption).min(2, 'needs at least two options'),
    })
    .optional(),
});

const tradeOff = z.strictObject({
  words: z.number().int().min(20),
  rubric: z.array(prose).min(2, 'needs at least two lines by which somebody judges the own note'),
});

/** Decisions that a design is defended by: some are drawn, and of each it is foretold what a probe says of one's own network. */
const viva = z.strictObject({
  draw: z.number().int().min(1),
  right: z.number().int().min(1),
  decisions: z
    .array(
      z.strictObject({
        id,
        question: prose,
        probe: labProbeSchema,
        options: z.array(predictOption).min(2, 'needs at least two options'),
      }),
    )
    .min(1, 'needs at least one decision'),
});

/** A lab that may also be begun with one's own text of another lab, into which the faults are put. */
const continues = z.strictObject({
  lab: id,
  faults: z.array(z.strictObject({ path: filePath, drop: z.array(z.string()).default([]), add: filePath.optional() })).min(1),
});

/** When not every check must hold: those of `must`, a share of the others in percent, and what would be more than a pass. */
const standard = z.strictObject({
  must: ids.default([]),
  share: z.number().min(1).max(100),
  distinction: z.strictObject({ checks: ids.default([]), advisories: z.number().int().min(0).optional() }).optional(),
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

/** The field that belongs to one kind of lab and to no other. */
const OWN_FIELDS = {
  steps: 'guided',
  diagnosticProbes: 'incident',
  tradeOff: 'design',
  attacks: 'adversarial',
  viva: 'design',
} as const;

/** Those of them that a lab of the kind may do without. */
const MAY_LACK: readonly string[] = ['steps', 'viva'];

/** `lab.yaml` as its author writes it. */
export const labSchema = z
  .strictObject({
    id,
    title: prose,
    kind: z.enum(LAB_KINDS),
    minutes: z.number().int().min(1),
    needs: ids.default([]),
    concepts: ids.default([]),
    objectives: z.array(prose).min(1, 'needs at least one objective'),
    examTasks: z.array(z.string()).default([]),
    seeds: z.array(z.string()).default([]),
    facts: ids.default([]),
    brief: prose,
    parameters: parametersSchema.optional(),
    world: z.union([filePath, z.record(z.string(), z.unknown())]),
    files: z.array(file).min(1, 'needs at least one file to edit'),
    stacks: z.array(stack).optional(),
    locked: locked.optional(),
    steps: z.array(step).min(1, 'needs at least one step').optional(),
    diagnosticProbes: z.number().int().min(1).optional(),
    tradeOff: tradeOff.optional(),
    attacks: ids.min(1, 'needs at least one check that is an attack').optional(),
    standard: standard.optional(),
    viva: viva.optional(),
    continues: continues.optional(),
    checks: z.array(check).min(1, 'needs at least one check'),
    rejected: z.array(rejectedFeedback).default([]),
    hints: z.strictObject({ look: prose, principle: prose, next: prose, worked: prose }),
    solutions: z.array(solution).min(2, 'needs at least two designs that differ'),
    wrong: z.array(wrong).min(3, 'needs at least three wrong answers'),
    equivalent: z.array(z.strictObject({ at: z.string().min(1), reason: prose })).optional(),
  })
  .superRefine((lab, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    for (const [field, kind] of Object.entries(OWN_FIELDS) as [keyof typeof OWN_FIELDS, LabKind][]) {
      const there = lab[field] !== undefined;
      if (there && lab.kind !== kind) say(field, `belongs to labs of the kind ${kind}, and this one is ${lab.kind}`);
      if (!there && lab.kind === kind && !MAY_LACK.includes(field)) say(field, `is what a lab of the kind ${kind} needs: add it`);
    }
    if (lab.files.every((each) => each.fixed === true))
      say('files', 'must hold one that is not `fixed`: nothing could be edited');
    if (lab.files.every((each) => each.holds === 'answers'))
      say('files', 'must hold a template: there is nothing to be asked about');
  });

export type Check = z.infer<typeof check>;
export type Locked = z.infer<typeof locked>;
export type TradeOff = z.infer<typeof tradeOff>;
export type Standard = z.infer<typeof standard>;
export type Viva = z.infer<typeof viva>;
export type RejectedFeedback = z.infer<typeof rejectedFeedback>;
export type WrittenStep = z.infer<typeof step>;
