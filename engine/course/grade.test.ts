import { describe, expect, test } from 'vitest';
import type { Asking } from './ask.ts';
import type { Locked } from './format/lab-schema.ts';
import { contentHashOf, gradeLab, gradePrepared, prepareLab } from './grade.ts';
import type { PublicLab } from './lab.ts';
import { TOY, toyLab, toyText } from './toy.ts';

const grade = (lab: PublicLab, text: string, asking: Asking = TOY) =>
  gradeLab(lab, [{ path: 'network.yaml', text }], 'v1', asking);
const passing = toyText({ answers: { reads: { outcome: 'allowed' }, dark: { outcome: 'timeout' } } });

describe('a grade', () => {
  test('is passed when every check is met', () => {
    expect(grade(toyLab(), passing)).toMatchObject({
      lab: 'T01',
      class: 'passed',
      score: { passed: 2, of: 2 },
      engineVersion: 'v1',
    });
  });

  test('is failed when one is not, and says of it what was expected, what came and why', () => {
    const text = toyText({ answers: { reads: { outcome: 'timeout', forward: 'blocked' }, dark: { outcome: 'timeout' } } });
    const [reads] = grade(toyLab(), text).checks;
    expect(reads).toEqual({
      id: 'reads',
      title: 'reads',
      passed: false,
      expected: { outcome: 'allowed' },
      actual: { outcome: 'timeout' },
      blocks: [],
      feedback: 'It hangs.',
      misconception: 'm-hang',
    });
  });

  test('says the first feedback whose `when` matches, and a passed check says none', () => {
    const text = toyText({ answers: { reads: { outcome: 'accessDenied' }, dark: { outcome: 'timeout' } } });
    const [reads, dark] = grade(toyLab(), text).checks;
    expect(reads?.feedback).toBe('Something else.');
    expect(dark).not.toHaveProperty('feedback');
  });

  test('fails a check whose answer is an error, whatever it expects to be absent', () => {
    const text = toyText({
      answers: { reads: { outcome: 'allowed' }, dark: { error: { code: 'HOST_NOT_PLACED', message: '' } } },
    });
    expect(grade(toyLab(), text).checks.map((check) => check.passed)).toEqual([true, false]);
  });

  test.each([
    ['a text that cannot be read', '{', 'SYNTAX'],
    [
      'what AWS would refuse',
      toyText({ rejections: [{ logicalId: 'Rt', code: 'RouteAlreadyExists', message: 'No.' }] }),
      'RouteAlreadyExists',
    ],
  ])('is rejected for %s', (_why, text, code) => {
    const rejected = grade(toyLab(), text);
    expect(rejected).toMatchObject({ class: 'rejected', score: { passed: 0, of: 2 } });
    expect(rejected.diagnostics.map((each) => each.code)).toContain(code);
    expect(rejected.checks.every((check) => !check.passed)).toBe(true);
  });

  test('tells a rejected author what belongs to the code', () => {
    const text = toyText({ rejections: [{ logicalId: 'Rt', code: 'RouteAlreadyExists', message: 'No.' }] });
    expect(grade(toyLab(), text)).toMatchObject({ feedback: 'There is one already.', misconception: 'm-two' });
    expect(grade(toyLab(), '{').feedback).toBe('AWS refuses this.');
  });

  test('is rejected for a file that is missing or unknown', () => {
    const codes = gradeLab(toyLab(), [{ path: 'other.yaml', text: passing }], '', TOY).diagnostics.map((each) => each.code);
    expect(codes).toEqual(expect.arrayContaining(['MISSING_FILE', 'UNKNOWN_FILE']));
  });

  test('is the same from a prepared lab, which opens its start once', () => {
    let opened = 0;
    const counting: Asking = {
      ...TOY,
      open: (input) => {
        opened += 1;
        return TOY.open(input);
      },
    };
    const lab = toyLab({ locked: { resources: 'all' } });
    const prepared = prepareLab(lab, 'v1', counting);
    for (let round = 0; round < 3; round++)
      expect(gradePrepared(prepared, [{ path: 'network.yaml', text: passing }])).toEqual(grade(lab, passing));
    expect(opened).toBe(4);
  });
});

describe('the content hash', () => {
  test('does not depend on prose', () => {
    expect(contentHashOf({ ...toyLab(), brief: 'Other words.', title: 'Another' })).toBe(contentHashOf(toyLab()));
  });

  test('depends on the start and on what is expected', () => {
    const lab = toyLab();
    expect(contentHashOf({ ...lab, files: [{ path: 'network.yaml', start: 'other' }] })).not.toBe(contentHashOf(lab));
    expect(contentHashOf({ ...lab, checks: lab.checks.slice(1) })).not.toBe(contentHashOf(lab));
  });
});

describe('what is locked', () => {
  const start = {
    Vpc: { type: 'AWS::EC2::VPC', properties: { CidrBlock: '10.0.0.0/16', Tags: [{ Key: 'a', Value: 'b' }] } },
    Rt: { type: 'AWS::EC2::RouteTable', properties: {} },
  };
  const codes = (locked: Locked, resources: object) => {
    const lab = { ...toyLab({ locked }), files: [{ path: 'network.yaml', start: toyText({ resources: start }) }] };
    return grade(
      lab,
      toyText({ resources, answers: { reads: { outcome: 'allowed' }, dark: { outcome: 'timeout' } } }),
    ).diagnostics.map((each) => each.message);
  };
  const endpoint = (name: string) => ({ [name]: { type: 'AWS::EC2::VPCEndpoint', properties: {} } });

  test.each<[string, Locked, object]>([
    ['the start itself', { resources: 'all', additions: [], maxAdditions: 0 }, start],
    [
      'another order of keys',
      { resources: 'all' },
      { Rt: start.Rt, Vpc: { properties: { Tags: start.Vpc.properties.Tags, CidrBlock: '10.0.0.0/16' }, type: 'AWS::EC2::VPC' } },
    ],
    [
      'an addition of an allowed type',
      { resources: 'all', additions: ['AWS::EC2::VPCEndpoint'], maxAdditions: 1 },
      { ...start, ...endpoint('S3Gw') },
    ],
    ['a change of what is not listed', { resources: ['Rt'] }, { Rt: start.Rt, Vpc: { type: 'AWS::EC2::VPC', properties: {} } }],
  ])('allows %s', (_what, locked, resources) => expect(codes(locked, resources)).toEqual([]));

  test.each<[string, Locked, object, RegExp]>([
    [
      'a changed property, by its name',
      { resources: 'all' },
      { ...start, Vpc: { ...start.Vpc, properties: { ...start.Vpc.properties, CidrBlock: '10.9.0.0/16' } } },
      /`Vpc`.*`CidrBlock`/,
    ],
    [
      'a nested property, by its path',
      { resources: 'all' },
      { ...start, Vpc: { ...start.Vpc, properties: { ...start.Vpc.properties, Tags: [{ Key: 'a', Value: 'c' }] } } },
      /`Tags\[0\]\.Value`/,
    ],
    ['a resource that is gone', { resources: ['Rt'] }, { Vpc: start.Vpc }, /`Rt`.*gone/],
    [
      'another type',
      { resources: 'all' },
      { ...start, Rt: { type: 'AWS::EC2::Subnet', properties: {} } },
      /`Rt` is a AWS::EC2::RouteTable/,
    ],
    [
      'an addition of another type',
      { resources: 'all', additions: ['AWS::EC2::VPCEndpoint'] },
      { ...start, Nat: { type: 'AWS::EC2::NatGateway', properties: {} } },
      /`Nat`.*only AWS::EC2::VPCEndpoint/,
    ],
    [
      'one addition too many',
      { resources: 'all', maxAdditions: 1 },
      { ...start, ...endpoint('A'), ...endpoint('B') },
      /`B` is more/,
    ],
  ])('rejects %s', (_what, locked, resources, message) => {
    expect(codes(locked, resources)).toEqual([expect.stringMatching(message)]);
  });
});
