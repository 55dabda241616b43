import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import type { CourseLab } from '../course.ts';
import { type Judgement, judgePrepared, type PreparedLab } from '../grade.ts';
import type { Step } from '../lab.ts';
import { stepQuestion } from '../steps.ts';
import { keyFaults } from './keys.ts';

/**
 * Every step of `lab` that does not hold what it promises: where it begins, the steps before it are done and its own is not; its question
 * has exactly one true option.
 */
export function stepFaults(lab: CourseLab, prepared: PreparedLab): readonly Diagnostic[] {
  const steps = lab.secrets.steps ?? [];
  return steps.flatMap((step, index) => {
    const state = judgePrepared(prepared, step.state);
    return [
      ...namesOf(lab, step, index),
      ...beginning(lab, steps.slice(0, index), step, index, state),
      ...questionFaults(lab, step, index, prepared),
    ];
  });
}

function namesOf(lab: CourseLab, step: Step, index: number): readonly Diagnostic[] {
  const unknown = step.checks.filter((id) => !lab.checks.some((check) => check.id === id));
  const first = (lab.secrets.steps ?? []).findIndex((other) => other.id === step.id);
  return [
    ...unknown.map((id) =>
      errorAt(
        'UNKNOWN_CHECK',
        `The step \`${step.id}\` names the check \`${id}\`, which ${lab.id} does not have.`,
        lab.at(['steps', index, 'check']),
      ),
    ),
    ...(first === index
      ? []
      : [
          errorAt(
            'DUPLICATE_ID',
            `There are two steps \`${step.id}\` in ${lab.id}: give each its own id.`,
            lab.at(['steps', index, 'id']),
          ),
        ]),
  ];
}

function beginning(
  lab: CourseLab,
  earlier: readonly Step[],
  step: Step,
  index: number,
  { grade }: Judgement,
): readonly Diagnostic[] {
  const at = lab.at(['steps', index]);
  if (grade.class === 'rejected')
    return [errorAt('STEP_STATE', `The text at which the step \`${step.id}\` begins is refused: write another \`state\`.`, at)];
  const passed = new Set(grade.checks.filter((check) => check.passed).map((check) => check.id));
  const undone = earlier.flatMap((each) => each.checks).find((id) => !passed.has(id));
  if (undone !== undefined) {
    const message = `Where the step \`${step.id}\` begins, \`${undone}\` of a step before it does not hold: write the text that stands there as \`state\`.`;
    return [errorAt('STEP_STATE', message, at)];
  }
  if (step.checks.some((id) => !passed.has(id))) return [];
  return [errorAt('STEP_DONE', `The step \`${step.id}\` is done where it begins: name a check that fails there.`, at)];
}

function questionFaults(lab: CourseLab, step: Step, index: number, { asking }: PreparedLab): readonly Diagnostic[] {
  if (step.predict === undefined) return [];
  const question = stepQuestion(lab, step);
  const at = lab.at(['steps', index, 'predict']);
  if (question === undefined)
    return [errorAt('PREDICT_KEY', `The question of the step \`${step.id}\` has no probe that can be asked: write one.`, at)];
  return keyFaults(question, at, asking);
}
