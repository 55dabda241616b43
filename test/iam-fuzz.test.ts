import { expect, test } from 'vitest';
import { decideCase } from '#engine';

const parts: readonly unknown[] = [
  '*',
  '',
  null,
  true,
  7,
  [],
  {},
  ['*'],
  [null],
  { AWS: '*' },
  { AWS: [[]] },
  's3:*',
  '${',
  "${a, 'b",
  '${*}',
  'arn:::::',
  '~1/',
];
const names = [
  'Version',
  'Statement',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
  'Sid',
  'Id',
  'StringLike',
  'Null',
  'ForAllValues:ArnLike',
  'aws:username',
  'AWS',
  '__proto__',
  'toString',
];

/** A small generator of its own, so that each seed stands for one document for ever. */
function drawn(seed: number): unknown {
  let state = seed + 1;
  const next = (most: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % most;
  };
  const node = (depth: number): unknown => {
    const kind = next(depth > 4 ? 2 : 5);
    if (kind < 2) return parts[next(parts.length)];
    if (kind === 2) return Array.from({ length: next(3) }, () => node(depth + 1));
    return Object.fromEntries(Array.from({ length: next(5) }, () => [names[next(names.length)], node(depth + 1)]));
  };
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*', [names[next(names.length)] ?? '']: node(0) };
  return next(3) === 0 ? node(0) : { Version: '2012-10-17', Statement: next(2) === 0 ? statement : [statement, node(1)] };
}

test('ten thousand malformed policies each give a decision or a diagnostic, and none throws', () => {
  const seen = { decided: 0, refused: 0 };
  for (let seed = 0; seed < 10_000; seed += 1) {
    const document = drawn(seed);
    const answer = decideCase({
      id: String(seed),
      request: {
        principal: 'arn:aws:iam::111122223333:user/ana',
        action: 's3:GetObject',
        resource: { arn: 'arn:aws:s3:::claims/x', accountId: '111122223333' },
      },
      identityPolicies: [document],
      resourcePolicy: document,
      endpointPolicies: [document],
      explain: true,
    });
    if ('error' in answer) {
      expect(answer.error.code).toMatch(/^(INVALID_CASE|MalformedPolicyDocument)$/);
      expect(answer.error.message).not.toBe('');
      seen.refused += 1;
    } else seen.decided += 1;
  }
  expect(seen.decided).toBeGreaterThan(500);
  expect(seen.refused).toBeGreaterThan(500);
});
