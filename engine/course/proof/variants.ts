import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import { type Asking, ask } from '../ask.ts';
import type { CourseLab } from '../course.ts';
import type { Question } from '../question.ts';
import { drawLab, drawQuestion, unfilledIn } from '../variant.ts';
import { proveLab } from './lab.ts';

const SEEDS = ['proof-1', 'proof-2', 'proof-3', 'proof-4', 'proof-5', 'proof-6', 'proof-7', 'proof-8'];
const LAB_SEEDS = SEEDS.slice(0, 2);

/** Every way in which a template of a question fails: a seed that draws nothing, and too few variants that differ. */
export function questionVariantFaults(question: Question, at: Span, asking: Asking): readonly Diagnostic[] {
  if (question.template === undefined) return [];
  const drawn = SEEDS.map((seed) => drawQuestion(question, seed, (configuration, probe) => ask(asking, configuration, probe)));
  const refused = drawn.find((each) => !each.ok);
  if (refused !== undefined && !refused.ok)
    return [errorAt('NO_VARIANT', `${question.id}: a seed draws no variant with one answer: ${refused.errors.join(', ')}.`, at)];
  const different = new Set(drawn.map((each) => JSON.stringify({ ...(each.ok ? each.value : {}), template: undefined })));
  return different.size >= 3
    ? []
    : [errorAt('FEW_VARIANTS', `${question.id}: eight seeds draw ${different.size} variants: give it more to draw from.`, at)];
}

/** Every promise that some variant of a lab does not keep. */
export function labVariantFaults(lab: CourseLab, asking: Asking): readonly Diagnostic[] {
  if (lab.template === undefined) return [];
  const [left] = unfilledIn(lab);
  if (left !== undefined)
    return [errorAt('UNFILLED', `${lab.id}: nothing fills ${left}: add it to \`parameters\`.`, lab.at(['parameters']))];
  return LAB_SEEDS.flatMap((seed) =>
    proveLab(drawLab(lab, seed), asking).map((fault) => ({ ...fault, message: `${fault.message} (variant ${seed})` })),
  );
}
