import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decideCase } from '#engine';

const FOLDER = new URL('./conformance/iam/', import.meta.url);
const casesSchema = z.array(
  z.strictObject({
    name: z.string(),
    source: z.string(),
    case: z.record(z.string(), z.unknown()),
    expected: z.record(z.string(), z.unknown()),
  }),
);

for (const file of readdirSync(FOLDER)) {
  const cases = casesSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  describe(file, () => {
    test.each(cases.map((each) => [`${each.name} (${each.source})`, each] as const))('%s', (_name, { case: input, expected }) => {
      expect(decideCase(input)).toMatchObject(expected);
    });
  });
}
