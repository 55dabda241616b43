import type { TraceStep } from './view.ts';

const WORDS = { passed: 'lets it pass', blocked: 'stops it', silent: 'has no say' } as const;

/** What a thing does with a packet that it does not stop, where "lets it pass" would be odd. */
const PASSED: Readonly<Record<string, string>> = {
  host: 'is on the way',
  instance: 'is on the way',
  'network interface': 'is on the way',
  internet: 'is on the way',
  'on-premises network': 'is on the way',
  'security group': 'admits it',
  'network ACL': 'admits it',
  'load balancer security group': 'admits it',
  'route table': 'has a line for it',
  'transit gateway route table': 'has a line for it',
  'VPC endpoint': 'takes it',
  'NAT gateway': 'puts its own address on it',
  'load balancer': 'hands it on',
  'target group': 'hands it on',
};
const wordsOf = ({ kind, state }: TraceStep): string => (state === 'passed' ? (PASSED[kind] ?? WORDS.passed) : WORDS[state]);

/** A step as its heading: "route table `RtB` stops it". */
export function stepTitle(step: TraceStep): string {
  const { direction, kind, name, state } = step;
  if (direction === 'policy')
    return `${kind} ${name.includes(' ') || /^(allows|denies)/.test(name) ? name : `\`${name}\` ${WORDS[state]}`}`;
  if (kind === 'name') return `name \`${name}\` ${state === 'blocked' ? 'does not lead there' : 'resolves'}`;
  return `${kind} \`${name}\` ${wordsOf(step)}`;
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
