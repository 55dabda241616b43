import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readContent } from '../app/_server/content.ts';
import {
  engineWith,
  gradePrepared,
  labsOf,
  loadActionCatalogue,
  loadTerraform,
  type PublicLab,
  prepareLab,
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
