import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decideCase } from '#engine';
import { caseOfLayers, LAYER_NAMES, STATES } from './layers.ts';

const FOLDER = new URL('./conformance/iam/', import.meta.url);
const told = { name: z.string(), source: z.string() };
const object = z.record(z.string(), z.unknown());

/** A whole case of `decide`; or a condition on an Allow of a user's own; or the state of each layer of a request across accounts. */
const rowSchema = z.union([
  z.strictObject({ ...told, case: object, expected: object }),
  z.strictObject({ ...told, condition: object, context: object, holds: z.boolean(), missing: z.array(z.string()).optional() }),
  z.strictObject({ ...told, states: z.partialRecord(z.enum(LAYER_NAMES), z.enum(STATES)), expected: z.enum(STATES) }),
]);

type Row = z.infer<typeof rowSchema>;

/** What is asked, and what must be answered. */
function asked(row: Row): { readonly input: unknown; readonly expected: object } {
  if ('case' in row) return { input: row.case, expected: row.expected };
  if ('states' in row) return caseOfLayers(row.states, row.expected);
  const input = {
    request: {
      principal: 'arn:aws:iam::111122223333:user/ana',
      action: 's3:GetObject',
      resource: { arn: 'arn:aws:s3:::claims-data/x', accountId: '111122223333' },
      context: row.context,
    },
    identityPolicies: [
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: row.condition }] },
    ],
  };
  const missing = row.missing === undefined ? {} : { missingContextKeys: row.missing };
  return { input, expected: { evalDecision: row.holds ? 'allowed' : 'implicitDeny', ...missing } };
}

for (const file of readdirSync(FOLDER)) {
  const rows = z.array(rowSchema).parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  describe(file, () => {
    test.each(rows.map((row) => [`${row.name} (${row.source})`, row] as const))('%s', (_name, row) => {
      const { input, expected } = asked(row);
      expect(decideCase(input)).toMatchObject(expected);
    });
  });
}
