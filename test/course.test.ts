import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';
import { type CourseLab, gradeLab, keyOf, labsOf, lessonsOf, type PredictQuestion, proveCourse } from '#engine';
import { type Content, readContent } from '../app/_server/content.ts';

const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

const faultsOf = (content: Content, folder = ''): readonly string[] =>
  [...content.faults, ...proveCourse(content.course, { within: (each) => each.startsWith(folder) })].flatMap(
    ({ severity, code, message, span }) =>
      severity === 'error' ? [`${span?.file}:${span?.start.line}:${span?.start.column} ${code} ${message}`] : [],
  );

const published = readContent(CONTENT);
const labs = labsOf(published.course);
const questions = lessonsOf(published.course).flatMap((lesson) => lesson.questions);

// All of the course is asked of the engine, which on a busy machine takes minutes.
test('the content keeps every promise that it makes', { timeout: 400_000 }, () => expect(faultsOf(published)).toEqual([]));

test('there is a course to prove: 24 questions of four kinds, eight of them with a key that the engine computes', () => {
  expect(labs.length).toBeGreaterThanOrEqual(4);
  expect(questions.length).toBeGreaterThanOrEqual(24);
  expect(new Set(questions.map((question) => question.kind)).size).toBeGreaterThanOrEqual(4);
  expect(questions.filter((question) => question.kind === 'predict').length).toBeGreaterThanOrEqual(8);
});

describe('the proof turns red when', () => {
  let root = '';
  beforeEach(() => {
    root = path.join(mkdtempSync(path.join(tmpdir(), 'workbook-course-')), 'content');
    cpSync(CONTENT, root, { recursive: true });
  });
  afterEach(() => rmSync(path.dirname(root), { recursive: true, force: true }));

  const fileOf = (lab: CourseLab, name: string) => path.join(root, lab.folder, name);
  /** What the proof of one folder says now: the rest was not touched, and proving it again would find nothing. */
  const faults = (folder: string) => faultsOf(readContent(root), folder).join('\n');
  const single = () => labs.find((each) => each.files.length === 1) ?? absent('a lab of one file');

  test('a solution is broken', () => {
    const lab = single();
    writeFileSync(fileOf(lab, lab.secrets.solutions[0]?.file ?? ''), lab.files[0]?.start ?? '');
    expect(faults(lab.folder)).toMatch(/SOLUTION_FAILS/);
  });

  test('a wrong answer is made right', () => {
    const lab = single();
    writeFileSync(fileOf(lab, lab.secrets.wrong[0]?.file ?? ''), lab.secrets.solutions[0]?.files[0]?.text ?? '');
    expect(faults(lab.folder)).toMatch(/WRONG_ANSWER/);
  });

  test('a key is changed', () => {
    const lesson =
      lessonsOf(published.course).find((each) => each.questions.some(({ kind }) => kind === 'predict')) ??
      absent('a predict question');
    const index = lesson.questions.findIndex(({ kind }) => kind === 'predict');
    const question = lesson.questions[index] as PredictQuestion;
    const key = keyOf(question);
    const right = question.options.findIndex((option) => key.kind === 'options' && key.correct.includes(option.id));
    const file = path.join(root, lesson.folder, 'quiz.yaml');
    const document = parseDocument(readFileSync(file, 'utf8'));
    document.setIn(['questions', index, 'options', right, 'answer'], document.createNode({ outcome: 'no-such-outcome' }));
    writeFileSync(file, document.toString());
    expect(faults(lesson.folder)).toMatch(new RegExp(`PREDICT_KEY ${question.id}`));
  });

  test('a fact row does not exist', () => {
    const lesson = lessonsOf(published.course)[0] ?? absent('a lesson');
    const file = path.join(root, lesson.folder, 'lesson.mdx');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/<Fact id="[^"]+"/, '<Fact id="Z99"'));
    expect(faults(lesson.folder)).toMatch(/UNKNOWN_FACT There is no fact row Z99/);
  });
});

describe('a submission is judged by what it does', () => {
  const pairs = labs.flatMap((lab) => lab.secrets.solutions.map((solution) => [lab.id, solution.file, lab, solution] as const));

  test.each(pairs)('%s: the start with the text of %s in its comments is still the start', (_id, _file, lab, solution) => {
    const handedIn = lab.files.filter((file) => file.fixed !== true);
    const files = handedIn.map(({ path: name, start }) => {
      const text = solution.files.find((each) => each.path === name)?.text ?? '';
      // JSON has no comments: such a file stays as it was.
      return { path: name, text: name.endsWith('.json') ? start : `${start.trimEnd()}\n${text.replace(/^/gm, '# ')}\n` };
    });
    const start = handedIn.map((file) => ({ path: file.path, text: file.start }));
    expect(gradeLab(lab, files, '').checks).toEqual(gradeLab(lab, start, '').checks);
    expect(gradeLab(lab, files, '').class).toBe('failed');
  });

  test.each(pairs)('%s: %s passes when no line of it is written as before', (_id, _file, lab, solution) => {
    const files = solution.files.map((file) => ({ path: file.path, text: asJson(file.text) }));
    const lines = new Set(solution.files.flatMap((file) => file.text.split('\n')).filter((line) => /\w/.test(line)));
    expect(files.flatMap((file) => file.text.split('\n')).filter((line) => lines.has(line))).toEqual([]);
    expect(gradeLab(lab, files, '')).toMatchObject({ class: 'passed' });
  });
});

/** A template in YAML as one in JSON: `!Ref x` becomes `{"Ref": "x"}`. */
function asJson(text: string): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  visit(document, {
    Node: (_key, node: Node) => {
      const { tag } = node;
      if (typeof tag !== 'string' || !/^![A-Z]/.test(tag)) return undefined;
      delete node.tag;
      const name = tag === '!Ref' || tag === '!Condition' ? tag.slice(1) : `Fn::${tag.slice(1)}`;
      const dotted = name === 'Fn::GetAtt' && isScalar(node) ? document.createNode(String(node.value).split('.', 2)) : node;
      return document.createNode({ [name]: isSeq(dotted) || isScalar(dotted) ? dotted : node });
    },
  });
  return JSON.stringify(document.toJS(), null, 1);
}

function absent(what: string): never {
  throw new Error(`The course holds no ${what}.`);
}
