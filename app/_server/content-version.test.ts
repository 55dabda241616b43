import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { engineVersionOf } from './content-version.ts';

/** The version of an engine that consists of these files. */
function versionOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'workbook-engine-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), text);
  const version = engineVersionOf(root);
  rmSync(root, { recursive: true, force: true });
  return version;
}

test('the version of the engine changes with its sources', () => {
  const before = versionOf({ 'a.ts': '1\n' });
  expect(before).toMatch(/^[0-9a-f]{16}$/);
  expect(versionOf({ 'a.ts': '2\n' })).not.toBe(before);
  expect(versionOf({ 'b.ts': '1\n' })).not.toBe(before);
});

test('and not with its tests, its README or the line ends of a platform', () => {
  const before = versionOf({ 'a.ts': '1\n' });
  expect(versionOf({ 'a.ts': '1\r\n', 'a.test.ts': 'x', 'README.md': 'x' })).toBe(before);
});
