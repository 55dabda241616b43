import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Grade, gradeLab, labsOf } from '#engine';
import { readContent } from '../app/_server/content.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const LAB = 'F01';
const lab = labsOf(readContent(path.join(ROOT, 'content')).course).find((each) => each.id === LAB);
const START = lab?.files[0]?.start ?? '';

const aliases = [...'bcdefghij'].map((to, index) => `${to}: &${to} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`);

/** What somebody may hand in instead of a template, by what it is; the code says what is made of it. */
const INPUTS: readonly (readonly [what: string, text: string, code: string])[] = [
  ['nothing', '', 'EMPTY_TEMPLATE'],
  ['5 MB', `${START}\n# ${'x'.repeat(5_000_000)}`, 'TEMPLATE_TOO_LARGE'],
  ['bytes', '\u0000\u0001PNG\r\n\u001a\n\u0000', 'BINARY_TEXT'],
  ['aliases that stand for billions', `a: &a [x, x]\n${aliases.join('\n')}\n`, 'ALIAS_LIMIT'],
  ['a key twice', START.replace('Resources:\n', 'Resources:\n  Vpc: { Type: AWS::EC2::VPC }\n'), 'DUPLICATE_KEY'],
  ['__proto__ for a resource', `${START}\n  __proto__: { Type: AWS::EC2::VPC }\n`, 'INVALID_LOGICAL_ID'],
  ['a thousand levels', `Resources: ${'['.repeat(1000)}${']'.repeat(1000)}\n`, 'TEMPLATE_TOO_DEEP'],
  ['a type that nobody knows', `${START}\n  Strange: { Type: AWS::Nowhere::Thing }\n`, 'NOT_SIMULATED'],
];

describe('the engine says what is wrong, with line and column', () => {
  test.each(INPUTS)('%s', (_what, text, code) => {
    if (lab === undefined) throw new Error(`The course has no ${LAB}.`);
    const grade = gradeLab(lab, [{ path: lab.files[0]?.path ?? '', text }], '');
    const remark = grade.diagnostics.find((each) => each.code === code);
    expect(grade.diagnostics.map((each) => each.code)).toContain(code);
    expect(remark?.message).toMatch(/^\S.*[.?]/s);
    expect(remark?.span?.start).toEqual({ line: expect.any(Number), column: expect.any(Number) });
  });
});

describe('at the terminal', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bad input '));
    for (const [index, [, text]] of INPUTS.entries()) writeFileSync(path.join(folder, `${index}.yaml`), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('a batch of all of them is graded to its end, and no trace of a stack is printed', () => {
    const files = INPUTS.map((_, index) => path.join(folder, `${index}.yaml`));
    const ended = spawnSync(process.execPath, ['cli/workbook', 'grade', LAB, ...files, '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    const grades: readonly Pick<Grade, 'diagnostics'>[] = JSON.parse(ended.stdout);
    // A file that is no text is refused where it is read.
    const codes = INPUTS.map(([, , code]) => (code === 'BINARY_TEXT' ? 'NOT_TEXT' : code));
    const placed = grades.map(({ diagnostics }) => diagnostics.flatMap(({ code, span }) => (span === undefined ? [] : [code])));
    expect(codes.filter((code, index) => placed[index]?.includes(code) !== true)).toEqual([]);
    expect(ended.status).toBe(1);
  });
});
