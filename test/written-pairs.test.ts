import { describe, expect, test } from 'vitest';
import { answerProbes, openConfiguration, openParsed, type ProbeAnswer, parseDescribed, writeConfiguration } from '#engine';
import { describeOutput } from './describe-output.ts';
import { conformancePairs, labPairs, namesOf, type Pair, probeById, verdict, worldById } from './pairs.ts';

/** The pair's verdicts, and those of its CloudFormation as it is written out; undefined where AWS would refuse it. */
function bothWays({ input, probes }: Pair) {
  const configuration = openConfiguration(input);
  if (!configuration.report.loaded || configuration.report.rejections.length > 0) return undefined;
  const written = writeConfiguration(configuration, 'cloudformation');
  const { stacks = [] } = input;
  const places = stacks.map((each) => ({ ...each, path: `${each.id}.yaml`, parameters: {} }));
  const again = openConfiguration({ ...input, files: written?.files ?? [], stacks: places, parameters: {} });
  const asked = probes.filter(({ kind, ...each }) => kind !== 'deployment' || !('change' in each));
  return {
    before: answerProbes(configuration, asked).map(verdict),
    after: answerProbes(again, asked).map(verdict),
    remarks: [
      ...(written?.diagnostics ?? []),
      ...again.report.diagnostics.filter(({ severity }) => severity === 'error'),
      ...again.report.rejections,
    ],
  };
}

describe('CloudFormation that is written out has the verdicts of what it was written from', () => {
  test.each(labPairs().map((pair) => [pair.name, pair] as const))('%s', (_name, pair) => {
    const both = bothWays(pair);
    expect(both?.remarks).toEqual([]);
    expect(both?.after).toEqual(both?.before);
  });
  const some = conformancePairs().filter((_, index) => index % 12 === 3);
  test.each(some.map((pair) => [pair.name, pair] as const))('%s', (_name, pair) => {
    const both = bothWays(pair);
    expect(both?.remarks ?? []).toEqual([]);
    expect(both?.after).toEqual(both?.before);
  });
});

/** What is left of a verdict where addresses and ids are new. */
const outline = (answer: ProbeAnswer) => {
  const { outcome, forward, connection, error, blocks, evalDecision, via } = verdict(answer);
  return {
    ...{ outcome, forward, connection, error, evalDecision },
    via: via?.map(({ kind, endpointType }) => ({ kind, endpointType })),
    blocks: blocks?.map(({ kind, explanationCode, direction }) => ({ kind, explanationCode, direction })),
  };
};

/** An endpoint that is made anew has another name of its own: nobody who wrote the old one down finds it. */
const OWN_NAME = /vpce-[0-9a-f]{17}/;

describe('what an account describes, written as CloudFormation, has the same verdicts', () => {
  const some = labPairs().filter((_, index) => index % 3 === 0);
  test.each(some.map((pair) => [pair.name, pair] as const))('%s', (_name, { input, probes }) => {
    const template = openConfiguration(input);
    const idOf = namesOf(template);
    const files = Object.entries(describeOutput(template)).map(([path, response]) => ({ path, text: JSON.stringify(response) }));
    const world = worldById(input.world, idOf);
    const described = openParsed(parseDescribed({ files, world }));
    const written = writeConfiguration(described, 'cloudformation');
    // Several accounts in one template are several accounts no longer, and that is said.
    if (written?.diagnostics.some(({ code }) => code === 'EXPORT_SEVERAL_PLACES')) return;
    const nameOf = (name: string) => written?.names.get(name);
    const again = openConfiguration({ files: written?.files ?? [], world: worldById(world, nameOf) });
    expect([...again.report.rejections, ...again.report.diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([]);
    const asked = probes
      .filter((probe) => probe.kind !== 'deployment' && probe.kind !== 'cost' && !OWN_NAME.test(JSON.stringify(probe)))
      .map((probe) => probeById(probe, idOf));
    const renamed = asked.map((probe) => probeById(probe, nameOf));
    expect(answerProbes(again, renamed).map(outline)).toEqual(answerProbes(described, asked).map(outline));
  });
});
