import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { instanceKey, signed, verified } from './instance-key.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'workbook-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an instance has one key, and nobody else may read it', () => {
  expect(instanceKey(folder)).toBe(instanceKey(folder));
  if (process.platform !== 'win32') expect(statSync(path.join(folder, 'instance-key.pem')).mode & 0o077).toBe(0);
});

test('what was signed is verified without a network, and a changed letter is seen', () => {
  const token = signed({ name: 'Gateway endpoints' }, instanceKey(folder));
  expect(verified(token)?.claims).toEqual({ name: 'Gateway endpoints' });
  const [head, , signature] = token.split('.');
  const forged = `${head}.${Buffer.from('{"name":"Everything"}').toString('base64url')}.${signature}`;
  expect(verified(forged)).toBeUndefined();
});

test.each(['', 'a.b.c', 'no token', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])('%j is no token', (text) =>
  expect(verified(text)).toBeUndefined(),
);
