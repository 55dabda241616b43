import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Change,
  decideCase,
  describeAbsence,
  describeChange,
  describeFailure,
  describeGate,
  describeRefusal,
} from '#engine';
import { explained } from './explained.ts';
import { type Case, decideCases } from './policies.ts';

type Node = Record<string, unknown>;

/** The document at the place of a change, made if there is none. */
function documentsOf(
  input: Node,
  layer: string,
  orgIdentifier: string | undefined,
): { list: unknown[]; put: (list: unknown[]) => void } {
  const put = (name: string) => ({
    list: (input[name] as unknown[] | null) ?? [],
    put: (list: unknown[]) => {
      input[name] = list;
    },
  });
  const single = (name: string) => ({
    list: input[name] === null || input[name] === undefined ? [] : [input[name]],
    put: ([document]: unknown[]) => {
      input[name] = document;
    },
  });
  if (layer === 'identity') return put('identityPolicies');
  if (layer === 'boundary') return put('permissionBoundaries');
  if (layer === 'endpoint') return put('endpointPolicies');
  if (layer === 'resource') return single('resourcePolicy');
  if (layer === 'session') return single('sessionPolicy');
  const chain = input[layer === 'scp' ? 'serviceControlPolicies' : 'resourceControlPolicies'] as {
    orgIdentifier: string;
    policies: unknown[];
  }[];
  const levels = chain.filter((each) => each.orgIdentifier === orgIdentifier);
  const [level] = levels;
  if (level === undefined) throw new Error(`no level ${orgIdentifier}`);
  return {
    list: level.policies,
    put: (list) => {
      level.policies = list;
    },
  };
}

const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Carries a change out, as a person would with an editor. */
function apply(input: Node, layer: string, change: Change): void {
  const place = documentsOf(input, layer, change.orgIdentifier);
  if (change.kind === 'attach-policy') {
    place.put([...place.list, change.document]);
    return;
  }
  const document = place.list[change.policy] as Node;
  const keys = keysOf(change.pointer);
  if (change.kind === 'add-statement') {
    document.Statement = [...(document.Statement as unknown[]), change.document];
    return;
  }
  const last = keys.pop() ?? '';
  let node = document;
  for (const key of keys) {
    node[key] ??= {};
    node = node[key] as Node;
  }
  if (change.kind === 'remove-statement') (node as unknown as unknown[]).splice(Number(last), 1);
  else if (change.kind === 'add-condition') node[last] = change.values;
  else node[last] = [...(node[last] as string[]), ...(change.values ?? [])];
}

/** Levels of one name would be one level: the drawn ones get names of their own. */
function named(input: Case): Node {
  const copy = structuredClone(input) as unknown as Node;
  for (const chain of ['serviceControlPolicies', 'resourceControlPolicies'])
    (copy[chain] as Node[]).forEach((level, index) => {
      level.orgIdentifier = `level-${index}`;
    });
  return copy;
}

test('the edits of the gates that must change let the request pass, and each of them changes its gate', () =>
  fc.assert(
    fc.property(decideCases, (drawn) => {
      const input = named(drawn);
      const before = explained(input);
      for (const gate of before.gates) {
        expect(gate.edit !== undefined).toBe(gate.mustChange);
        if (gate.edit === undefined) continue;
        const alone = structuredClone(input);
        for (const change of gate.edit) apply(alone, gate.layer, change);
        const after = explained(alone).gates.find((each) => each.layer === gate.layer);
        expect([after?.mustChange, gate, alone]).toEqual([false, gate, alone]);
      }
      for (const gate of before.gates) for (const change of gate.edit ?? []) apply(input, gate.layer, change);
      expect(explained(input).evalDecision).toBe('allowed');
    }),
    { numRuns: 250 },
  ));

test('a request is allowed if and only if no gate must change', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const { evalDecision, gates, refusal } = explained(input);
      expect(gates.some((gate) => gate.mustChange)).toBe(evalDecision !== 'allowed');
      expect(refusal === undefined).toBe(evalDecision === 'allowed');
      if (refusal !== undefined) expect(gates.find((gate) => gate.layer === refusal.layer)?.mayBeNamed).toBe(true);
    }),
  ));

test('an explanation and the decision name the same statements', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const answer = decideCase({ ...input, explain: true });
      if ('error' in answer) throw new Error(answer.error.message);
      for (const { layer, matchedStatements } of answer.layers) {
        const gate = answer.explanation?.gates.find((each) => each.layer === layer);
        const matched = (gate?.statements ?? []).filter((each) => each.matched);
        expect(matched.map((each) => [each.policy, each.pointer])).toEqual(
          matchedStatements.map((each) => [each.policy, each.pointer]),
        );
        for (const each of gate?.statements ?? []) expect(each.failed === undefined).toBe(each.matched);
      }
    }),
  ));

test('every part of an explanation has words', () =>
  fc.assert(
    fc.property(decideCases, (input) => {
      const { gates, refusal } = explained(input);
      const words = [
        ...(refusal === undefined ? [] : [describeRefusal(refusal)]),
        ...gates.flatMap((gate) => [
          describeGate(gate),
          ...(gate.edit ?? []).map(describeChange),
          ...gate.statements.flatMap((each) => [
            ...(each.failed === undefined ? [] : [describeFailure(each.failed)]),
            ...each.dependsOn.map(describeAbsence),
          ]),
        ]),
      ];
      for (const each of words) expect(each).not.toMatch(/undefined|\[object/);
    }),
  ));
