import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerProbes, openConfiguration, probeSchema, worldSchema } from '#engine';
import { mergePatch } from './merge-patch.ts';

const FOLDER = new URL('./conformance/network/', import.meta.url);

const conformanceSchema = z.strictObject({
  base: z.record(z.string(), z.unknown()),
  world: worldSchema,
  cases: z.array(
    z.strictObject({
      name: z.string(),
      source: z.string(),
      change: z.record(z.string(), z.unknown()),
      probe: probeSchema,
      expected: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** A list in `expected` means: for each of mine, some element of the answer matches; an object is a subset. */
function pattern(value: unknown): unknown {
  if (Array.isArray(value))
    return expect.arrayContaining(
      value.map((each) => (typeof each === 'object' ? expect.objectContaining(members(each)) : each)),
    );
  return typeof value === 'object' && value !== null ? expect.objectContaining(members(value)) : value;
}
const members = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pattern(each)]));

for (const file of readdirSync(FOLDER)) {
  const { base, world, cases } = conformanceSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  describe(file, () => {
    test.each(cases.map((each) => [`${each.name} (${each.source})`, each] as const))(
      '%s',
      (_name, { change, probe, expected }) => {
        const text = JSON.stringify({ ...base, Resources: mergePatch(base.Resources, change) });
        const configuration = openConfiguration({ files: [{ path: 'network.json', text }], world });
        expect(configuration.report.diagnostics.filter((each) => each.severity === 'error')).toEqual([]);
        expect(answerProbes(configuration, [probe])[0]).toEqual(pattern(expected));
      },
    );
  });
}
