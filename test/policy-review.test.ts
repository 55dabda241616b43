import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadActionCatalogue } from '../engine/catalogue/actions/load.ts';
import type { PolicyFault } from '../engine/iam/policy.ts';
import { refusalsOf } from '../engine/iam/refusals.ts';
import { bucketPlace, controlPlace, endpointPlace, type PolicyPlace, tablePlace } from '../engine/iam/review/place.ts';
import type { Json } from '../engine/json.ts';

const FOLDER = new URL('./conformance/policy-review/', import.meta.url);
const found = z.array(z.tuple([z.string(), z.string()]));
const casesSchema = z.array(
  z.strictObject({
    name: z.string(),
    source: z.string(),
    place: z.union([
      z.strictObject({ endpoint: z.enum(['Gateway', 'Interface']), service: z.string() }),
      z.strictObject({ bucket: z.string() }),
      z.strictObject({ table: z.string() }),
      z.strictObject({ control: z.enum(['scp', 'rcp']) }),
    ]),
    policy: z.record(z.string(), z.unknown()),
    /** Codes and pointers, in order. */
    refusals: found,
    advisories: found,
    withoutCatalogue: z.strictObject({ refusals: found, advisories: found }).optional(),
  }),
);

type Place = z.infer<typeof casesSchema>[number]['place'];

const catalogue = await loadActionCatalogue();

function placeOf(place: Place): PolicyPlace {
  if ('endpoint' in place) return endpointPlace(place.endpoint, place.service);
  if ('control' in place) return controlPlace(place.control);
  return 'bucket' in place ? bucketPlace(`arn:aws:s3:::${place.bucket}`) : tablePlace(place.table);
}

const shown = (faults: readonly PolicyFault[]) => faults.map(({ code, pointer }) => [code, pointer]);
const review = (policy: unknown, place: Place, known = true) => {
  const { refusals, advisories } = refusalsOf(policy as Json, placeOf(place), known ? catalogue : undefined);
  return { refusals: shown(refusals), advisories: shown(advisories) };
};

for (const file of readdirSync(FOLDER)) {
  const cases = casesSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  describe(file, () => {
    test.each(cases.map((each) => [`${each.name} (${each.source})`, each] as const))('%s', (_name, each) => {
      expect(review(each.policy, each.place)).toEqual({ refusals: each.refusals, advisories: each.advisories });
      if (each.withoutCatalogue !== undefined) expect(review(each.policy, each.place, false)).toEqual(each.withoutCatalogue);
    });

    test('what is refused never depends on the catalogue; without it fewer remarks are made and no other ones', () => {
      for (const each of cases) {
        const all = review(each.policy, each.place);
        const less = review(each.policy, each.place, false);
        expect(less.refusals, each.name).toEqual(all.refusals);
        expect(all.advisories, each.name).toEqual(expect.arrayContaining(less.advisories));
      }
    });
  });
}

test('whatever stands where a policy belongs is reviewed or refused, and nothing throws', () => {
  const words = fc.constantFrom('Version', 'Statement', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource');
  const texts = fc.oneof(
    fc.constantFrom('*', '2012-10-17', 'Allow', 'Deny', 's3:*', 's3:Get?bject', 'arn:aws:s3:::b/*', '${aws:username', ':', ''),
    fc.string(),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      texts,
      fc.constantFrom(null, true, 7),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(
        fc.oneof(words, fc.constantFrom('Condition', 'StringLike', 'aws:SourceIp', 'AWS', '__proto__', 'a/b~c')),
        tie('tree'),
        {
          maxKeys: 5,
        },
      ),
    ),
  }));
  const whole = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: tree,
    Action: tree,
    Resource: tree,
    Condition: tree,
  });
  const documents = fc.oneof(
    tree,
    fc.record({ Version: texts, Statement: fc.oneof(tree, whole, fc.array(whole, { maxLength: 2 })) }),
  );
  fc.assert(
    fc.property(documents, fc.boolean(), (document, known) => {
      for (const place of [
        { endpoint: 'Gateway', service: 's3' } as const,
        { bucket: 'b' },
        { control: 'scp' } as const,
        { control: 'rcp' } as const,
      ])
        for (const [code, pointer] of review(document, place, known).refusals)
          expect([typeof code, typeof pointer]).toEqual(['string', 'string']);
    }),
    { numRuns: 3000 },
  );
});
