import type { Block, Description, ProbeAnswer } from '#engine';
import { VERDICT_WORDS, type VerdictKind, verdictOf } from '../verdict/words.ts';
import { candidatesOf } from './candidates.ts';
import { gatesOf } from './gates.ts';
import { kindWords } from './kind-words.ts';
import type { BlockView, TraceStep, TraceView } from './view.ts';

/** How a block is put into words: the engine's own function, handed in, because this folder only draws. */
export type Describe = (block: Block) => Pick<Description, 'summary' | 'fix'>;

/** `answer` as steps: the way there, the way back, then the policies; each fault stands at the thing that made it. */
export function traceOf(answer: ProbeAnswer, describe: Describe): TraceView {
  const { verdict, word } = verdictOfAnswer(answer);
  const blocks = answer.blocks ?? [];
  const there = waySteps(answer, 'forward', blocks, describe);
  const back = waySteps(answer, 'return', blocks, describe);
  const steps = [...there, ...back, ...policySteps(answer, blocks, describe)];
  return { verdict, word, gates: gatesOf(answer), steps, remarks: remarksOf(answer) };
}

export function blockView(block: Block, describe: Describe): BlockView {
  const { summary, fix } = describe(block);
  const { kind, explanationCode: code, span } = block;
  return {
    kind: kindWords(kind),
    name: block.logicalId ?? block.id,
    code,
    summary,
    fix,
    ...(span === undefined ? {} : { span }),
  };
}

function verdictOfAnswer(answer: ProbeAnswer): { readonly verdict: VerdictKind; readonly word: string } {
  const say = (verdict: VerdictKind, word: string = VERDICT_WORDS[verdict]) => ({ verdict, word });
  if (answer.error !== undefined) return say('rejected', answer.error.code === 'REJECTED' ? VERDICT_WORDS.rejected : 'no answer');
  if (answer.outcome !== undefined) return say(verdictOf(answer.outcome));
  if (answer.connection !== undefined)
    return answer.connection === 'established' ? say('allowed', 'gets through') : say('timeout');
  if (answer.dns !== undefined) return answer.dns.status === 'NOERROR' ? say('allowed', 'resolved') : say('name-error');
  if (answer.deployment !== undefined) return answer.deployment === 'accepted' ? say('allowed', 'accepted') : say('rejected');
  return say('advisory', `$${(answer.monthlyFixedUsd ?? 0).toFixed(2)} a month`);
}

function waySteps(
  answer: ProbeAnswer,
  direction: 'forward' | 'return',
  all: readonly Block[],
  describe: Describe,
): readonly TraceStep[] {
  const components = (direction === 'forward' ? answer.forwardPathComponents : answer.returnPathComponents) ?? [];
  const left = all.filter((block) => block.direction === direction && !isPolicy(block));
  const steps = components.map((component, index): TraceStep => {
    const isLast = (id: string) => components.findLastIndex((each) => each.id === id) === index;
    const own = left.filter((block) => block.id === component.id && isLast(component.id));
    return {
      key: `${direction}-${index}`,
      direction,
      kind: kindWords(component.kind),
      name: component.logicalId ?? component.id,
      note: component.logicalId === undefined || component.logicalId === component.id ? '' : component.id,
      state: own.length > 0 ? 'blocked' : 'passed',
      blocks: own.map((block) => blockView(block, describe)),
      candidates: candidatesOf(component.facts),
    };
  });
  const loose = left.filter((block) => !components.some((component) => component.id === block.id));
  return [...steps, ...loose.map((block, index) => looseStep(block, `${direction}-loose-${index}`, direction, describe))];
}

const looseStep = (block: Block, key: string, direction: TraceStep['direction'], describe: Describe): TraceStep => ({
  key,
  direction,
  kind: kindWords(block.kind),
  name: block.logicalId ?? block.id,
  note: '',
  state: 'blocked',
  blocks: [blockView(block, describe)],
  candidates: candidatesOf(block.facts),
});

const DECISIONS = {
  allowed: 'allows',
  explicitDeny: 'denies explicitly',
  implicitDeny: 'does not allow',
  notApplicable: 'does not apply',
} as const;

function policySteps(answer: ProbeAnswer, all: readonly Block[], describe: Describe): readonly TraceStep[] {
  const blocks = all.filter(isPolicy);
  const layers = answer.evaluation?.layers ?? [];
  const steps = layers
    .filter((layer) => layer.decision !== 'notApplicable')
    .map((layer): TraceStep => {
      const own = blocks.filter((block) => layerOf(block) === layer.layer);
      const statements = layer.matchedStatements.map((each) => each.sid ?? `statement ${each.statement + 1}`);
      return {
        key: `policy-${layer.layer}`,
        direction: 'policy',
        kind: kindWords(layer.layer),
        name: DECISIONS[layer.decision],
        note: statements.join(', '),
        state: own.length > 0 ? 'blocked' : layer.decision === 'allowed' ? 'passed' : 'silent',
        blocks: own.map((block) => blockView(block, describe)),
        candidates: [],
      };
    });
  const shown = new Set(layers.map((layer) => layer.layer));
  const loose = blocks.filter((block) => !shown.has(layerOf(block)));
  return [...steps, ...loose.map((block, index) => looseStep(block, `policy-loose-${index}`, 'policy', describe))];
}

const LAYERS: Readonly<Record<string, string>> = {
  'identity-policy': 'identity',
  'endpoint-policy': 'endpoint',
  'resource-policy': 'resource',
  'service-control-policy': 'scp',
  'resource-control-policy': 'rcp',
  'permission-boundary': 'boundary',
  'session-policy': 'session',
};

const isPolicy = (block: Block): boolean => Object.hasOwn(LAYERS, block.kind);
const layerOf = (block: Block): string => LAYERS[block.kind] ?? block.kind;

function remarksOf(answer: ProbeAnswer): readonly string[] {
  const { error, dns, rejections = [], monthlyByComponent = [], advisories = [] } = answer;
  return [
    ...(error === undefined ? [] : [error.message]),
    ...(dns === undefined || dns.answers.length === 0 ? [] : [`The name answers with ${dns.answers.join(', ')}.`]),
    ...rejections.map((each) => `${each.code}: ${each.message}`),
    ...monthlyByComponent.map((each) => `\`${each.id}\` costs $${each.usd.toFixed(2)} a month.`),
    ...advisories.map((each) => each.message),
  ];
}
