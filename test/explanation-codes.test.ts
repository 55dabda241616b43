import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const LAYERS = ['SCP', 'RCP', 'BOUNDARY', 'SESSION', 'IDENTITY', 'RESOURCE', 'ENDPOINT'];

/** Codes of policies are made of the layer and the kind of denial. */
const AUTHORIZATION = LAYERS.flatMap((layer) => ['EXPLICIT', 'IMPLICIT'].map((kind) => `SIM_AUTHZ_${layer}_${kind}_DENY`));

/** Capital words of the sources that are no code of an answer. */
const OTHER_WORDS = ['FORWARD', 'INBOUND', 'OUTBOUND', 'NOERROR', 'NXDOMAIN', 'TIMEOUT', 'TCP_UDP'];

/** Codes that no configuration can lead to. */
const NEVER: Readonly<Record<string, string>> = {
  SIM_AUTHZ_RCP_IMPLICIT_DENY: 'RCPFullAWSAccess always applies, so no request is without an Allow there (facts:E40)',
  SIM_TARGET_DOES_NOT_EXIST: 'a target that does not exist is refused where it is registered, as InvalidTarget',
};

const network = new URL('../engine/network/', import.meta.url);
const written = readdirSync(network)
  .filter((name) => /(?<!\.test)\.ts$/.test(name))
  .flatMap((name) => [...readFileSync(new URL(name, network), 'utf8').matchAll(/'([A-Z][A-Z0-9_]{6,})'/g)])
  .map((match) => match[1] ?? '');
const CODES = [...new Set([...written, ...AUTHORIZATION])].filter((code) => !OTHER_WORDS.includes(code)).sort();

const cases = new URL('./conformance/network/', import.meta.url);
const expected = readdirSync(cases).flatMap((file) => {
  const read = JSON.parse(readFileSync(new URL(file, cases), 'utf8')) as {
    readonly cases: readonly { readonly expected: unknown }[];
  };
  return read.cases.map((each) => JSON.stringify(each.expected));
});

test('the sources are read for what they are', () => expect(CODES.length).toBeGreaterThan(70));

test.each(CODES.filter((code) => NEVER[code] === undefined))('%s is expected by a case', (code) => {
  expect(expected.some((each) => each.includes(`"${code}"`))).toBe(true);
});

test.each(Object.entries(NEVER))('%s, of which it is said that it never comes, comes in no case', (code, reason) => {
  expect(reason.length).toBeGreaterThan(20);
  expect(expected.some((each) => each.includes(`"${code}"`))).toBe(false);
});
