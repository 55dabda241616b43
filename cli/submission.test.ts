import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PublicLab } from '#engine';
import { submissionFiles } from './submission.ts';

const lab = (...names: readonly string[]) =>
  ({ files: names.map((name) => ({ path: name, start: `start of ${name}` })) }) as unknown as PublicLab;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workbook-submission-'));
  mkdirSync(path.join(folder, 'whole'));
  for (const name of ['mine.yaml', 'policy.json', 'whole/network.yaml', 'whole/policy.json'])
    writeFileSync(path.join(folder, name), `text of ${name}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (it: PublicLab, name: string) => submissionFiles(it, path.join(folder, name));

test('a file of any name is the only file of a lab', () => {
  expect(filesOf(lab('network.yaml'), 'mine.yaml')).toEqual({
    ok: true,
    value: [{ path: 'network.yaml', text: 'text of mine.yaml' }],
  });
});

test('of several files, the one that is handed in by name replaces its start', () => {
  expect(filesOf(lab('network.yaml', 'policy.json'), 'policy.json')).toEqual({
    ok: true,
    value: [
      { path: 'network.yaml', text: 'start of network.yaml' },
      { path: 'policy.json', text: 'text of policy.json' },
    ],
  });
});

test('a folder holds every file of the lab by name', () => {
  expect(filesOf(lab('network.yaml', 'policy.json'), 'whole')).toMatchObject({
    ok: true,
    value: [{ text: 'text of whole/network.yaml' }, { text: 'text of whole/policy.json' }],
  });
  expect(filesOf(lab('network.yaml', 'gone.yaml'), 'whole')).toMatchObject({ ok: false, fault: { code: 'MISSING_FILE' } });
});
