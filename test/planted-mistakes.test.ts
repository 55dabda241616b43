import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadActionCatalogue, loadResourceSpecification, openConfiguration, worldSchema } from '#engine';

const text = readFileSync(new URL('./corpus/ten-mistakes.yaml', import.meta.url), 'utf8');
const specification = await loadResourceSpecification();
const catalogue = await loadActionCatalogue();
const { report } = openConfiguration({
  files: [{ path: 'ten-mistakes.yaml', text }],
  world: worldSchema.parse({}),
  specification,
  catalogue,
});
const said = [...report.diagnostics, ...report.rejections];

/** Each mistake's number stands in a comment on its line; the tenth is a cycle, which is told at its first reference. */
const lineOf = (number: number): number => text.split('\n').findIndex((line) => line.includes(`# ${number}: `)) + 1;

test.each([
  [1, 'UNKNOWN_PROPERTY', 'Did you mean'],
  [2, 'PROPERTY_TYPE', 'must be a number'],
  [3, 'UNRESOLVED_REFERENCE', 'Did you mean `Vpc`'],
  [4, 'InvalidSubnet.Range', '10.1.2.0/24'],
  [5, 'InvalidSubnet.Conflict', 'AppA'],
  [6, 'DuplicateSubnetsInSameZone', 'availability zone'],
  [7, 'InvalidParameter', 'Security group IDs'],
  [8, 'InvalidParameter', 'enableDnsHostnames'],
  [9, 'InvalidPolicyDocument', 'not valid'],
  [10, 'CIRCULAR_DEPENDENCY', 'SgOne, SgTwo'],
])('mistake %i is named as %s on its line', (number, code, words) => {
  const found = said.filter((each) => each.code === code && each.span?.start.line === lineOf(number));
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
});

test('every error and warning is one of the planted ones', () => {
  const lines = new Set(Array.from({ length: 10 }, (_, index) => lineOf(index + 1)));
  const strange = said.filter(
    ({ span, ...each }) => !('severity' in each && each.severity === 'info') && !lines.has(span?.start.line ?? 0),
  );
  // The misspelt port is refused by EC2 as well, on the same line; nothing else follows from a mistake.
  expect(strange.map(({ code, span }) => `${code} ${span?.start.line}`)).toEqual([]);
});
