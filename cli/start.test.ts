import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseUrl } from '../prisma/database-url.ts';
import { deploy } from '../prisma/deploy.mts';

const ROOT = path.resolve(import.meta.dirname, '..');

let folder: string;
let occupied: Server;
let port: number;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'start '));
  occupied = createServer();
  await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
  const address = occupied.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(async () => {
  await new Promise((resolve) => occupied.close(resolve));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `npm start` without npm. Each test meets a check that comes before anything is installed or built. */
function start(env: Record<string, string>, ...before: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...before, 'cli/start.mjs'], {
      cwd: ROOT,
      env: { ...process.env, HOST: '', WORKBOOK_DATA: path.join(folder, 'data'), ...env },
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('close', (code) => resolve({ code, output, errors }));
  });
}

/** One sentence on one line, whatever stands in it; nothing of a stack. */
const ONE_SENTENCE = /^[A-Z/][^\n]*\.\n$/;

test('a port in use is said before any work, with what to type instead', async () => {
  const { code, output, errors } = await start({ PORT: String(port) });
  expect(code).toBe(1);
  expect(errors).toBe(`Port ${port} is in use by another program: stop it, or start with PORT=${port + 1} npm start.\n`);
  expect(output).not.toMatch(/Packages|Installing|Building/);
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['0', '70000', 'http', '-1', '3000x'])('PORT=%s is no port', async (given) => {
  const { code, errors } = await start({ PORT: given });
  expect(code).toBe(1);
  expect(errors).toMatch(ONE_SENTENCE);
  expect(errors).toContain(`"${given}"`);
});

test('a HOST that is not of this machine is said', async () => {
  const { code, errors } = await start({ HOST: '203.0.113.7', PORT: '39999' });
  expect(code).toBe(1);
  expect(errors).toMatch(ONE_SENTENCE);
});

test('a data folder that cannot be written is said, and nothing is made', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  const { code, output, errors } = await start({ PORT: '39998', WORKBOOK_DATA: path.join(folder, 'file', 'data') });
  expect(code).toBe(1);
  expect(errors).toMatch(ONE_SENTENCE);
  expect(errors).toContain('WORKBOOK_DATA');
  expect(output).not.toMatch(/Packages|Installing|Building/);
});

test('a database of a newer version is refused and stays as it is', async () => {
  const data = path.join(folder, 'data');
  mkdirSync(data);
  const file = path.join(data, 'workbook.db');
  await deploy(file);
  const client = createClient({ url: databaseUrl(file) });
  await client.execute(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', 'x')`,
  );
  client.close();
  const { code, output, errors } = await start({ PORT: '39997' });
  expect(code).toBe(1);
  expect(errors).toMatch(ONE_SENTENCE);
  expect(errors).toContain('newer version');
  expect(output).not.toContain('Building');
  expect(readdirSync(data).filter((name) => name.includes('before'))).toEqual([]);
});

test('a Node that is too old is told what it needs, before anything newer is loaded', async () => {
  const old = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })`;
  const { code, output, errors } = await start({ PORT: '39996' }, '--import', old);
  expect(code).toBe(1);
  expect(errors).toBe('The workbook needs Node 20.19 or newer and this is 18.20.0: install a newer Node and start again.\n');
  expect(output).toBe('');
});
