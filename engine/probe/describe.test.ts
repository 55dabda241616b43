import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Block } from './answer.ts';
import { DESCRIBED_CODES, describeBlock } from './describe.ts';

const NETWORK = new URL('../network/', import.meta.url);

/** Codes that the sources emit: `code: 'X'` of a fault, the argument of `fault('X')`, and the resolver's. */
function emittedCodes(): readonly string[] {
  const sources = readdirSync(NETWORK).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const text = sources.map((name) => readFileSync(new URL(name, NETWORK), 'utf8')).join('\n');
  const found = [...text.matchAll(/(?:code: |code = |fault\(|\? |: )'([A-Z][A-Z0-9_]{6,})'/g)].map((match) => match[1] ?? '');
  return [...new Set(found)]
    .filter(
      (code) =>
        !['SIM_VPCE_ROUTE_TABLE_NOT_ASSOCIATED', 'SIM_VPCE_REGION_MISMATCH'].includes(code) &&
        !STATES.includes(code) &&
        code !== 'SIM_REPLY_TAKES_ANOTHER_WAY' &&
        !OTHER_WORDS.includes(code),
    )
    .sort();
}

/** Capital words that are no block's code: the detail of a listener that is not there, why a line of a table was passed over, and what a resolver answers. */
const OTHER_WORDS = [
  'ELBV2_LISTENER_PORT_RESTRICTION',
  'MORE_SPECIFIC_ROUTE',
  'HIGHER_PRIORITY_ROUTE',
  'NOERROR',
  'NXDOMAIN',
  'TIMEOUT',
  'INBOUND',
  'FORWARD',
];

/** Details of `BAD_STATE`. */
const STATES = ['SIM_VPCE_PENDING_ACCEPTANCE', 'SIM_VPCE_REJECTED', 'SIM_VPCE_EXPIRED', 'SIM_VPCE_FAILED', 'SIM_VPCE_DELETED'];

const block = (explanationCode: string): Block => ({
  kind: 'route-table',
  id: 'rtb-1',
  logicalId: 'RtB',
  explanationCode,
  direction: 'forward',
  filter: 'egress',
  facts: { destination: '52.216.14.9', subnet: 'AppB' },
});

test('every code that the network emits has words, and no words are left without a code', () => {
  expect([...DESCRIBED_CODES].sort()).toEqual(emittedCodes());
});

test.each(DESCRIBED_CODES)('%s says what happened and what to look at, without holes', (code) => {
  const { summary, fix } = describeBlock(block(code));
  expect(summary).toMatch(/^[^!]{20,}\.$/);
  expect(fix.length).toBeGreaterThan(15);
  expect(`${summary} ${fix}`).not.toMatch(/undefined|null|\[object|NaN/);
});

test("a policy's refusal is said in AWS's words", () => {
  const { summary } = describeBlock({
    ...block('SIM_AUTHZ_ENDPOINT_IMPLICIT_DENY'),
    logicalId: 'S3Gw',
    facts: { action: 's3:GetObject', principal: 'AppRole' },
  });
  expect(summary).toContain('because no VPC endpoint policy allows the s3:GetObject action');
});

test("a peering's refusal names the line that won where the VPC has an endpoint of its own", () => {
  const lost = { ...block('PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'), detail: 'SIM_VPCE_NOT_TRANSITIVE' };
  expect(describeBlock(lost).fix).toContain('needs a gateway endpoint of its own');
  const { fix } = describeBlock({ ...lost, facts: { ...lost.facts, lost: 'OwnGw', winner: '52.216.0.0/15' } });
  expect(fix).toContain('`52.216.0.0/15`');
  expect(fix).not.toContain('needs a gateway endpoint');
});

test('a code without words still names itself and its component', () =>
  expect(describeBlock(block('SIM_NEW')).summary).toContain('SIM_NEW'));
