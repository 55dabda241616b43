import type { SourceFile } from '../probe/configuration.ts';
import { labInput, withNames } from './given.ts';
import type { Decision, PublicLab } from './lab.ts';
import type { PredictQuestion } from './question.ts';
import { shuffled } from './shuffle.ts';

/** The decisions that the panel asks about: `draw` of them, the same for the same seed. */
export const drawnDecisions = (decisions: readonly Decision[], draw: number, seed: string): readonly Decision[] =>
  shuffled(decisions, seed).slice(0, draw);

/** `decision` as a prediction about the network that `files` make: somebody defends his own, so the key is what the engine says of it. */
export function decisionQuestion(lab: PublicLab, decision: Decision, files: readonly SourceFile[]): PredictQuestion | undefined {
  const filled = withNames(decision.probe, files);
  if ('error' in filled) return undefined;
  return {
    kind: 'predict',
    id: `${lab.id}/viva/${decision.id}`,
    stem: decision.question,
    options: decision.options,
    configuration: labInput(lab, files),
    probe: filled.probe,
    facts: [],
    examTasks: [],
  };
}
