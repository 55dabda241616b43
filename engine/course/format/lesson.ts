import { z } from 'zod';
import { probeSchema } from '../../probe/probe.ts';
import { answerPattern, id, ids, prose } from './fields.ts';
import { configurationRef, predictOption, questionSchema } from './question-schema.ts';

/** The front matter of `lesson.mdx`; `readingMinutes` is computed from the text and may not be written. */
export const lessonSchema = z.strictObject({
  id,
  title: prose,
  summary: prose,
  doingMinutes: z.number().int().min(0),
  objectives: z.array(prose).min(1, 'needs at least one objective'),
  needs: ids.default([]),
  teaches: ids.default([]),
  uses: ids.default([]),
  facts: ids.default([]),
  examTasks: z.array(z.string()).default([]),
  seeds: z.array(z.string()).default([]),
});

const prediction = z.strictObject({
  id,
  configuration: id,
  question: prose,
  probe: probeSchema,
  options: z.array(predictOption).min(2, 'needs at least two options'),
  concept: id.optional(),
  facts: ids.default([]),
});

const shownProbe = z.strictObject({ id, configuration: id, title: prose, probe: probeSchema, expect: answerPattern });
const figure = z.strictObject({ id, configuration: id, caption: prose, focus: z.array(z.string()).default([]) });

/** `probes.yaml`: what the prose shows by id. Ids are local to the lesson. */
export const probesSchema = z.strictObject({
  configurations: z.record(id, configurationRef).default({}),
  predictions: z.array(prediction).default([]),
  probes: z.array(shownProbe).default([]),
  checks: z.array(questionSchema).default([]),
  figures: z.array(figure).default([]),
});

export type LessonHead = z.infer<typeof lessonSchema>;

export type WrittenProbe = z.infer<typeof shownProbe>;
export type WrittenFigure = z.infer<typeof figure>;

/** The components that a lesson's prose may use, each with the attributes that it takes. */
export const LESSON_COMPONENTS = {
  Predict: ['id'],
  Probe: ['id'],
  Check: ['id'],
  Figure: ['id'],
  Fact: ['id'],
  Aside: ['title'],
  Misconception: ['id'],
  Dated: ['until'],
  Term: ['id'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type LessonComponent = keyof typeof LESSON_COMPONENTS;
