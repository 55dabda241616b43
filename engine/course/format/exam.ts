import { z } from 'zod';
import { id, ids, prose } from './fields.ts';
import { LAB_KINDS } from './lab-schema.ts';

/** Whether everything that a blueprint or a pack needs is written: what is `open` is proved, what is `planned` may be short of it. */
const status = z.enum(['planned', 'open']);

const count = z.number().int().min(0);
const minutes = z.number().int().min(1);
const quotas = z.record(z.string(), count);

const QUESTION_KINDS = ['single', 'multiple', 'order', 'match', 'predict', 'hotspot', 'fill-in'] as const;

const sumOf = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((sum, each) => sum + (each ?? 0), 0);

const paper = z
  .strictObject({
    id,
    kind: z.literal('questions'),
    title: prose,
    status,
    facts: ids.default([]),
    minutes,
    scored: count,
    unscored: count,
    /** The mark in percent from which a form is passed; `scaled` is what the real paper calls it. */
    pass: z.strictObject({ percent: z.number().min(1).max(100), scaled: z.number().int() }),
    domains: quotas,
    /** What the guide of the paper calls each domain. */
    domainNames: z.record(z.string(), prose).default({}),
    kinds: z.partialRecord(z.enum(QUESTION_KINDS), count),
    modules: quotas,
    /** By how many items a module may have more or fewer than its share. */
    moduleTolerance: count.default(3),
    /** The items of a short form; its time and its shares follow from the full one. */
    sprint: z.strictObject({ items: z.number().int().min(1) }),
  })
  .superRefine((it, context) => {
    const all = it.scored + it.unscored;
    for (const field of ['domains', 'kinds', 'modules'] as const) {
      const sum = sumOf(it[field]);
      if (sum !== all)
        context.addIssue({ code: 'custom', path: [field], message: `must come to ${all} items, and come to ${sum}`, input: it });
    }
    for (const domain of Object.keys(it.domainNames))
      if (!(domain in it.domains))
        context.addIssue({ code: 'custom', path: ['domainNames', domain], message: 'must be a domain of the paper', input: it });
  });

const labExam = z.strictObject({
  id,
  kind: z.literal('labs'),
  title: prose,
  status,
  minutes,
  pass: z.strictObject({ percent: z.number().min(1).max(100) }),
  labs: z.partialRecord(z.enum(LAB_KINDS), z.number().int().min(1)),
});

/** `exams/<id>.yaml`: what a paper is made of. */
export const examSchema = z.discriminatedUnion('kind', [paper, labExam]);

const slot = z.strictObject({
  at: z.number().int().min(0),
  title: prose,
  lessons: ids.default([]),
  labs: ids.default([]),
  questions: ids.default([]),
  isBreak: z.boolean().optional(),
  text: prose.optional(),
});

/** `packs/<id>.yaml`: a workshop, minute by minute. */
export const packSchema = z
  .strictObject({
    id,
    title: prose,
    status,
    summary: prose,
    minutes,
    preWork: ids.default([]),
    exitGoal: prose,
    agenda: z.array(slot).min(1, 'needs at least one slot'),
    exitQuiz: z.strictObject({ items: count, pass: count, questions: ids.default([]) }).optional(),
    slow: prose.optional(),
    fast: prose.optional(),
    notes: z.array(prose).default([]),
    materials: z.array(prose).default([]),
  })
  .superRefine((it, context) => {
    for (const [index, each] of it.agenda.entries()) {
      const next = it.agenda[index + 1]?.at ?? it.minutes;
      if (each.at < next && (index > 0 || each.at === 0)) continue;
      const message = index === 0 ? 'must begin at minute 0' : `must come before minute ${next}, where the next one begins`;
      context.addIssue({ code: 'custom', path: ['agenda', index, 'at'], message, input: it });
    }
  });

const term = z.strictObject({
  id,
  term: prose,
  /** Other spellings that are linked too, plurals for instance. */
  also: z.array(prose).default([]),
  text: prose,
  lesson: id.optional(),
  facts: ids.default([]),
  see: ids.default([]),
});

/** `glossary.yaml`: each term as AWS spells it, in one or two sentences. */
export const glossarySchema = z.array(term);

export type Exam = z.infer<typeof examSchema>;
export type Paper = z.infer<typeof paper>;
export type LabExam = z.infer<typeof labExam>;
export type Pack = z.infer<typeof packSchema>;
export type Term = z.infer<typeof term>;
