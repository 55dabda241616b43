import { describe, expect, test } from 'vitest';
import { resolved } from './toy-environment.ts';

const properties = (written: string) =>
  resolved(
    `Metadata:\n  Base: &base { A: 1, B: 2 }\n  More: &more { B: 3, C: 4 }\nResources:\n  It: { Type: X, Properties: ${written} }\n`,
  ).resources.It?.properties;

describe("YAML's merge key", () => {
  test.each([
    ['of one map', '{ <<: *base, D: 5 }', { A: 1, B: 2, D: 5 }],
    ['yields to what the map has itself', '{ <<: *base, A: 9 }', { A: 9, B: 2 }],
    ['also where it comes last', '{ A: 9, <<: *base }', { A: 9, B: 2 }],
    ['of several maps takes the first that has a key', '{ <<: [*base, *more] }', { A: 1, B: 2, C: 4 }],
    ['of a map that is written out', '{ <<: { E: 6 }, A: 1 }', { E: 6, A: 1 }],
    ['in quotes is a key like any other', '{ "<<": { E: 6 } }', { '<<': { E: 6 } }],
  ])('%s', (_law, written, expected) => expect(properties(written)).toEqual(expected));
});
