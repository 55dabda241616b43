import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import type { Json } from '../../json.ts';
import type { Asking } from '../ask.ts';
import type { CourseLab } from '../course.ts';
import { meets } from '../expect.ts';
import { startOf } from '../given.ts';
import { feedbackFor, type Judgement, judgePrepared, type PreparedLab, prepareLab, rejectedFeedbackFor } from '../grade.ts';
import type { WrongAnswer } from '../lab.ts';
import { stepFaults } from './steps.ts';
import { vivaFaults } from './viva.ts';

/**
 * Every way in which `lab` does not hold what it promises: a start that passes, a solution that does not, a wrong answer that is not wrong
 * for its reason or is told nothing of its own, a check that nothing fails. Empty when all of it is proved.
 */
export function proveLab(lab: CourseLab, asking: Asking): readonly Diagnostic[] {
  const prepared = prepareLab(lab, '', asking);
  const start = judgePrepared(prepared, startOf(lab));
  const wrong = lab.secrets.wrong.map((each) => judgePrepared(prepared, each.files));
  return [
    ...startFaults(lab, start),
    ...lockFaults(lab, prepared),
    ...lab.secrets.solutions.flatMap((each, index) => solutionFaults(lab, index, judgePrepared(prepared, each.files))),
    ...twins(lab),
    ...wrong.flatMap((judgement, index) => wrongFaults(lab, index, judgement)),
    ...sharedFeedback(lab, wrong),
    ...stepFaults(lab, prepared),
    ...attackFaults(lab),
    ...standardFaults(lab, prepared),
    ...vivaFaults(lab, prepared),
    ...lab.checks.flatMap((check, index) => checkFaults(lab, check.id, index, [start, ...wrong])),
  ];
}

function startFaults(lab: CourseLab, { grade }: Judgement): readonly Diagnostic[] {
  const at = lab.at(['files']);
  if (grade.class === 'passed')
    return [errorAt('START_PASSES', `The start of ${lab.id} passes every check already: break something, or ask for more.`, at)];
  if (grade.class === 'failed') return [];
  return [
    errorAt(
      'START_REJECTED',
      `The start of ${lab.id} is refused (${reasonsOf({ grade })}): a lab begins with something that AWS accepts.`,
      at,
    ),
  ];
}

function lockFaults(lab: CourseLab, prepared: PreparedLab): readonly Diagnostic[] {
  const fixed = lab.locked?.resources;
  if (fixed === undefined || fixed === 'all') return [];
  const known = new Set(prepared.start.map((each) => each.logicalId));
  return fixed.flatMap((name, index) =>
    known.has(name)
      ? []
      : [
          errorAt(
            'UNKNOWN_LOCK',
            `The start of ${lab.id} has no \`${name}\` that could be locked: correct the name.`,
            lab.at(['locked', 'resources', index]),
          ),
        ],
  );
}

function solutionFaults(lab: CourseLab, index: number, { grade }: Judgement): readonly Diagnostic[] {
  if (grade.class === 'passed' && grade.score.passed === grade.score.of) return [];
  const { file } = lab.secrets.solutions[index] ?? { file: '' };
  return [
    errorAt(
      'SOLUTION_FAILS',
      `${file} does not solve ${lab.id} (${reasonsOf({ grade })}): correct it or the check.`,
      lab.at(['solutions', index, 'file']),
    ),
  ];
}

function attackFaults(lab: CourseLab): readonly Diagnostic[] {
  return (lab.attacks ?? []).flatMap((id, index) =>
    lab.checks.some((check) => check.id === id)
      ? []
      : [errorAt('UNKNOWN_CHECK', `${lab.id} has no check \`${id}\` that could be an attack.`, lab.at(['attacks', index]))],
  );
}

/** A standard names checks that there are, and a distinction that one of the solutions takes. */
function standardFaults(lab: CourseLab, prepared: PreparedLab): readonly Diagnostic[] {
  const { standard } = lab;
  if (standard === undefined) return [];
  const at = lab.at(['standard']);
  const unknown = [...standard.must, ...(standard.distinction?.checks ?? [])].filter(
    (id) => !lab.checks.some((check) => check.id === id),
  );
  const taken = lab.secrets.solutions.some(({ files }) => judgePrepared(prepared, files).grade.distinction === true);
  return [
    ...unknown.map((id) => errorAt('UNKNOWN_CHECK', `${lab.id} has no check \`${id}\` that its standard could ask for.`, at)),
    ...(standard.distinction === undefined || taken
      ? []
      : [errorAt('NO_DISTINCTION', `No solution of ${lab.id} is passed with distinction: add one, or ask for less.`, at)]),
  ];
}

function twins(lab: CourseLab): readonly Diagnostic[] {
  const texts = lab.secrets.solutions.map((each) => JSON.stringify(each.files));
  return texts.flatMap((text, index) =>
    texts.indexOf(text) === index
      ? []
      : [
          errorAt(
            'SAME_SOLUTION',
            `This solution of ${lab.id} is the same as another one: show a different design.`,
            lab.at(['solutions', index]),
          ),
        ],
  );
}

function wrongFaults(lab: CourseLab, index: number, judgement: Judgement): readonly Diagnostic[] {
  const wrong = lab.secrets.wrong[index];
  if (wrong === undefined) return [];
  const at = lab.at(['wrong', index, 'file']);
  const why =
    'rejected' in wrong.reason ? notRejected(wrong.reason.rejected, judgement) : notFailing(lab, wrong.reason, judgement);
  if (why !== undefined) return [errorAt('WRONG_ANSWER', `${wrong.file} of ${lab.id} ${why}`, at)];
  const said = entryOf(lab, wrong, judgement);
  if (said === undefined)
    return [errorAt('NO_FEEDBACK', `${wrong.file} of ${lab.id} is told nothing: write feedback for it.`, at)];
  if (wrong.misconception === undefined || said.misconception === wrong.misconception) return [];
  const other = said.misconception === undefined ? 'none' : `\`${said.misconception}\``;
  return [
    errorAt(
      'OTHER_MISCONCEPTION',
      `${wrong.file} of ${lab.id} shows \`${wrong.misconception}\`, but what is said to it names ${other}: make them one.`,
      at,
    ),
  ];
}

function notRejected(code: string, { grade }: Judgement): string | undefined {
  const codes = [...new Set(grade.diagnostics.flatMap((each) => (each.severity === 'error' ? [each.code] : [])))];
  if (grade.class !== 'rejected') return `is not rejected: it ${grade.class}. It says ${code}; correct it.`;
  return codes.includes(code) ? undefined : `is rejected with ${codes.join(', ')}, not with ${code}: correct it.`;
}

function notFailing(
  lab: CourseLab,
  reason: Extract<WrongAnswer['reason'], { check: string }>,
  { grade, answers }: Judgement,
): string | undefined {
  const index = lab.checks.findIndex((check) => check.id === reason.check);
  if (index === -1) return `names the check \`${reason.check}\`, which this lab does not have.`;
  if (grade.class === 'rejected')
    return `is rejected (${reasonsOf({ grade })}) before \`${reason.check}\` is asked: say so with \`rejected\`.`;
  if (grade.checks[index]?.passed === true) return `passes \`${reason.check}\`, which it must fail: make it wrong again.`;
  const answer = answers[index];
  if (answer !== undefined && meets(reason.actual, answer as unknown as Json)) return undefined;
  return `fails \`${reason.check}\` for another reason than it says: ${JSON.stringify(grade.checks[index]?.actual)}.`;
}

function entryOf(lab: CourseLab, wrong: WrongAnswer, { grade, answers, configuration }: Judgement) {
  const { reason } = wrong;
  if ('rejected' in reason) return rejectedFeedbackFor(lab, grade.diagnostics);
  const index = lab.checks.findIndex((check) => check.id === reason.check);
  const check = lab.checks[index];
  const answer = answers[index];
  return check === undefined || answer === undefined ? undefined : feedbackFor(check, answer, configuration.report.advisories);
}

function sharedFeedback(lab: CourseLab, judgements: readonly Judgement[]): readonly Diagnostic[] {
  const texts = lab.secrets.wrong.map((wrong, index) => {
    const judgement = judgements[index];
    return judgement === undefined ? undefined : entryOf(lab, wrong, judgement)?.text;
  });
  return texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    if (text === undefined || first === index) return [];
    const message = `${lab.secrets.wrong[index]?.file} of ${lab.id} is told the same as ${lab.secrets.wrong[first]?.file}: give it an entry of its own.`;
    return [errorAt('SHARED_FEEDBACK', message, lab.at(['wrong', index, 'file']))];
  });
}

function checkFaults(lab: CourseLab, id: string, index: number, judgements: readonly Judgement[]): readonly Diagnostic[] {
  const failed = judgements.some(({ grade }) => grade.class !== 'rejected' && grade.checks[index]?.passed === false);
  const never = `Neither the start nor any wrong answer of ${lab.id} fails \`${id}\`: add one that does, or drop the check.`;
  const open = lab.checks[index]?.feedback.findIndex((entry) => entry.when === undefined) ?? -1;
  const hidden = open !== -1 && open < (lab.checks[index]?.feedback.length ?? 0) - 1;
  return [
    ...(failed ? [] : [errorAt('CHECK_NEVER_FAILS', never, lab.at(['checks', index, 'id']))]),
    ...(hidden
      ? [
          errorAt(
            'UNREACHABLE_FEEDBACK',
            `Feedback of \`${id}\` after the entry without \`when\` is never said: move that entry to the end.`,
            lab.at(['checks', index, 'feedback', open]),
          ),
        ]
      : []),
  ];
}

/** Why a grade is not a pass, in one line: the codes that refused it, or the checks that failed with what they got. */
function reasonsOf({ grade }: Pick<Judgement, 'grade'>): string {
  if (grade.class !== 'rejected') {
    const failed = grade.checks.filter((check) => !check.passed);
    return failed.map((check) => `\`${check.id}\` got ${JSON.stringify(check.actual)}`).join('; ');
  }
  const errors = grade.diagnostics.filter((each) => each.severity === 'error');
  return errors.map((each) => `${each.code}: ${each.message}`).join('; ');
}
