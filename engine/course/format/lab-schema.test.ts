import { describe, expect, test } from 'vitest';
import { labSchema } from './lab-schema.ts';

const feedback = [{ text: 'x' }];
const lab = {
  id: 'T01',
  title: 'T',
  kind: 'fix-it',
  minutes: 1,
  objectives: ['x'],
  brief: 'x',
  world: {},
  files: [{ path: 'network.yaml', start: 'start.yaml' }],
  checks: [{ id: 'c', title: 'c', probe: { kind: 'cost' }, expect: { monthlyFixedUsd: 0 }, feedback }],
  hints: { look: 'a', principle: 'b', next: 'c', worked: 'd' },
  solutions: ['a', 'b'].map((file) => ({ file, title: file, tradeOff: file })),
  wrong: ['a', 'b', 'c'].map((file) => ({ file, rejected: 'X' })),
};
const faults = (more: object) => {
  const read = labSchema.safeParse({ ...lab, ...more });
  return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
};
const steps = [{ id: 's', text: 'x', check: 'c' }];
const tradeOff = { words: 200, rubric: ['a', 'b'] };

describe('a lab', () => {
  test.each<readonly [string, object]>([
    ['guided, with steps', { kind: 'guided', steps }],
    ['guided, without', { kind: 'guided' }],
    ['build', { kind: 'build' }],
    ['incident', { kind: 'incident', diagnosticProbes: 12 }],
    ['design', { kind: 'design', tradeOff }],
    ['adversarial', { kind: 'adversarial', attacks: ['c'] }],
  ])('may be of the kind %s', (_kind, more) => expect(faults(more)).toEqual([]));

  test.each<readonly [string, object, RegExp]>([
    ['steps outside guided', { steps }, /steps belongs to labs of the kind guided/],
    ['an incident without its number of probes', { kind: 'incident' }, /diagnosticProbes is what/],
    ['a design without its note', { kind: 'design' }, /tradeOff is what/],
    ['an attacker without attacks', { kind: 'adversarial' }, /attacks is what/],
    ['nothing to edit', { files: [{ path: 'a', start: 'a', fixed: true }] }, /files must hold one that is not `fixed`/],
    ['answers about nothing', { files: [{ path: 'a', start: 'a', holds: 'answers' }] }, /files must hold a template/],
  ])('is refused with %s', (_what, more, message) => expect(faults(more).join('\n')).toMatch(message));

  test('may speak of the reasons of a name, of gates, of remarks and of a part of a message', () => {
    const expected = {
      dns: { name: 'sqs.us-east-1.amazonaws.com', explanationCode: 'SIM_X' },
      evaluation: { explanation: { decision: 'allowed' } },
      advisories: [{ code: 'DENY_ONLY' }],
    };
    const rejected = [{ when: { code: 'InvalidParameter', message: { includes: 'Subnet' } }, text: 'x' }];
    expect(faults({ checks: [{ ...lab.checks[0], expect: expected }], rejected })).toEqual([]);
  });
});
