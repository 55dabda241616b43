/** The only door of the engine: everything outside imports from here, everything inside imports its neighbour. */

export type { CheckResult, Grade, Judgement, PreparedLab } from './course/grade.ts';
export { gradeLab, gradePrepared, judgePrepared, prepareLab } from './course/grade.ts';
export type { HintRung, Lab, PublicLab } from './course/lab.ts';
export { HINT_RUNGS, publicLabOf } from './course/lab.ts';
export type { QuestionAnswer, QuestionKey, QuestionMark } from './course/mark.ts';
export { keyOf, markAnswer, questionAnswerSchema } from './course/mark.ts';
export type { AnswerRow, AttemptRow, CourseOutline, NextStep, Progress, VisitRow } from './course/progress.ts';
export { progressOf } from './course/progress.ts';
export type { PublicQuestion, Question } from './course/question.ts';
export { publicQuestionOf } from './course/question.ts';
export type { Diagnostic, Span } from './diagnostic.ts';
export type { Block, Outcome, ProbeAnswer } from './probe/answer.ts';
export type { Configuration, ConfigurationInput, ConfigurationReport, SourceFile } from './probe/configuration.ts';
export type { Description } from './probe/describe.ts';
export { describeBlock } from './probe/describe.ts';
export { openConfiguration } from './probe/open.ts';
export type { Probe } from './probe/probe.ts';
export { probeSchema } from './probe/probe.ts';
export { answerProbes } from './probe/run.ts';
export type { World } from './stack/world.ts';
export { worldSchema } from './stack/world.ts';
