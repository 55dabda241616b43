import type { TraceStep } from './view.ts';

const WORDS = { passed: 'lets it pass', blocked: 'stops it', silent: 'has no say' } as const;

/** A step as its heading: "route table `RtB` stops it". */
export function stepTitle({ direction, kind, name, state }: TraceStep): string {
  if (direction === 'policy')
    return `${kind} ${name.includes(' ') || /^(allows|denies)/.test(name) ? name : `\`${name}\` ${WORDS[state]}`}`;
  if (kind === 'name') return `name \`${name}\` ${state === 'blocked' ? 'does not lead there' : 'resolves'}`;
  return `${kind} \`${name}\` ${WORDS[state]}`;
}

/** A step as somebody hears it: which of how many, on the way back or not, what it is, what it did and why. */
export function sayStep(steps: readonly TraceStep[], at: number): string {
  const step = steps[at];
  if (step === undefined) return '';
  const way = step.direction === 'return' ? ', on the way back' : '';
  const why = step.blocks.map((block) => block.summary);
  const taken = step.candidates.find((each) => each.taken);
  const by = step.blocks.length === 0 && taken !== undefined ? [`${taken.label}: ${taken.why}.`] : [];
  return [`Step ${at + 1} of ${steps.length}${way}: ${stepTitle(step)}.`, ...why, ...by].join(' ').replaceAll('`', '');
}
