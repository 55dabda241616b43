import { labInput, withNames } from './given.ts';
import type { PublicLab, Step } from './lab.ts';
import type { PredictQuestion } from './question.ts';

/** The question of `step` as any prediction: about the text that its author chose, with the probe of its first check unless it has one. */
export function stepQuestion(lab: PublicLab, step: Step): PredictQuestion | undefined {
  const { predict } = step;
  const probe = predict?.probe ?? lab.checks.find((check) => check.id === step.checks[0])?.probe;
  const filled = predict === undefined || probe === undefined ? undefined : withNames(probe, predict.on);
  if (predict === undefined || filled === undefined || 'error' in filled) return undefined;
  return {
    kind: 'predict',
    id: `${lab.id}/${step.id}`,
    stem: predict.question,
    options: predict.options,
    configuration: labInput(lab, predict.on),
    probe: filled.probe,
    facts: [],
    examTasks: [],
  };
}
