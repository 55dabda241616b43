import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import type { CourseLab } from '../course.ts';
import type { PreparedLab } from '../grade.ts';
import { decisionQuestion } from '../viva.ts';
import { keyFaults } from './keys.ts';

/** Every decision of the viva of `lab` that has not exactly one true option on the network of each solution; a draw that cannot be made. */
export function vivaFaults(lab: CourseLab, { asking }: PreparedLab): readonly Diagnostic[] {
  const decisions = lab.secrets.decisions ?? [];
  return [
    ...numbersOf(lab, decisions.length),
    ...decisions.flatMap((decision, index) => {
      const at = lab.at(['viva', 'decisions', index]);
      if (decisions.findIndex((other) => other.id === decision.id) !== index)
        return [errorAt('DUPLICATE_ID', `There are two decisions \`${decision.id}\` in ${lab.id}: give each its own id.`, at)];
      return lab.secrets.solutions.flatMap(({ file, files }) => {
        const question = decisionQuestion(lab, decision, files);
        const none = `The decision \`${decision.id}\` of ${lab.id} has no probe that can be asked: write one.`;
        const faults = question === undefined ? [errorAt('PREDICT_KEY', none, at)] : keyFaults(question, at, asking);
        return faults.map((each) => ({ ...each, message: `${each.message} (${file})` }));
      });
    }),
  ];
}

function numbersOf(lab: CourseLab, there: number): readonly Diagnostic[] {
  const { viva } = lab;
  if (viva === undefined || (viva.right <= viva.draw && viva.draw <= there)) return [];
  const message = `The viva of ${lab.id} draws ${viva.draw} of ${there} decisions and wants ${viva.right} right: correct the numbers.`;
  return [errorAt('VIVA_NUMBERS', message, lab.at(['viva']))];
}
