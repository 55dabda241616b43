import { describe, expect, test } from 'vitest';
import { answerProbes, openConfiguration, openParsed, parseDescribed } from '#engine';
import { describeOutput } from './describe-output.ts';
import { byId, conformancePairs, labPairs, namesOf, type Pair, probeById, verdict, worldById } from './pairs.ts';

/** The pair's verdicts, and those of what its account then describes, by AWS ids; undefined where AWS would refuse it. */
function bothWays({ input, probes }: Pair) {
  const configuration = openConfiguration(input);
  const { report, resources } = configuration;
  if (!report.loaded || report.rejections.length > 0 || resources.some(({ type }) => NOT_DESCRIBED.test(type))) return undefined;
  const idOf = namesOf(configuration);
  const files = Object.entries(describeOutput(configuration)).map(([name, response]) => ({
    path: `${name}.json`,
    text: JSON.stringify(response, null, 1),
  }));
  const again = openParsed(parseDescribed({ files, world: worldById(input.world, idOf) }));
  const asked = probes.filter(({ kind }) => kind !== 'deployment' && kind !== 'cost');
  return {
    template: byId(answerProbes(configuration, asked).map(verdict), idOf),
    described: answerProbes(
      again,
      asked.map((probe) => probeById(probe, idOf)),
    ).map(verdict),
    remarks: again.report.diagnostics.filter(({ severity }) => severity !== 'info'),
  };
}

/** What no mapping reads; no answer of Organizations holds a policy together with what it is attached to. */
const NOT_DESCRIBED = /^AWS::(VpcLattice|RAM|Route53Profiles|Organizations)::/;

describe('what an account describes has the verdicts of the template that made it', () => {
  test.each(labPairs().map((pair) => [pair.name, pair] as const))('%s', (_name, pair) => {
    const both = bothWays(pair);
    if (both === undefined) {
      expect(openConfiguration(pair.input).resources.some(({ type }) => NOT_DESCRIBED.test(type))).toBe(true);
      return;
    }
    expect(both.remarks).toEqual([]);
    expect(both.described).toEqual(both.template);
  });

  // Cases of one file differ by little: every twelfth tells as much in a twelfth of the time.
  const some = conformancePairs().filter((_, index) => index % 12 === 0);
  test.each(some.map((pair) => [pair.name, pair] as const))('%s', (_name, pair) => {
    const both = bothWays(pair);
    expect(both?.described).toEqual(both?.template);
  });
});
