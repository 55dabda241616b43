import { type Diagnostic, errorAt, type Span } from '../diagnostic.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Advisory, Block, ProbeAnswer, Rejection } from '../probe/answer.ts';
import type { Configuration, ConfigurationResource, SourceFile } from '../probe/configuration.ts';
import { isTerraform } from '../probe/format.ts';
import type { Probe } from '../probe/probe.ts';
import { once } from '../remember.ts';
import { type Asking, ENGINE } from './ask.ts';
import { differences, matches, meets } from './expect.ts';
import type { Check } from './format/lab-schema.ts';
import { type Asked, answersFaults, askedBy, labInput, startOf } from './given.ts';
import { canonical, sha256 } from './hash.ts';
import type { PublicLab } from './lab.ts';
import { brokenLocks } from './locks.ts';
import { standingOf } from './standard.ts';

/** One row of a grade (contract: `grade`); `feedback` and `misconception` are there only when it did not pass. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
  readonly expected: JsonObject;
  readonly actual: JsonObject;
  readonly blocks: readonly Block[];
  readonly feedback?: string;
  readonly misconception?: string;
  /** The probe that the row is about, where the check has several: the first that did not answer as it should. */
  readonly probe?: Probe;
}

const GRADE_CLASSES = ['passed', 'failed', 'rejected'] as const;
export type GradeClass = (typeof GRADE_CLASSES)[number];

/** What a submission is worth (contract: `grade`). A rejected one scores 0 and says in `feedback` what its author should know. */
export interface Grade {
  readonly lab: string;
  readonly class: GradeClass;
  readonly score: { readonly passed: number; readonly of: number };
  /** Only where the lab says what is more than a pass. */
  readonly distinction?: boolean;
  readonly checks: readonly CheckResult[];
  readonly feedback?: string;
  readonly misconception?: string;
  readonly advisories: readonly Advisory[];
  readonly diagnostics: readonly Diagnostic[];
  readonly engineVersion: string;
  readonly contentHash: string;
}

/** A lab whose start has been read once; grading with it costs only the submission. */
export interface PreparedLab {
  readonly lab: PublicLab;
  readonly start: readonly ConfigurationResource[];
  readonly engineVersion: string;
  readonly contentHash: string;
  readonly asking: Asking;
  /** The same lab as it is solved in Terraform, made when a text of Terraform is first handed in; undefined where it takes none. */
  readonly terraform: () => PreparedLab | undefined;
}

/** A grade with what it was derived from, for whoever draws it: one answer for each check, in their order; none when rejected. */
export interface Judgement {
  readonly grade: Grade;
  readonly configuration: Configuration;
  readonly answers: readonly ProbeAnswer[];
  /** The probe that each answer is about; undefined where its names were not given. */
  readonly asked: readonly (Probe | undefined)[];
}

/** The hash of all that a verdict on `lab` depends on: world, probes and expectations, editable parts and start; not its prose. */
export function contentHashOf(lab: PublicLab): string {
  const checks = lab.checks.map(({ id, probe, also, expect }) => ({ id, probe, also, expect }));
  const { id, world, files, stacks, standard } = lab;
  const more = { ...(stacks === undefined ? {} : { stacks }), ...(standard === undefined ? {} : { standard }) };
  return sha256(canonical({ id, world, files, ...more, locked: lab.locked ?? null, checks }));
}

/**
 * `lab` made ready to grade many submissions. `engineVersion` is written into each grade. `inTerraform` is what makes the lab that somebody solves in
 * Terraform (`labInTerraform`); a lab that is one already needs none.
 */
export function prepareLab(
  lab: PublicLab,
  engineVersion: string,
  asking: Asking = ENGINE,
  inTerraform: (lab: PublicLab) => PublicLab | undefined = () => undefined,
): PreparedLab {
  const start = lab.locked === undefined ? [] : asking.open(labInput(lab, startOf(lab))).resources;
  const contentHash = contentHashOf(lab);
  const terraform = once((): PreparedLab | undefined => {
    const other = inTerraform(lab);
    return other === undefined ? undefined : { ...prepareLab(other, engineVersion, asking), contentHash };
  });
  const prepared = { lab, start, engineVersion, contentHash, asking };
  return { ...prepared, terraform: lab.wanted === undefined ? terraform : () => ({ ...prepared, terraform }) };
}

/** The grade of `files` in `lab`. Pure: the browser, the server and the command line get the same one. */
export const gradeLab = (lab: PublicLab, files: readonly SourceFile[], engineVersion: string, asking: Asking = ENGINE): Grade =>
  gradePrepared(prepareLab(lab, engineVersion, asking), files);

/** The grade of `files` in a lab that was prepared. */
export const gradePrepared = (prepared: PreparedLab, files: readonly SourceFile[]): Grade => judgePrepared(prepared, files).grade;

/** The grade of `files` and the answers that it rests on; texts of Terraform are judged against the lab as it stands in Terraform. */
export function judgePrepared(given: PreparedLab, files: readonly SourceFile[]): Judgement {
  const inTerraform = isTerraform(files);
  const other = inTerraform ? given.terraform() : undefined;
  const prepared = other ?? given;
  const { lab, asking } = prepared;
  const configuration = asking.open(labInput(lab, files));
  const faults = [
    ...(inTerraform && other === undefined ? [errorAt('TERRAFORM_NOT_TAKEN', NOT_TAKEN)] : wrongFiles(lab, files)),
    ...answersFaults(lab, files),
    ...faultsOf(configuration, prepared, wholeOf(files, lab)),
  ];
  if (faults.some((fault) => fault.severity === 'error'))
    return { grade: rejectedGrade(prepared, configuration, faults), configuration, answers: [], asked: [] };
  const told = answersTo(prepared, configuration, files);
  const answers = told.map(({ answer }) => answer);
  const checks = lab.checks.map((check, index) => resultOf(check, told[index], configuration.report.advisories));
  const { passed, ...worth } = standingOf(lab.standard, { checks, advisories: configuration.report.advisories });
  return {
    grade: gradeOf(prepared, configuration, faults, { class: passed ? 'passed' : 'failed', ...worth, checks }),
    configuration,
    answers,
    asked: told.map(({ probe }) => probe),
  };
}

interface Told {
  readonly answer: ProbeAnswer;
  readonly probe?: Probe;
  /** Whether the check has several probes, so that a row must say which it is about. */
  readonly several: boolean;
}

/** One answer for each check. Of several probes the first that does not answer as it should counts; all are asked at once. */
function answersTo({ lab, asking }: PreparedLab, configuration: Configuration, files: readonly SourceFile[]): readonly Told[] {
  const asked = lab.checks.map((check) => askedBy(check, files));
  const answers = asking.answer(configuration, asked.flatMap(probesIn))[Symbol.iterator]();
  return lab.checks.map((check, index): Told => {
    const mine = asked[index];
    if (mine === undefined || 'error' in mine)
      return { answer: { id: check.id, error: mine?.error ?? NO_ANSWER }, several: false };
    const told = mine.probes.map((probe): Told => {
      const next = answers.next();
      const answer = next.done === true ? { id: check.id, error: NO_ANSWER } : next.value;
      return { answer, probe, several: mine.probes.length > 1 };
    });
    const shown = told.find(({ answer }) => !meets(check.expect, jsonOf(answer))) ?? told[0];
    return shown ?? { answer: { id: check.id, error: NO_ANSWER }, several: false };
  });
}

const probesIn = (asked: Asked): readonly Probe[] => ('error' in asked ? [] : asked.probes);
const NO_ANSWER = { code: 'NO_ANSWER', message: 'The probe got no answer.' };

/**
 * What is said of `answer` when `check` did not pass: the first entry whose `when` matches; undefined when none does. A `when` sees the
 * remarks on the whole configuration among the answer's own.
 */
export function feedbackFor(
  check: Check,
  answer: ProbeAnswer,
  remarks: readonly Advisory[] = [],
): Check['feedback'][number] | undefined {
  const seen = { ...answer, advisories: [...(answer.advisories ?? []), ...remarks] };
  return check.feedback.find((entry) => entry.when === undefined || matches(entry.when, jsonOf(seen)));
}

/** What is said of a rejected submission: the first entry whose `when` matches one of the reasons. */
export function rejectedFeedbackFor(lab: PublicLab, reasons: readonly Diagnostic[]): PublicLab['rejected'][number] | undefined {
  const errors = reasons.filter((reason) => reason.severity === 'error');
  return lab.rejected.find(
    (entry) => entry.when === undefined || errors.some((reason) => matches(entry.when ?? {}, jsonOf(reason))),
  );
}

function resultOf(check: Check, told: Told | undefined, remarks: readonly Advisory[]): CheckResult {
  const { id, title, expect } = check;
  const answer = told?.answer ?? { id, error: NO_ANSWER };
  const passed = meets(expect, jsonOf(answer));
  const about = told?.probe === undefined || !told.several ? {} : { probe: told.probe };
  const row = { id, title, passed, ...differences(expect, jsonOf(answer)), blocks: answer.blocks ?? [], ...about };
  return passed ? row : { ...row, ...spoken(feedbackFor(check, answer, remarks)) };
}

function rejectedGrade(prepared: PreparedLab, configuration: Configuration, diagnostics: readonly Diagnostic[]): Grade {
  const { lab } = prepared;
  const checks = lab.checks.map(({ id, title, expect }) => ({
    id,
    title,
    passed: false,
    expected: expect,
    actual: {},
    blocks: [],
  }));
  const said = spoken(rejectedFeedbackFor(lab, diagnostics));
  return gradeOf(prepared, configuration, diagnostics, {
    class: 'rejected',
    score: standingOf(lab.standard, { checks, advisories: [] }).score,
    checks,
    ...said,
  });
}

type Verdict = Pick<Grade, 'class' | 'score' | 'distinction' | 'checks' | 'feedback' | 'misconception'>;

function gradeOf(
  prepared: PreparedLab,
  configuration: Configuration,
  diagnostics: readonly Diagnostic[],
  verdict: Verdict,
): Grade {
  const { engineVersion, contentHash, lab } = prepared;
  return { lab: lab.id, ...verdict, advisories: configuration.report.advisories, diagnostics, engineVersion, contentHash };
}

/** Everything against the configuration itself. Locks are judged only where it could be read: a torn text would seem to lack everything. */
function faultsOf(configuration: Configuration, prepared: PreparedLab, whole: Span): readonly Diagnostic[] {
  const { diagnostics, rejections, loaded } = configuration.report;
  const said = [
    ...diagnostics,
    ...rejections.filter((each) => !diagnostics.some((other) => sameFault(other, each))).map(diagnosticOf),
  ];
  const torn = diagnostics.some((each) => each.severity === 'error');
  const locks = torn ? [] : brokenLocks(prepared.lab.locked, prepared.start, configuration.resources, whole);
  if (loaded || [...said, ...locks].some((each) => each.severity === 'error')) return [...said, ...locks];
  return [...said, errorAt('NOT_LOADED', 'This text did not become a network that can be asked anything.', whole)];
}

/** `rejection` in the words of a diagnostic, with its resource so that feedback can be about one of several. */
function diagnosticOf(rejection: Rejection): Diagnostic & { readonly logicalId: string } {
  return { ...errorAt(rejection.code, rejection.message, rejection.span), logicalId: rejection.logicalId };
}

const sameFault = (a: Diagnostic, b: Rejection) => a.code === b.code && a.message === b.message;

function wrongFiles(lab: PublicLab, files: readonly SourceFile[]): readonly Diagnostic[] {
  const paths = lab.files.map((file) => file.path);
  const given = files.map((file) => file.path);
  // Terraform reads every file of a folder, whatever its name; what the lab holds fixed is missed by its address.
  const isFree = (path: string): boolean => lab.wanted !== undefined && path.endsWith('.tf');
  const missing = lab.files
    .filter(({ path, fixed }) => fixed !== true && !given.includes(path) && !isFree(path))
    .map((file) => file.path);
  const strange = given.filter((path) => !paths.includes(path) && !isFree(path));
  const changed = lab.files.filter(
    ({ path, fixed, start }) => fixed === true && files.some((file) => file.path === path && !sameText(file.text, start)),
  );
  return [
    ...changed.map(({ path }) => errorAt('LOCKED_PART_CHANGED', `\`${path}\` is given in this lab: put it back as it was.`)),
    ...missing.map((path) => errorAt('MISSING_FILE', `This lab needs the file \`${path}\`: hand it in too.`)),
    ...strange.map((path) => errorAt('UNKNOWN_FILE', `This lab has no file \`${path}\`: it has ${paths.join(', ')}.`)),
  ];
}

const NOT_TAKEN = 'This lab is solved in CloudFormation: a part of what it gives has no form in Terraform here.';

const sameText = (a: string, b: string) => a.replaceAll('\r\n', '\n').trimEnd() === b.replaceAll('\r\n', '\n').trimEnd();

function wholeOf(files: readonly SourceFile[], lab: PublicLab): Span {
  const start = { line: 1, column: 1 };
  return { file: files[0]?.path ?? lab.files[0]?.path ?? '', start, end: start };
}

const spoken = (entry: { readonly text: string; readonly misconception?: string | undefined } | undefined) => ({
  ...(entry === undefined ? {} : { feedback: entry.text }),
  ...(entry?.misconception === undefined ? {} : { misconception: entry.misconception }),
});

/** An answer is JSON by construction; TypeScript cannot see it because interfaces have no index signature. */
const jsonOf = (value: ProbeAnswer | Diagnostic): Json => value as unknown as Json;
