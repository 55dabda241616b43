import type { Block, ProbeAnswer } from '#engine';
import type { Gate } from './view.ts';

/** The questions in the order in which they are asked; every other kind of block is a question of routing. */
const GATE_OF: Readonly<Record<string, string>> = {
  dns: 'name',
  'security-group': 'group',
  'load-balancer-security-group': 'group',
  'network-acl': 'network ACL',
  'availability-zone': 'zone',
  'endpoint-state': 'state',
  'load-balancer': 'targets',
  'identity-policy': 'policy',
  'endpoint-policy': 'policy',
  'resource-policy': 'policy',
  'service-control-policy': 'policy',
  'resource-control-policy': 'policy',
  'permission-boundary': 'policy',
  'session-policy': 'policy',
};

/** The gates of an answer about a packet; none for prices and deployments. A gate behind the end of the way was never asked. */
export function gatesOf(answer: ProbeAnswer): readonly Gate[] {
  if (answer.forward === undefined && answer.outcome === undefined) return [];
  const blocks = answer.blocks ?? [];
  const there = gateNames(blocks.filter((block) => block.direction === 'forward'));
  const arrived = answer.evaluation !== undefined || answer.forward === 'delivered';
  const named = !there.has('name');
  const gate = (name: string, asked: boolean): Gate => ({
    name,
    state: there.has(name) ? 'blocked' : asked ? 'passed' : 'unasked',
  });
  const rare = ['zone', 'state', 'targets'].filter((name) => there.has(name));
  const replies = blocks.some((block) => block.direction === 'return');
  return [
    gate('name', true),
    gate('group', named),
    gate('network ACL', named),
    gate('route', named),
    ...rare.map((name) => gate(name, true)),
    { name: 'reply', state: replies ? 'blocked' : arrived ? 'passed' : 'unasked' },
    ...(answer.outcome === undefined ? [] : [gate('policy', answer.evaluation !== undefined)]),
  ];
}

const gateNames = (blocks: readonly Block[]): ReadonlySet<string> =>
  new Set(blocks.map((block) => GATE_OF[block.kind] ?? 'route'));
