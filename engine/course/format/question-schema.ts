import { z } from 'zod';
import { probeSchema } from '../../probe/probe.ts';
import { answerPattern, filePath, id, ids, prose } from './fields.ts';
import { parametersSchema } from './parameters.ts';
import { proofSchemas } from './proof-schema.ts';

/** Where a question or a figure finds what it is about: files of the lesson's folder. A world is a file or the object itself. */
export const configurationRef = z
  .strictObject({
    template: filePath.optional(),
    stacks: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[\w-]+$/, 'takes letters, digits, - and _'),
          template: filePath,
          account: z.string().optional(),
          region: z.string().optional(),
          parameters: z.record(z.string(), z.string()).optional(),
        }),
      )
      .min(1, 'needs at least one stack')
      .optional(),
    world: z.union([filePath, z.record(z.string(), z.unknown())]).optional(),
    parameters: z.record(z.string(), z.string()).optional(),
  })
  .refine((it) => (it.template === undefined) !== (it.stacks === undefined), {
    message: 'needs either `template`, a file, or `stacks`, a list of {id, template, account, region, parameters}',
  });

export type ConfigurationRef = z.infer<typeof configurationRef>;

const shared = {
  id,
  stem: prose,
  parameters: parametersSchema.optional(),
  concept: id.optional(),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  facts: ids.default([]),
  examTasks: z.array(z.string()).default([]),
  /** The bullets of the old notes that it is about, where they are others than its lesson's. */
  seeds: z.array(z.string()).optional(),
  /** The day on which a key that no scenario derives (a quota, a date) was compared with its source. */
  docOnly: z.iso.date().optional(),
};

const proofs = proofSchemas(configurationRef);

const said = { text: prose, reason: prose, misconception: id.optional(), source: z.string().optional() };
const option = z.strictObject({ id, ...said, correct: z.boolean().optional(), proof: proofs.option });
const item = z.strictObject({ id, text: prose });

export const predictOption = z.strictObject({ id, ...said, answer: answerPattern });

const choice = z.array(option).min(2, 'needs at least two options');

const singleQuestion = z
  .strictObject({ ...shared, kind: z.literal('single'), options: choice, proof: proofs.shared })
  .refine((it) => it.options.filter((each) => each.correct === true).length === 1, {
    path: ['options'],
    message: 'must hold exactly one option with `correct: true`',
  });

const multipleQuestion = z
  .strictObject({ ...shared, kind: z.literal('multiple'), options: choice, proof: proofs.shared })
  .refine((it) => it.options.some((each) => each.correct === true), {
    path: ['options'],
    message: 'must hold at least one option with `correct: true`',
  });

const predictQuestion = z.strictObject({
  ...shared,
  kind: z.literal('predict'),
  configuration: z.union([id, configurationRef]),
  probe: probeSchema,
  options: z.array(predictOption).min(2, 'needs at least two options'),
});

const fillInQuestion = z.strictObject({
  ...shared,
  kind: z.literal('fill-in'),
  accepted: z.array(prose).min(1, 'needs at least one accepted answer'),
  reason: prose,
  nearMisses: z.array(z.strictObject({ when: prose, reason: prose, misconception: id.optional() })).default([]),
  proof: proofs.fillIn,
});

const orderQuestion = z.strictObject({
  ...shared,
  kind: z.literal('order'),
  items: z.array(z.strictObject({ id, text: prose, reason: prose, proof: proofs.item })).min(2, 'needs at least two items'),
  proof: proofs.shared,
});

const matchQuestion = z
  .strictObject({
    ...shared,
    kind: z.literal('match'),
    left: z.array(item.extend({ proof: proofs.left })).min(2, 'needs at least two items'),
    right: z.array(item.extend({ proof: proofs.right })).min(2, 'needs at least two items'),
    proof: proofs.shared,
    pairs: z.record(id, id),
    reasons: z.record(id, prose),
    misconceptions: z.record(id, id).optional(),
  })
  .superRefine((it, context) => {
    for (const { id: left } of it.left) {
      const partner = it.pairs[left];
      if (partner === undefined || !it.right.some((each) => each.id === partner)) {
        context.addIssue({ code: 'custom', path: ['pairs'], message: `must give \`${left}\` one of the ids of \`right\`` });
      }
      if (it.reasons[left] === undefined)
        context.addIssue({ code: 'custom', path: ['reasons'], message: `must say why \`${left}\` has its partner` });
    }
  });

const thing = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*(\/[\w.-]+)*$/, 'must name a thing of the configuration, or a row such as RtA/2');

const hotspotQuestion = z
  .strictObject({
    ...shared,
    kind: z.literal('hotspot'),
    configuration: z.union([id, configurationRef]),
    list: z.string().optional(),
    answer: thing.optional(),
    probe: probeSchema.optional(),
    component: z.enum(['block', 'route']).optional(),
    options: z.array(z.strictObject({ ...said, id: thing, text: prose.optional() })).min(3, 'needs at least three things'),
  })
  .superRefine((it, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((it.answer === undefined) === (it.probe === undefined))
      say('answer', 'or `probe`, one of both: the thing by its id, or the question that the engine derives it from');
    if (it.answer !== undefined && !it.options.some((each) => each.id === it.answer))
      say('answer', 'must be one of the ids of `options`');
    if (it.component === 'route' && it.list === undefined) say('component', 'is a row, and `list` names no table: add it');
  });

/** One question as its author writes it, keys and reasons included; `kind` tells which. */
export const questionSchema = z.discriminatedUnion('kind', [
  singleQuestion,
  multipleQuestion,
  predictQuestion,
  fillInQuestion,
  orderQuestion,
  matchQuestion,
  hotspotQuestion,
]);
export const quizSchema = z.strictObject({ questions: z.array(questionSchema) });

export type WrittenQuestion = z.infer<typeof questionSchema>;
