import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answersOf, connections, type Estate, estates, resourcesOf } from './estate.ts';

const RUNS = { numRuns: 120 };

test('the drawn networks connect often and often not, so that the laws below have something to say', () => {
  const drawn = fc.sample(estates, { numRuns: 300, seed: 7 }).map(connections);
  for (const index of [0, 1, 2, 3, 4]) {
    const established = drawn.filter((each) => each[index]).length;
    expect(established).toBeGreaterThan(15);
    expect(established).toBeLessThan(285);
  }
});

/** No connection of `fewer` that `more` does not have. */
function neverConnectsMore(fewer: Estate, more: Estate): void {
  const before = connections(more);
  for (const [index, established] of connections(fewer).entries()) if (established) expect(before[index]).toBe(true);
}

test("taking a group's rule away never connects anything", () =>
  fc.assert(
    fc.property(estates, fc.nat(3), (estate, index) => {
      neverConnectsMore({ ...estate, ingress: estate.ingress.filter((_, each) => each !== index) }, estate);
      const egress = estate.egress.filter((_, each) => each !== index);
      // A group without any egress rule of its own has AWS's default one, which admits everything.
      if (egress.length > 0) neverConnectsMore({ ...estate, egress }, estate);
    }),
    RUNS,
  ));

test("taking an ACL's allow away never connects anything, taking a deny away never disconnects", () =>
  fc.assert(
    fc.property(estates, fc.nat(7), (estate, index) => {
      const gone = estate.entries[index];
      if (gone === undefined) return;
      const without = { ...estate, entries: estate.entries.filter((each) => each !== gone) };
      if (gone.allow) neverConnectsMore(without, estate);
      else neverConnectsMore(estate, without);
    }),
    RUNS,
  ));

test('the order of rules in a group and of entries in a text never matters', () =>
  fc.assert(
    fc.property(estates, (estate) => {
      const turned = {
        ...estate,
        egress: estate.egress.toReversed(),
        ingress: estate.ingress.toReversed(),
        entries: estate.entries.toReversed(),
        routes: estate.routes.toReversed(),
      };
      expect(connections(turned)).toEqual(connections(estate));
    }),
    RUNS,
  ));

test('the order of resources in a template never changes an answer', () =>
  fc.assert(
    fc.property(estates, (estate) => {
      const resources = resourcesOf(estate);
      const turned = Object.fromEntries(Object.entries(resources).toReversed());
      const strip = (answers: ReturnType<typeof answersOf>) =>
        answers.map(({ outcome, via, blocks }) => ({
          outcome,
          via,
          codes: (blocks ?? []).map((each) => [each.logicalId, each.explanationCode, each.direction]),
        }));
      expect(strip(answersOf(turned))).toEqual(strip(answersOf(resources)));
    }),
    RUNS,
  ));

test('renaming every logical id never changes a verdict', () =>
  fc.assert(
    fc.property(estates, (estate) => {
      const rename = (id: string): string => `Z${id}`;
      const resources = resourcesOf(estate);
      const ids = Object.keys(resources);
      const renamed: Record<string, object> = JSON.parse(
        JSON.stringify(resources, (_key, value) => renameIn(value, ids, rename)),
      );
      const entries = Object.fromEntries(Object.entries(renamed).map(([id, value]) => [rename(id), value]));
      expect(answersOf(entries, rename).map((each) => each.outcome)).toEqual(answersOf(resources).map((each) => each.outcome));
    }),
    RUNS,
  ));

function renameIn(value: unknown, ids: readonly string[], rename: (id: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value && typeof value.Ref === 'string' && ids.includes(value.Ref)) return { Ref: rename(value.Ref) };
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt']))
    return { 'Fn::GetAtt': [rename(String(value['Fn::GetAtt'][0])), value['Fn::GetAtt'][1]] };
  return value;
}

test('a gateway endpoint is entered only by hosts whose table is associated with it', () =>
  fc.assert(
    fc.property(estates, (estate) => {
      const [a, b] = answersOf(resourcesOf(estate));
      const entered = (answer: typeof a) => (answer?.via ?? []).some((each) => each.kind === 'vpc-endpoint');
      if (entered(a)) expect(estate.endpointTables).toContain('RtA');
      if (entered(b)) expect(estate.endpointTables).toContain('RtB');
    }),
    RUNS,
  ));

test('an answer that blocks nothing is a connection, and a connection blocks nothing', () =>
  fc.assert(
    fc.property(estates, (estate) => {
      for (const answer of answersOf(resourcesOf(estate)))
        expect((answer.blocks ?? []).length === 0).toBe(answer.connection === 'established');
    }),
    RUNS,
  ));
