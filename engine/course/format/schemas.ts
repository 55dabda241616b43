import {
  conceptsSchema,
  confusableSchema,
  factsSchema,
  ladderSchema,
  misconceptionsSchema,
  moduleSchema,
  seedsSchema,
} from './catalogue.ts';
import { examSchema, glossarySchema, packSchema } from './exam.ts';
import { lessonSchema, probesSchema } from './lesson.ts';
import { quizSchema } from './question-schema.ts';

/** The form of each kind of content file but the lab's, by the name of the file. */
export const CONTENT_SCHEMAS = {
  facts: factsSchema,
  misconceptions: misconceptionsSchema,
  concepts: conceptsSchema,
  confusable: confusableSchema,
  seeds: seedsSchema,
  module: moduleSchema,
  lesson: lessonSchema,
  probes: probesSchema,
  quiz: quizSchema,
  exam: examSchema,
  pack: packSchema,
  glossary: glossarySchema,
  ladder: ladderSchema,
} as const;
