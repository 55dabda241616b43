/** The only door of the engine: everything outside imports from here, everything inside imports its neighbour. */

export type { ActionCatalogue } from './catalogue/actions/actions.ts';
export { loadActionCatalogue } from './catalogue/actions/load.ts';
export { loadResourceSpecification } from './catalogue/specification/load.ts';
export type {
  PropertyType,
  ResourceSpecification,
  SpecifiedProperty,
  SpecifiedType,
} from './catalogue/specification/specification.ts';
export { completeConsole } from './console/complete.ts';
export { runConsole } from './console/console.ts';
export type { FlowLogLine, Logs, TrailEvent } from './console/logs.ts';
export { logsOf } from './console/logs.ts';
export type { ConsoleAnswer, ConsoleLine, ConsoleProbe } from './console/shell.ts';
export { CLOUDSHELL } from './console/shell.ts';
export { engineWith } from './course/ask.ts';
export type { AssertionResult, Assertions } from './course/assertions.ts';
export { assertionResults, assertionsSchema } from './course/assertions.ts';
export type { Comparison } from './course/compare.ts';
export { compareDesigns } from './course/compare.ts';
export { continuedFrom } from './course/continued.ts';
export type { Course, CourseLab, FactRow, Figure, Lesson, Mention, Module, ShownProbe } from './course/course.ts';
export { labsOf, lessonsOf, outlineOf } from './course/course.ts';
export type { ExamForm, ExamItem, FormLength, FormPlan, PoolItem } from './course/exam-form.ts';
export { drawForm, drawLabs, examPool, FORM_LENGTHS, planOf, sharedItems } from './course/exam-form.ts';
export { ankiDeck } from './course/export/anki.ts';
export type { Award } from './course/export/badge.ts';
export { badgeOf } from './course/export/badge.ts';
export { csv } from './course/export/csv.ts';
export { qtiPackage } from './course/export/qti.ts';
export { xapiStatements } from './course/export/xapi.ts';
export type { Xml } from './course/export/xml.ts';
export { element } from './course/export/xml.ts';
export type { Exam, LabExam, Pack, Paper, Term } from './course/format/exam.ts';
export type { Check, Locked, TradeOff } from './course/format/lab-schema.ts';
export { labSchema } from './course/format/lab-schema.ts';
export type { LessonComponent } from './course/format/lesson.ts';
export { LESSON_COMPONENTS } from './course/format/lesson.ts';
export type { Locate } from './course/format/read-as.ts';
export { readAs } from './course/format/read-as.ts';
export { CONTENT_SCHEMAS } from './course/format/schemas.ts';
export { askedBy, labInput, startOf } from './course/given.ts';
export type { CheckResult, Grade, GradeClass, Judgement, PreparedLab } from './course/grade.ts';
export { gradeLab, gradePrepared, judgePrepared, prepareLab } from './course/grade.ts';
export type { HotspotQuestion } from './course/hotspot.ts';
export { hotspotOf } from './course/hotspot.ts';
export { inTerraform, labInTerraform } from './course/in-terraform.ts';
export { keyProofOf, playsOf } from './course/key-proof.ts';
export type { HintRung, Lab, LabFile, LabSecrets, PublicLab, PublicStep, Solution, Step } from './course/lab.ts';
export { HINT_RUNGS, publicLabOf } from './course/lab.ts';
export type { Calibration } from './course/learning/calibration.ts';
export { calibrationOf } from './course/learning/calibration.ts';
export type { Answered, DomainScore, ExamResult, Finished, Place, Sitting } from './course/learning/exam.ts';
export { areDifferent, countedAnswers, endOf, isReady, resultOf } from './course/learning/exam.ts';
export type { Share } from './course/learning/interval.ts';
export { itemsOf } from './course/learning/items.ts';
export type { Mastery } from './course/learning/mastery.ts';
export { masteryOf } from './course/learning/mastery.ts';
export type { Memory, Recall } from './course/learning/memory.ts';
export { aimAt, memories, recallBands } from './course/learning/memory.ts';
export type { Held } from './course/learning/misconceptions.ts';
export { heldMisconceptions } from './course/learning/misconceptions.ts';
export type { PracticeWish } from './course/learning/practice.ts';
export { PRACTICE_BY, practiceItems } from './course/learning/practice.ts';
export type { Ratings } from './course/learning/rating.ts';
export { byFit, chanceOf, ratingsOf } from './course/learning/rating.ts';
export type { DueReview } from './course/learning/review.ts';
export { forecast, reviewsDue, USUAL_LIMIT } from './course/learning/review.ts';
export type { Flag, ItemStatistics, Mark } from './course/learning/statistics.ts';
export { ENOUGH_ANSWERS, statisticsOf } from './course/learning/statistics.ts';
export type { Certainty, Item, ItemTry, Try } from './course/learning/try.ts';
export { CERTAINTIES, DAY, firstTries, orderedTries } from './course/learning/try.ts';
export { lockedExtents } from './course/locks.ts';
export type { MarkedOption, QuestionAnswer, QuestionKey, QuestionMark } from './course/mark.ts';
export { askEngine, keyOf, markAnswer, questionAnswerSchema } from './course/mark.ts';
export type {
  AnswerRow,
  AttemptRow,
  CourseOutline,
  LessonProgress,
  ModuleProgress,
  NextStep,
  Progress,
  Tally,
  VisitRow,
} from './course/progress.ts';
export { progressOf } from './course/progress.ts';
export type { ProofOptions } from './course/proof/course.ts';
export { proveCourse } from './course/proof/course.ts';
export type { PredictQuestion, PublicItem, PublicQuestion, Question } from './course/question.ts';
export { publicQuestionOf } from './course/question.ts';
export { stepQuestion } from './course/steps.ts';
export type { TaskRow, TraceRow } from './course/traceability.ts';
export { holesIn, tasksOf, traceability } from './course/traceability.ts';
export { drawLab, drawQuestion, FIRST_SEED } from './course/variant.ts';
export { decisionQuestion, drawnDecisions } from './course/viva.ts';
export type { Board, BoardRow, BoardStep, Cell, Deed, FailingCheck, Stuck } from './course/workshop/board.ts';
export { boardOf, thinned } from './course/workshop/board.ts';
export type { Poll, RoomAct, RoomEvent, RoomState, Shown, Side } from './course/workshop/room.ts';
export { pairsOf, roomStateOf } from './course/workshop/room.ts';
export type { Diagnostic, Position, Span } from './diagnostic.ts';
export type { Completion } from './editing/completion.ts';
export type { Completions } from './editing/completions.ts';
export { completionsAt } from './editing/completions.ts';
export type { Extent, TextEdit } from './editing/extents.ts';
export { extentsIn } from './editing/extents.ts';
export type { Fix } from './editing/fixes.ts';
export { fixesOf } from './editing/fixes.ts';
export { formatted } from './editing/format.ts';
export type { Hover } from './editing/hover.ts';
export { hoverAt } from './editing/hover.ts';
export type { Surroundings } from './editing/surroundings.ts';
export type { TerraformEditing } from './editing/terraform/editing.ts';
export { loadTerraformEditing, loadTerraformMending } from './editing/terraform/load.ts';
export type { TerraformMending } from './editing/terraform/mending.ts';
export type { Written, WrittenFile } from './export/cloudformation.ts';
export type { PreparedCase } from './iam/decide.ts';
export { decideCase, prepareCase } from './iam/decide.ts';
export { policyDifference } from './iam/difference/difference.ts';
export type { Change, ExplainedGate, ExplainedStatement, Explanation, Failure, Refusal } from './iam/explain/explanation.ts';
export type { Absence, ContextKey, Way } from './iam/keys/index.ts';
export { CONTEXT_KEYS } from './iam/keys/index.ts';
export { parsePolicy } from './iam/policy.ts';
export type {
  Block,
  Crossing,
  HourlyCharge,
  LocatedGate,
  LocatedStatement,
  Outcome,
  PathComponent,
  ProbeAnswer,
} from './probe/answer.ts';
export type { Attacker, Attempt, Loot } from './probe/attack.ts';
export { attack, gotOut } from './probe/attack.ts';
export type { Configuration, ConfigurationInput, ConfigurationReport, SourceFile, StackPlace } from './probe/configuration.ts';
export type { DeclaredPrincipals } from './probe/declared-principals.ts';
export { declaredPrincipals, principalsOf } from './probe/declared-principals.ts';
export type { Description } from './probe/describe.ts';
export { describeBlock } from './probe/describe.ts';
export {
  describeAbsence,
  describeChange,
  describeFailure,
  describeGate,
  describeRefusal,
} from './probe/describe-explanation.ts';
export { describeVerdict } from './probe/describe-verdict.ts';
export type { ParsedConfiguration } from './probe/open.ts';
export { openConfiguration, openParsed, parseConfiguration } from './probe/open.ts';
export { parseAny } from './probe/open-any.ts';
export { isDescribed, parseDescribed } from './probe/open-described.ts';
export type { EndpointOpenness } from './probe/open-policies.ts';
export { openPoliciesOf } from './probe/open-policies.ts';
export type { Probe } from './probe/probe.ts';
export { probeSchema } from './probe/probe.ts';
export type { ThingList } from './probe/rows.ts';
export type { RuleFact } from './probe/rule-facts.ts';
export { answerProbes } from './probe/run.ts';
export type { ThingFacts } from './probe/thing-facts.ts';
export { factsOf } from './probe/thing-facts.ts';
export type { NameFact } from './probe/thing-names.ts';
export type { RouteFact } from './probe/thing-parts.ts';
export { verdictsOf } from './probe/verdicts.ts';
export type { WeighedRule, Weight } from './probe/weighed.ts';
export { routeSpans, weighedRules } from './probe/weighed.ts';
export { WRITTEN_FORMATS, type WrittenFormat, writeConfiguration } from './probe/write.ts';
export type { Result } from './result.ts';
export { loadTerraform } from './terraform/load.ts';
export type { TerraformReader } from './terraform/reader.ts';
export type { World } from './world.ts';
export { worldSchema } from './world.ts';
