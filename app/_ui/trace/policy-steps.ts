import type { Block, ProbeAnswer } from '#engine';
import type { Closer, GateWords } from './closer.ts';
import { kindWords } from './kind-words.ts';
import { placeOfLayer } from './place-of.ts';
import { blockView, type Told } from './told.ts';
import type { TraceStep } from './view.ts';

const DECISIONS = {
  allowed: 'allows',
  explicitDeny: 'denies explicitly',
  implicitDeny: 'does not allow',
  notApplicable: 'does not apply',
} as const;

const LAYERS: Readonly<Record<string, string>> = {
  'identity-policy': 'identity',
  'endpoint-policy': 'endpoint',
  'resource-policy': 'resource',
  'service-control-policy': 'scp',
  'resource-control-policy': 'rcp',
  'permission-boundary': 'boundary',
  'session-policy': 'session',
};

export const isPolicy = (block: Block): boolean => Object.hasOwn(LAYERS, block.kind);
const layerOf = (block: Block): string => LAYERS[block.kind] ?? block.kind;

/** One step for each policy layer that has a say, in the order of the gates; looked at closer, with every statement and why it lost. */
export function policySteps(told: Told): readonly TraceStep[] {
  const { answer, closer } = told;
  const layers = inOrder(answer.evaluation).filter((layer) => layer.decision !== 'notApplicable');
  const steps = layers.map((layer) => policyStep(told, layer, gateWords(answer, layer.layer, closer)));
  const shown = new Set(layers.map((layer) => layer.layer));
  const loose = (answer.blocks ?? []).filter((block) => isPolicy(block) && !shown.has(layerOf(block)));
  return [...steps, ...loose.map((block) => looseStep(told, block))];
}

type Layer = NonNullable<ProbeAnswer['evaluation']>['layers'][number];

/** The layers as a person would walk them, where the explanation says so. */
function inOrder(evaluation: ProbeAnswer['evaluation']): readonly Layer[] {
  const order = evaluation?.explanation?.gates.map((gate): string => gate.layer) ?? [];
  return (evaluation?.layers ?? []).toSorted((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer));
}

function gateWords(answer: ProbeAnswer, layer: string, closer: Closer | undefined): GateWords | undefined {
  const gate = answer.evaluation?.explanation?.gates.find((each) => each.layer === layer);
  return gate === undefined ? undefined : closer?.gate(gate);
}

const hostOf = ({ forwardPathComponents: components = [] }: ProbeAnswer): string | undefined =>
  components[0]?.logicalId ?? components[0]?.id;

function policyStep({ answer, describe, host }: Told, layer: Layer, words: GateWords | undefined): TraceStep {
  const own = (answer.blocks ?? []).filter((block) => isPolicy(block) && layerOf(block) === layer.layer);
  const views = own.map((block) => blockView(block, describe));
  const matched = layer.matchedStatements.map((each) => each.sid ?? `statement ${each.statement + 1}`);
  const candidates = words?.statements ?? [];
  const span =
    views.find((view) => view.span !== undefined)?.span ??
    candidates.find((each) => each.taken)?.span ??
    layer.matchedStatements.find((each) => each.span !== undefined)?.span;
  const place = placeOfLayer(layer.layer, answer, host ?? hostOf(answer));
  return {
    key: `policy-${layer.layer}`,
    direction: 'policy',
    kind: kindWords(layer.layer),
    name: DECISIONS[layer.decision],
    note: matched.join(', '),
    state: views.length > 0 ? 'blocked' : layer.decision === 'allowed' ? 'passed' : 'silent',
    blocks: views,
    candidates,
    changes: words?.changes ?? [],
    ...(place === undefined ? {} : { place }),
    ...(span === undefined ? {} : { span }),
  };
}

function looseStep({ answer, describe, host }: Told, block: Block): TraceStep {
  const place = placeOfLayer(layerOf(block), answer, host ?? hostOf(answer));
  return {
    key: `policy-${block.kind}`,
    direction: 'policy',
    kind: kindWords(block.kind),
    name: block.logicalId ?? block.id,
    note: '',
    state: 'blocked',
    blocks: [blockView(block, describe)],
    candidates: [],
    changes: [],
    ...(place === undefined ? {} : { place }),
    ...(block.span === undefined ? {} : { span: block.span }),
  };
}
