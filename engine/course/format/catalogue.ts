import { z } from 'zod';
import { id, prose } from './fields.ts';

const address = z.string().regex(/^https:\/\/\S+$/, 'must be the https address of the page that says so, or `reasoning`');

/** How sure the course is of a row, from what AWS writes down to what nobody has checked. */
const CONFIDENCES = ['documented', 'observed', 'api', 'reasoning', 'unverified'] as const;

/** One claim of the course in its own words, where it comes from and on which day it was compared with its source. */
const factSchema = z
  .strictObject({
    id,
    claim: prose,
    source: z.union([z.literal('reasoning'), address]),
    checked: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-23'),
    confidence: z.enum(CONFIDENCES),
    by: z.array(id).optional(),
    /** That it was otherwise once: until when, and how. */
    changed: z.strictObject({ when: prose, order: z.iso.date(), before: prose }).optional(),
  })
  .superRefine((fact, context) => {
    if (fact.source === 'reasoning' && (fact.by ?? []).length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['source'],
        message: 'is our own reasoning: say in `by` which rows it follows from',
      });
    }
  });

export const factsSchema = z.array(factSchema);
export const misconceptionsSchema = z.record(id, prose);
export const conceptsSchema = z.record(id, id);
/** Concepts that are taken for each other, and what it is that is mixed up. */
const confusableSetSchema = z.strictObject({ id, title: prose, concepts: z.array(id).min(2) });
export const confusableSchema = z.array(confusableSetSchema);
export const seedsSchema = z.record(id, prose);

/** `ladder.yaml`: the layers of a call from the first to the last, each with how a fault in it looks and what to ask first. */
export const ladderSchema = z.array(
  z.strictObject({ id, layer: prose, symptom: prose, ask: prose, command: prose, lesson: id, facts: z.array(id).default([]) }),
);

/** `module.yaml`: the heading of one folder of lessons. */
export const moduleSchema = z.strictObject({ id, title: prose, summary: prose });

export type Rung = z.infer<typeof ladderSchema>[number];
export type Fact = z.infer<typeof factSchema>;
export type ConfusableSet = z.infer<typeof confusableSetSchema>;
export type ModuleHead = z.infer<typeof moduleSchema>;
