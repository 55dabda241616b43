import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readContent } from '../app/_server/content.ts';
import {
  engineWith,
  gradePrepared,
  inTerraform,
  labInTerraform,
  labsOf,
  loadActionCatalogue,
  loadTerraform,
  type PublicLab,
  prepareLab,
  publicLabOf,
  type SourceFile,
  startOf,
} from '../engine/index.ts';

const FOLDER = fileURLToPath(new URL('./corpus/terraform-labs', import.meta.url));
const CONTENT = fileURLToPath(new URL('../content', import.meta.url));
const LABS = labsOf(readContent(CONTENT).course);
const ENGINE = engineWith(await loadActionCatalogue(), await loadTerraform());

const labNamed = (id: string): PublicLab => {
  const lab = LABS.find((each) => each.id === id);
  if (lab === undefined) throw new Error(`there is no lab ${id}`);
  return lab;
};

const gradeOf = (lab: PublicLab, text: string) => gradePrepared(prepareLab(lab, '', ENGINE), [{ path: 'main.tf', text }]);

/** The name of a file says what becomes of it: its class, and the check that fails or the code that it is refused with. */
describe.each(readdirSync(FOLDER))('%s', (id) => {
  test.each(readdirSync(path.join(FOLDER, id)))('in Terraform: %s', (file) => {
    const { class: wanted, reason } = /^(?<class>passed|failed|rejected)(-(?<reason>.+))?\.tf$/.exec(file)?.groups ?? {};
    const grade = gradeOf(labNamed(id), readFileSync(path.join(FOLDER, id, file), 'utf8'));
    const failed = grade.checks.filter((check) => !check.passed).map((check) => check.id);
    const codes = grade.diagnostics.filter((each) => each.severity === 'error').map((each) => each.code);
    expect([grade.class, grade.class === 'passed' ? failed : '']).toEqual([wanted, wanted === 'passed' ? [] : '']);
    if (wanted === 'failed') expect(failed).toContain(reason);
    if (wanted === 'rejected') expect(codes).toContain(reason);
  });
});

const graded = (lab: PublicLab, files: readonly SourceFile[]) => {
  const { class: kind, checks } = gradePrepared(prepareLab(lab, '', ENGINE), files);
  return { kind, checks: checks.map(({ id, passed, actual }) => ({ id, passed, outcome: actual.outcome })) };
};

describe('a lab is the same in both languages', () => {
  const both = LABS.flatMap((lab) => {
    const other = labInTerraform(publicLabOf(lab));
    return other === undefined ? [] : [[lab.id, lab, other] as const];
  });

  test('labs that hold nothing fixed are offered in both', () => expect(both.length).toBeGreaterThan(6));

  test.each(both)('%s', (_id, lab, other) => {
    const mine = publicLabOf(lab);
    const texts = [startOf(mine), ...[...lab.secrets.solutions, ...lab.secrets.wrong].map(({ files }) => files)];
    for (const files of texts) {
      const written = inTerraform(mine, files);
      // What is no network in one language is none in the other.
      if (written.length === 0) continue;
      const grade = graded(mine, written);
      expect(grade).toEqual(graded(mine, files));
      expect(graded(other, written)).toEqual(grade);
    }
    expect(graded(other, startOf(other))).toEqual(graded(mine, startOf(mine)));
  });
});

test('a lab that holds a part of its template fixed does not take Terraform', () => {
  const locked = LABS.find((lab) => lab.locked !== undefined);
  if (locked === undefined) throw new Error('no lab holds anything fixed');
  const grade = gradeOf(locked, 'resource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"\n}\n');
  expect(grade.class).toBe('rejected');
  expect(grade.diagnostics.map((each) => each.code)).toContain('TERRAFORM_NOT_TAKEN');
});

test('without what reads Terraform its texts do not load, and that is said', () => {
  const grade = gradePrepared(prepareLab(labNamed('F01'), ''), [{ path: 'main.tf', text: 'resource "aws_vpc" "v" {}\n' }]);
  expect(grade.diagnostics.map((each) => each.code)).toContain('TERRAFORM_NOT_LOADED');
});
