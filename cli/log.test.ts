import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { errorFields } from '../app/_server/log.ts';

const AHEAD = pathToFileURL(path.resolve(import.meta.dirname, 'prepare/connection.mjs')).href;

/** A server with what is loaded ahead of ours, which answers 500 to /fails; it is asked `asked` and ends. */
const SERVER = `
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/fails' ? 500 : 200;
    response.end(request.headers['x-request-id']);
  }).listen(0, '127.0.0.1', async () => {
    for (const [address, headers] of JSON.parse(process.argv[1])) {
      const answer = await fetch('http://127.0.0.1:' + server.address().port + address, { headers });
      console.error(answer.headers.get('x-request-id'), await answer.text());
    }
    server.close();
  });`;

function logged(asked: readonly (readonly [string, object])[], env: Readonly<Record<string, string>>) {
  const args = ['--import', AHEAD, '--input-type=module', '-e', SERVER, JSON.stringify(asked)];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { NODE_ENV: 'production', PATH: process.env.PATH, ...env },
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return {
    text: stdout,
    lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    said: stderr.trim().split('\n'),
  };
}

const SECRETS = ['a-token-in-a-link', 'a-query', 'a-cookie'];
const PERSONAL: readonly (readonly [string, object])[] = [
  ['/setup/a-token-in-a-link?of=a-query', { cookie: 'workbook-learner=a-cookie' }],
  ['/fails', {}],
];

describe('each request is one line of JSON', () => {
  test('with its method, route, status, duration and id, which the answer and the application have too', () => {
    const { lines, said } = logged(PERSONAL, { WORKBOOK_MODE: 'team' });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ level: 'info', method: 'GET', status: 200 });
    expect(lines[1]).toMatchObject({ level: 'error', route: 'none', status: 500 });
    expect(Object.keys(lines[0] ?? {}).toSorted()).toEqual(['level', 'method', 'ms', 'request', 'route', 'status', 'time']);
    expect(said).toEqual(lines.map(({ request }) => `${request} ${request}`));
  });
  test('and nothing in it that is somebody’s', () => {
    const { text } = logged(PERSONAL, { WORKBOOK_MODE: 'team', WORKBOOK_LOG: 'debug' });
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });
  test.each([
    ['a person alone is told what is wrong', {}, ['error']],
    ['none is none', { WORKBOOK_LOG: 'none', WORKBOOK_MODE: 'team' }, []],
    ['a word that is no level leaves it as it was', { WORKBOOK_LOG: 'loud', WORKBOOK_MODE: 'team' }, ['info', 'error']],
  ])('%s', (_law, env, levels) =>
    expect(logged(PERSONAL, env as unknown as Record<string, string>).lines.map((line) => line.level)).toEqual(levels),
  );
  test('an id is taken over from a proxy alone', () => {
    const asked = [['/', { 'x-request-id': 'id-of-a-proxy' }]] as const;
    const [from, alone] = [{ WORKBOOK_URL: 'https://workbook.example' }, {}].map(
      (env) => logged(asked, env as Record<string, string>).said[0],
    );
    expect(from).toBe('id-of-a-proxy id-of-a-proxy');
    expect(alone).not.toContain('id-of-a-proxy');
  });
});

test('of an error its kind and its place are said, and not its message', () => {
  const fields = errorFields(new RangeError('what somebody typed'));
  expect(fields).toMatchObject({ error: 'RangeError' });
  expect(JSON.stringify(fields)).not.toContain('what somebody typed');
});
