import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publicLabOf } from '#engine';
import { contentOf, readContent } from './content.ts';

const LESSON = `---
id: L1.1
title: Two journeys
summary: A call makes two journeys.
doingMinutes: 5
objectives: [Trace one call]
teaches: [journeys]
facts: [B6]
---
# Two journeys

Packets first. <Fact id="B6" />

<Predict id="hook" />

\`\`\`ts
import { nothing } from 'here'; // code may hold { anything }
\`\`\`
`;

const PROBES = `configurations:
  one: { template: configs/one.yaml, world: configs/world.yaml }
predictions:
  - id: hook
    configuration: one
    question: What does it see?
    probe: { kind: request, from: { host: app-a }, principal: Role, action: "s3:GetObject", resource: "arn:aws:s3:::b/x" }
    options:
      - { id: a, text: Yes it is, answer: { outcome: allowed }, reason: Because }
      - { id: b, text: No it is not, answer: { outcome: timeout }, reason: Because, misconception: a-route-is-enough }
`;

const LAB = `id: T01
title: First
kind: guided
minutes: 5
objectives: [Do it]
brief: Please.
world: world.yaml
files: [{ path: network.yaml, start: start.yaml }]
checks:
  - id: reads
    title: reads
    probe: { kind: cost }
    expect: { monthlyFixedUsd: { max: 1 } }
    feedback: [{ text: It costs. }]
hints: { look: a, principle: b, next: c, worked: d }
solutions:
  - { file: solutions/a.yaml, title: A, tradeOff: x }
  - { file: solutions/b.yaml, title: B, tradeOff: y }
wrong:
  - { file: wrong/a.yaml, check: reads, actual: { monthlyFixedUsd: { min: 2 } } }
  - { file: wrong/b.yaml, check: reads, actual: { monthlyFixedUsd: { min: 3 } } }
  - { file: wrong/c.yaml, rejected: RouteAlreadyExists }
`;

const FILES: Readonly<Record<string, string>> = {
  'README.md': '',
  'misconceptions.yaml': 'a-route-is-enough: A route implies permission.\n',
  'concepts.yaml': 'journeys: L1.1\n',
  'facts/B.yaml':
    '- { id: B6, claim: Longest match wins., source: "https://example.org/x", checked: 2026-11-23, confidence: documented }\n',
  '01-foundations/module.yaml': 'id: M1\ntitle: Foundations\nsummary: Begin.\n',
  '01-foundations/01-two-journeys/lesson.mdx': LESSON,
  '01-foundations/01-two-journeys/probes.yaml': PROBES,
  '01-foundations/01-two-journeys/configs/one.yaml': 'Resources: {}\n',
  '01-foundations/01-two-journeys/configs/world.yaml': 'region: us-east-1\n',
  '01-foundations/01-two-journeys/labs/t01/lab.yaml': LAB,
  '01-foundations/01-two-journeys/labs/t01/world.yaml': 'region: us-east-1\n',
  ...Object.fromEntries(
    ['start', 'solutions/a', 'solutions/b', 'wrong/a', 'wrong/b', 'wrong/c'].map((name) => [
      `01-foundations/01-two-journeys/labs/t01/${name}.yaml`,
      `# ${name}\n`,
    ]),
  ),
};
const LESSON_FOLDER = '01-foundations/01-two-journeys';

let root = '';
beforeEach(() => {
  root = path.join(mkdtempSync(path.join(tmpdir(), 'workbook-content-')), 'content');
  for (const [name, text] of Object.entries(FILES)) write(name, text);
});
afterEach(() => rmSync(path.dirname(root), { recursive: true, force: true }));

function write(name: string, text: string | Buffer): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const faults = () =>
  readContent(root).faults.map(({ code, message, span }) => ({
    code,
    message,
    place: `${span?.file}:${span?.start.line}:${span?.start.column}`,
  }));

describe('content that keeps the formats', () => {
  test('is read whole and without a fault', () => {
    const { course, faults: none } = readContent(root);
    expect(none).toEqual([]);
    const [lesson] = course.modules[0]?.lessons ?? [];
    expect(lesson).toMatchObject({ id: 'L1.1', slug: 'two-journeys', readingMinutes: 1, bodyLine: 10 });
    expect(lesson?.mentions.map(({ component, name, at }) => [component, name, at.start.line])).toEqual([
      ['Fact', 'B6', 12],
      ['Predict', 'hook', 14],
    ]);
    expect(lesson?.predictions[0]).toMatchObject({
      id: 'L1.1/hook',
      kind: 'predict',
      configuration: { files: [{ path: 'one.yaml' }] },
    });
    expect(lesson?.labs[0]).toMatchObject({ id: 'T01', files: [{ path: 'network.yaml', start: '# start\n' }] });
    expect(lesson?.labs[0]?.secrets.solutions[0]?.files).toEqual([{ path: 'network.yaml', text: '# solutions/a\n' }]);
  });

  test('may be about several stacks in a lesson, each with its place', () => {
    write(`${LESSON_FOLDER}/configs/two.yaml`, 'Resources: {}\n');
    const stacks = '[{ id: a, template: configs/one.yaml }, { id: b, template: configs/two.yaml, account: "222233334444" }]';
    write(`${LESSON_FOLDER}/probes.yaml`, PROBES.replace('template: configs/one.yaml', `stacks: ${stacks}`));
    const { course, faults: none } = readContent(root);
    expect(none).toEqual([]);
    expect(course.modules[0]?.lessons[0]?.predictions[0]?.configuration).toMatchObject({
      files: [{ path: 'configs/one.yaml' }, { path: 'configs/two.yaml' }],
      stacks: [
        { id: 'a', path: 'configs/one.yaml' },
        { id: 'b', path: 'configs/two.yaml', account: '222233334444' },
      ],
    });
  });

  test('may show a guided lab step by step, each beginning at a text of its own, the questions kept secret', () => {
    const steps = `steps:
  - { id: one, text: Do it., check: reads, predict: { question: What?, options: [ { id: a, text: A, answer: { outcome: allowed }, reason: Because of one }, { id: b, text: B, answer: { outcome: timeout }, reason: x } ] } }
  - { id: two, text: Go on., check: [reads], state: wrong/a.yaml }
checks:`;
    write(`${LESSON_FOLDER}/labs/t01/lab.yaml`, LAB.replace('checks:', steps));
    const { course, faults: none } = readContent(root);
    expect(none).toEqual([]);
    const lab = course.modules[0]?.lessons[0]?.labs[0];
    expect(lab?.steps).toEqual([
      { id: 'one', text: 'Do it.', checks: ['reads'], predicts: true },
      { id: 'two', text: 'Go on.', checks: ['reads'], predicts: false },
    ]);
    expect(lab?.secrets.steps?.map((step) => step.state[0]?.text)).toEqual(['# start\n', '# wrong/a\n']);
    expect(lab === undefined ? '' : JSON.stringify(publicLabOf(lab))).not.toContain('Because of one');
  });

  test('is read again when a file changes, and only then', () => {
    const before = contentOf({ root, watch: true });
    expect(contentOf({ root, watch: true })).toBe(before);
    write('01-foundations/module.yaml', 'id: M1\ntitle: Foundations, again\nsummary: Begin.\n');
    expect(contentOf({ root, watch: true }).course.modules[0]?.title).toBe('Foundations, again');
    write('01-foundations/module.yaml', 'id: M1\ntitle: Unseen\nsummary: Begin.\n');
    expect(contentOf({ root, watch: false }).course.modules[0]?.title).toBe('Foundations, again');
  });
});

describe('a fault stands at its line and column and says what to do', () => {
  test.each<[string, string, string, string, RegExp]>([
    [
      'a field that is not one',
      `${LESSON_FOLDER}/labs/t01/lab.yaml`,
      LAB.replace('minutes: 5', 'minuts: 5'),
      'lab.yaml:4:1',
      /did you mean `minutes`/,
    ],
    [
      'a nested field that is not one',
      `${LESSON_FOLDER}/labs/t01/lab.yaml`,
      LAB.replace('feedback: [{ text', 'feedback: [{ txt'),
      'lab.yaml:14:18',
      /`checks\[0\]\.feedback\[0\]\.txt`.*did you mean `text`/,
    ],
    [
      'a field that is missing',
      '01-foundations/module.yaml',
      'id: M1\ntitle: x\n',
      'module.yaml:1:1',
      /`summary` is missing: add it/,
    ],
    [
      'an answer field that no answer has',
      `${LESSON_FOLDER}/labs/t01/lab.yaml`,
      LAB.replace('expect: { monthlyFixedUsd', 'expect: { monthlyFixUsd'),
      'lab.yaml:13:30',
      /did you mean monthlyFixedUsd/,
    ],
    [
      'an empty hint',
      `${LESSON_FOLDER}/labs/t01/lab.yaml`,
      LAB.replace('look: a', 'look: " "'),
      'lab.yaml:15:16',
      /`hints\.look` is empty/,
    ],
    [
      'a kind that is not one',
      `${LESSON_FOLDER}/labs/t01/lab.yaml`,
      LAB.replace('kind: guided', 'kind: guide'),
      'lab.yaml:3:7',
      /guided, fix-it/,
    ],
    [
      'a probe field that is not one',
      `${LESSON_FOLDER}/probes.yaml`,
      PROBES.replace('principal:', 'principl:'),
      'probes.yaml:7:52',
      /did you mean `principal`/,
    ],
    ['YAML that cannot be read', '01-foundations/module.yaml', 'id: M1\ntitle: "x\n', 'module.yaml:3:1', /not valid YAML/],
    ['a key written twice', '01-foundations/module.yaml', 'id: M1\nid: M2\ntitle: x\nsummary: y\n', 'module.yaml:2:1', /unique/],
    [
      'a file that is named and missing',
      `${LESSON_FOLDER}/labs/t01/lab.yaml`,
      LAB.replace('solutions/b.yaml', 'solutions/z.yaml'),
      'lab.yaml:18:13',
      /There is no file .*solutions\/z\.yaml/,
    ],
    [
      'a component that is not one',
      `${LESSON_FOLDER}/lesson.mdx`,
      LESSON.replace('<Predict', '<Quiz'),
      'lesson.mdx:14:1',
      /<Quiz> is not a component/,
    ],
    [
      'an attribute that is not one',
      `${LESSON_FOLDER}/lesson.mdx`,
      LESSON.replace('<Predict id', '<Predict name'),
      'lesson.mdx:14:1',
      /takes only id/,
    ],
    [
      'an import',
      `${LESSON_FOLDER}/lesson.mdx`,
      LESSON.replace('Packets first.', "import x from 'y'"),
      'lesson.mdx:12:1',
      /may not `import`/,
    ],
    [
      'an expression',
      `${LESSON_FOLDER}/lesson.mdx`,
      LESSON.replace('Packets first.', '{1 + 1}'),
      'lesson.mdx:12:1',
      /expression/,
    ],
    [
      'a component that is not closed',
      `${LESSON_FOLDER}/lesson.mdx`,
      LESSON.replace('<Predict id="hook" />', '<Aside title="x">'),
      'lesson.mdx:14:1',
      /opened and not closed/,
    ],
  ])('%s', (_what, file, text, place, message) => {
    write(file, text);
    const said = faults().filter((fault) => fault.code !== 'STRAY_FILE');
    expect(said[0]?.message).toMatch(message);
    expect(said[0]?.place).toMatch(new RegExp(`^content/.*${place.replace('.', '\\.')}$`));
  });

  test.each([
    [`${LESSON_FOLDER}/labs/t01/notes.txt`],
    [`${LESSON_FOLDER}/configs/unused.yaml`],
    ['01-foundations/notes.md'],
    ['stray.yaml'],
  ])('a file that nothing names: %s', (file) => {
    write(file, 'x');
    expect(faults()).toEqual([expect.objectContaining({ code: 'STRAY_FILE', place: `content/${file}:1:1` })]);
  });

  test('a file that is not text', () => {
    write(`${LESSON_FOLDER}/labs/t01/start.yaml`, Buffer.from([0xff, 0xfe, 0x00]));
    expect(faults().map((fault) => fault.code)).toContain('NOT_TEXT');
  });

  test('aliases that explode', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...Array.from(
        { length: 9 },
        (_, i) => `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`,
      ),
    ];
    write('01-foundations/module.yaml', `${bomb.join('\n')}\n`);
    expect(faults()[0]).toMatchObject({ code: 'YAML_SYNTAX' });
  });
});
