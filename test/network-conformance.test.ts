import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerProbes, openConfiguration, probeSchema, worldSchema } from '#engine';
import { mergePatch } from './merge-patch.ts';

const FOLDER = new URL('./conformance/network/', import.meta.url);

const conformanceSchema = z.strictObject({
  base: z.record(z.string(), z.unknown()),
  /** With several stacks `base` holds each stack's Resources by its id, and a `change` names `stackId`, then the resource. */
  stacks: z.array(z.strictObject({ id: z.string(), account: z.string(), region: z.string().optional() })).default([]),
  world: z.record(z.string(), z.unknown()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      source: z.string(),
      change: z.record(z.string(), z.unknown()),
      /** A JSON Merge Patch on the file's world. */
      world: z.record(z.string(), z.unknown()).default({}),
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

const partOf = (change: Readonly<Record<string, unknown>>, id: string): unknown => (id === '' ? change : (change[id] ?? {}));

for (const file of readdirSync(FOLDER)) {
  const { base, stacks, world, cases } = conformanceSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  describe(file, () => {
    test.each(cases.map((each) => [`${each.name} (${each.source})`, each] as const))(
      '%s',
      (_name, { change, world: patch, probe, expected }) => {
        const text = (id: string) =>
          JSON.stringify({ Resources: mergePatch(id === '' ? base.Resources : base[id], partOf(change, id)) });
        const files = (stacks.length === 0 ? [''] : stacks.map(({ id }) => id)).map((id) => ({
          path: `${id}.json`,
          text: text(id),
        }));
        const places = stacks.map((each) => ({ ...each, path: `${each.id}.json` }));
        const configuration = openConfiguration({ files, stacks: places, world: worldSchema.parse(mergePatch(world, patch)) });
        expect(configuration.report.diagnostics.filter((each) => each.severity === 'error')).toEqual([]);
        expect(answerProbes(configuration, [probe])[0]).toEqual(pattern(expected));
      },
    );
  });
}
