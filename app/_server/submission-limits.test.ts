import { expect, test } from 'vitest';
import { checkFiles, isClientKey, LIMITS } from './submission-limits.ts';

const file = (text: string, path = 'template.yaml') => ({ path, text });
const codeOf = (sent: unknown, purpose: keyof typeof LIMITS = 'attempt'): string | undefined => {
  const checked = checkFiles(sent, purpose);
  return checked.ok ? undefined : checked.fault.code;
};

test.each([
  ['one file with text', [file('Resources: {}')], undefined],
  ['an empty file: the engine says what is missing', [file('')], undefined],
  ['files in folders', [file('a', 'modules/vpc/main.tf'), file('b', 'main.tf')], undefined],
  ['nothing', undefined, 'NO_FILES'],
  ['no file', [], 'NO_FILES'],
  ['more files than a lab has', Array.from({ length: 51 }, (_, index) => file('', `f${index}`)), 'TOO_MANY_FILES'],
  ['a text without a path', [{ text: 'a' }], 'NOT_A_FILE'],
  ['bytes instead of text', [{ path: 'a', text: new Uint8Array(3) }], 'NOT_A_FILE'],
  ['a way out of the folder', [file('a', '../secrets')], 'NOT_A_FILE'],
  ['an absolute path', [file('a', '/etc/passwd')], 'NOT_A_FILE'],
  ['a path of dots inside', [file('a', 'a/./b')], 'NOT_A_FILE'],
  ['one path twice', [file('a'), file('b')], 'DUPLICATE_FILE'],
])('%s', (_law, sent, code) => expect(codeOf(sent)).toBe(code));

test('what passes is what came, and no more of it', () => {
  expect(checkFiles([{ ...file('a'), extra: 1 }], 'draft')).toEqual({ ok: true, value: [file('a')] });
});

test.each(['draft', 'attempt'] as const)(
  'the limit of a %s counts bytes over all files: the last one fits, one more does not',
  (purpose) => {
    const half = 'é'.repeat(LIMITS[purpose] / 4);
    expect(codeOf([file(half, 'a'), file(half, 'b')], purpose)).toBeUndefined();
    expect(codeOf([file(half, 'a'), file(`${half}x`, 'b')], purpose)).toBe('TOO_LARGE');
  },
);

test('a text that is too large is refused with the line and the column at which it becomes so, within a second', () => {
  const started = performance.now();
  const line = 'x'.repeat(1023);
  const checked = checkFiles([file(`${line}\n`.repeat(20_000))], 'attempt');
  const place = { line: LIMITS.attempt / 1024 + 1, column: 1 };
  expect(checked).toMatchObject({ fault: { span: { file: 'template.yaml', start: place } } });
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
  ['0123abcd', true],
  ['6a2f41a3-c54c-4a8e-9c3d-1d1f0c9b2f10', true],
  ['short', false],
  ['x'.repeat(101), false],
  ["'; DROP TABLE", false],
  [12345678, false],
  [undefined, false],
])('%s as a client key: %s', (sent, fits) => expect(isClientKey(sent)).toBe(fits));
