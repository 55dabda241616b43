import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  answerProbes,
  loadTerraform,
  openConfiguration,
  type Probe,
  type ProbeAnswer,
  type World,
  worldSchema,
  writeConfiguration,
} from '../engine/index.ts';

const PAIRS = fileURLToPath(new URL('./corpus/pairs', import.meta.url));
const terraform = await loadTerraform();

interface Questions {
  readonly world: unknown;
  readonly probes: readonly Probe[];
  readonly outcomes?: Readonly<Record<string, string>>;
}

const textOf = (...parts: readonly string[]): string => readFileSync(path.join(PAIRS, ...parts), 'utf8');

function filesBelow(folder: string, below = ''): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(path.join(PAIRS, folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, name) : [{ path: name, text: textOf(folder, name) }];
  });
}

/** What of an answer does not hang on ids: names instead, which are the same in both forms. */
function meaning(answer: ProbeAnswer): unknown {
  const { forward, connection, outcome, error, deployment, dns, evaluation, monthlyFixedUsd, monthlyTrafficUsd } = answer;
  const thing = ({ kind, logicalId }: { kind: string; logicalId?: string }) => [kind, logicalId];
  return {
    ...{ forward, connection, outcome, error, deployment, monthlyFixedUsd, monthlyTrafficUsd },
    decision: evaluation?.evalDecision,
    dns: dns === undefined ? undefined : { ...dns, zone: undefined, name: undefined },
    via: answer.via?.map((each) => [each.kind, each.kind === 'internet' ? undefined : each.id]),
    blocks: answer.blocks?.map((each) => [...thing(each), each.explanationCode, each.direction]),
    way: answer.forwardPathComponents?.map(thing),
    back: answer.returnPathComponents?.map(thing),
    rejections: answer.rejections?.map((each) => [each.logicalId, each.code]),
  };
}

function openedPair(name: string) {
  const questions: Questions = parse(textOf(name, 'questions.yaml'));
  const world: World = worldSchema.parse(questions.world);
  const left = openConfiguration({ files: [{ path: 'network.yaml', text: textOf(name, 'network.yaml') }], world });
  const wanted = new Map(left.resources.map((each) => [each.logicalId, [each.type]]));
  return { questions, world, left, wanted };
}

function answersOf(name: string): {
  readonly questions: Questions;
  readonly left: readonly ProbeAnswer[];
  readonly right: readonly ProbeAnswer[];
} {
  const { questions, world, left, wanted } = openedPair(name);
  const right = openConfiguration({ files: filesBelow(`${name}/terraform`), world, terraform, wanted });
  expect(right.report.diagnostics.filter((each) => each.severity !== 'info')).toEqual([]);
  expect(right.report.rejections).toEqual([]);
  return { questions, left: answerProbes(left, questions.probes), right: answerProbes(right, questions.probes) };
}

/** The answers of a network in Terraform that was written out as CloudFormation and opened again. */
function writtenOut(name: string): readonly (readonly [string, string | undefined, string | undefined])[] {
  const { questions, wanted, world } = openedPair(name);
  const right = openConfiguration({ files: filesBelow(`${name}/terraform`), world, terraform, wanted });
  const [file, ...others] = writeConfiguration(right, 'cloudformation')?.files ?? [];
  expect(others).toEqual([]);
  const again = openConfiguration({ files: [{ path: 'template.yaml', text: file?.text ?? '' }], world });
  const probes = questions.probes.filter((probe) => probe.kind !== 'deployment');
  expect([again.report.loaded, again.report.rejections]).toEqual([true, []]);
  const before = answerProbes(right, probes);
  return answerProbes(again, probes).map((answer, index) => [answer.id, before[index]?.outcome, answer.outcome] as const);
}

describe.each(readdirSync(PAIRS))('%s', (name) => {
  test('the network in Terraform gives every verdict that it gives in CloudFormation', () => {
    const { questions, left, right } = answersOf(name);
    for (const [index, answer] of left.entries()) {
      const other = right[index];
      expect([answer.id, other === undefined ? undefined : meaning(other)]).toEqual([answer.id, meaning(answer)]);
      const outcome = questions.outcomes?.[answer.id];
      if (outcome !== undefined) expect([answer.id, answer.outcome]).toEqual([answer.id, outcome]);
    }
  });

  test('written out as CloudFormation it gives the same outcomes again', () => {
    for (const [id, before, after] of writtenOut(name)) expect([id, after]).toEqual([id, before]);
  });
});
