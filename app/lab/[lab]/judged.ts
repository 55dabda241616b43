import {
  type CheckResult,
  type Diagnostic,
  describeBlock,
  fixesOf,
  type Judgement,
  lockedExtents,
  type Probe,
  type ProbeAnswer,
  type PublicLab,
  type SourceFile,
  type TerraformMending,
} from '#engine';
import { draw } from '../../_ui/diagram/draw.ts';
import { linesOf } from '../../_ui/diagram/lines.ts';
import type { CheckView, FaultView, JudgedView, LockedView } from '../../_ui/lab/view.ts';
import { onlyOutcome, phraseOf } from '../../_ui/trace/expect-words.ts';
import { hostOf, probeWords } from '../../_ui/trace/probe-words.ts';
import { blockView } from '../../_ui/trace/told.ts';
import { traceOf } from '../../_ui/trace/trace-of.ts';
import { VERDICT_WORDS, verdictOf } from '../../_ui/verdict/words.ts';

/** What a misconception's name stands for, as far as a lab names it. */
export type Beliefs = Readonly<Record<string, string>>;

/**
 * A judgement as the page shows it; for a lab in Terraform with what reads its texts (`terraform`), without which no lines are held and nothing is
 * mended. The worker and the server make it with this one function, so they cannot differ.
 */
export function judgedView(
  judgement: Judgement,
  lab: PublicLab,
  beliefs: Beliefs,
  files: readonly SourceFile[],
  terraform?: TerraformMending,
): JudgedView {
  const { grade, configuration, answers, asked } = judgement;
  const { hosts, region } = lab.world;
  const drawing = draw(configuration.resources, hosts, [], region);
  const checks = grade.checks.map((check, index) => checkView(check, answers[index], asked[index], beliefs));
  return {
    class: grade.class,
    torn: grade.class === 'rejected' && !configuration.report.loaded,
    passed: grade.score.passed,
    of: grade.score.of,
    ...(grade.distinction === undefined ? {} : { distinction: grade.distinction }),
    feedback: grade.feedback ?? '',
    checks,
    faults: [...grade.diagnostics.map((each) => faultView(each, lab, files, terraform)), ...failingLines(checks, lab)],
    locked: lockedLines(lab, files, terraform),
    readable: configuration.report.loaded,
    drawing,
    lines: linesOf(configuration.resources, hosts, drawing),
    remarks: grade.advisories.map((advisory) => advisory.message),
  };
}

function checkView(check: CheckResult, answer: ProbeAnswer | undefined, probe: Probe | undefined, beliefs: Beliefs): CheckView {
  const trace =
    answer === undefined ? undefined : traceOf(answer, describeBlock, undefined, probe === undefined ? undefined : hostOf(probe));
  const outcome = onlyOutcome(check.actual);
  return {
    id: check.id,
    title: check.title,
    passed: check.passed,
    must: mustOf(check.expected),
    wanted: phraseOf(check.expected),
    got: outcome === undefined ? phraseOf(check.actual) : VERDICT_WORDS[verdictOf(outcome)],
    verdict: trace?.verdict ?? 'rejected',
    feedback: check.feedback ?? '',
    misconception: check.misconception === undefined ? '' : (beliefs[check.misconception] ?? ''),
    asked: questionOf(check, probe),
    blocks: check.passed ? [] : check.blocks.map((block) => blockView(block, describeBlock)),
    ...(trace === undefined ? {} : { trace }),
    ...(probe === undefined ? {} : { probe }),
  };
}

/** The question of a check that did not get what it wanted, or that has several; a bill needs none. */
function questionOf(result: CheckResult, probe: Probe | undefined): string {
  if (result.probe !== undefined) return probeWords(result.probe);
  if (probe === undefined || result.passed || probe.kind === 'cost' || probe.kind === 'deployment') return '';
  return probeWords(probe);
}

/** What a check is for: that something works, or that it does not. */
function mustOf({ outcome, connection, forward, deployment }: CheckResult['expected']): CheckView['must'] {
  if (outcome === 'allowed' || connection === 'established' || forward === 'delivered' || deployment === 'accepted')
    return 'work';
  return outcome === undefined && connection === undefined && forward === undefined && deployment === undefined ? '' : 'fail';
}

function faultView(
  diagnostic: Diagnostic,
  lab: PublicLab,
  files: readonly SourceFile[],
  terraform: TerraformMending | undefined,
): FaultView {
  const { severity, code, message, span } = diagnostic;
  const file = span?.file ?? lab.files[0]?.path ?? '';
  const { start, end } = span ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  const text = files.find((each) => each.path === file)?.text ?? '';
  const given = lab.files.find((each) => each.path === file)?.start;
  const others = files.flatMap((each) => (each.path === file ? [] : [each.text]));
  const mend = lab.wanted === undefined ? fixesOf : terraform?.fixesOf;
  const fixes = mend?.(diagnostic, { file, text, start: given }, { world: lab.world, others }) ?? [];
  const place = { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return { severity, code, message, ...place, ...(fixes.length === 0 ? {} : { fixes }) };
}

/** The lines of each file that the lab holds fixed. */
const lockedLines = (
  lab: PublicLab,
  files: readonly SourceFile[],
  terraform: TerraformMending | undefined,
): readonly LockedView[] =>
  files.flatMap(({ path, text }) => {
    const given = lab.files.find((each) => each.path === path);
    const isUnread = lab.wanted !== undefined && terraform === undefined;
    if (given === undefined || given.fixed === true || given.holds === 'answers' || isUnread) return [];
    const stack = lab.stacks?.find((each) => each.path === path)?.id;
    const extentsIn = lab.wanted === undefined ? undefined : terraform?.extentsIn;
    return lockedExtents(lab.locked, given.start, text, { stack, extentsIn }).map(({ logicalId, firstLine, lastLine }) => ({
      ...{ file: path, name: logicalId, firstLine, lastLine },
    }));
  });

/** The line that made each verdict that is not the wanted one; a line that several checks point at is said once. */
function failingLines(checks: readonly CheckView[], lab: PublicLab): readonly FaultView[] {
  const marks = new Map<string, FaultView>();
  for (const check of checks.filter((each) => !each.passed)) {
    for (const { span, summary, code } of check.blocks) {
      if (span === undefined || !lab.files.some((file) => file.path === span.file)) continue;
      const { start, end, file } = span;
      const place = { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
      const key = `${file}:${start.line}:${summary}`;
      const by = [...(marks.get(key)?.checks ?? []), check.id];
      marks.set(key, { severity: 'warning', code, message: summary, ...place, checks: by });
    }
  }
  return [...marks.values()];
}
