import { type CourseLab, type Grade, gradePrepared, type PreparedLab, prepareLab } from '#engine';
import { contentRoot, engineVersion, labNamed, loadContent } from '../course.ts';
import { lineOf, print, printList, say } from '../output.ts';
import { submissionFiles } from '../submission.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook grade LAB SUBMISSION… [--json] [--content FOLDER]';

export const grade: Verb = {
  name: 'grade',
  usage,
  summary: 'does each of these submissions solve the lab',
  help: 'LAB is the id of a lab, in any capitals. A SUBMISSION is a file, a folder that holds the files of the lab by name, or - for standard input.\nPrints each check with its reason; with --json an array of grades.\nExit status: 0 when every submission passed, 1 when one did not, 2 for an unknown lab or a submission that cannot be read.',
  run: (argv) => {
    const typed = readArguments({ name: 'grade', usage }, argv, ['json'], ['content']);
    const [id, ...submissions] = typed?.rest ?? [];
    if (typed === undefined) return 2;
    if (id === undefined || submissions.length === 0) {
      say(`workbook grade needs a lab and at least one submission.\n${usage}`);
      return 2;
    }
    const lab = labNamed(loadContent(contentRoot(typed.values.content)), id);
    if (lab === undefined) return 2;
    const prepared = prepareLab(lab, engineVersion());
    const graded = submissions.map((each) => gradedFile(prepared, lab, each));
    if (typed.flags.has('json')) printList(graded.map((each) => ({ ...each.answer, file: each.file })));
    else for (const each of graded) print(each.text);
    return Math.max(...graded.map((each) => each.status));
  },
};

interface Graded {
  readonly file: string;
  readonly answer: object;
  readonly text: string;
  readonly status: number;
}

function gradedFile(prepared: PreparedLab, lab: CourseLab, file: string): Graded {
  const files = submissionFiles(lab, file);
  if (!files.ok) {
    const { code, message, span } = files.fault;
    const isText = code === 'NOT_TEXT';
    const answer = {
      lab: lab.id,
      ...(isText
        ? {
            class: 'rejected',
            score: { passed: 0, of: lab.checks.length },
            checks: [],
            diagnostics: [{ severity: 'error', code, message, span }],
          }
        : {}),
      error: { code, message },
    };
    return { file, answer, text: `${lab.id} ${file}\n  ${lineOf(files.fault)}`, status: isText ? 1 : 2 };
  }
  try {
    const result = gradePrepared(prepared, files.value);
    return { file, answer: result, text: readable(result, file), status: result.class === 'passed' ? 0 : 1 };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      file,
      answer: { lab: lab.id, error: { code: 'INTERNAL', message } },
      text: `${lab.id} ${file}\n  error INTERNAL: ${message}`,
      status: 1,
    };
  }
}

function readable(result: Grade, file: string): string {
  const head = `${result.lab} ${file}: ${result.class}, ${result.score.passed} of ${result.score.of}`;
  const rows = result.class === 'rejected' ? [] : result.checks.flatMap((check) => rowsOf(check));
  const remarks = [
    ...result.diagnostics.map((each) => lineOf(each)),
    ...result.advisories.map((each) => `advisory ${each.code}: ${each.message}`),
  ];
  const said = result.feedback === undefined ? [] : [result.feedback];
  return [head, ...rows, ...[...remarks, ...said].map((line) => `  ${line}`)].join('\n');
}

function rowsOf(check: Grade['checks'][number]): readonly string[] {
  const head = `  ${check.passed ? 'pass' : 'FAIL'}  ${check.title}  (${check.id})`;
  if (check.passed) return [head];
  const got = [`expected ${JSON.stringify(check.expected)}`, `got      ${JSON.stringify(check.actual)}`];
  return [
    head,
    ...[...got, ...(check.feedback === undefined ? [] : [check.feedback])].map(
      (line) => `        ${line.replaceAll('\n', '\n        ').trimEnd()}`,
    ),
  ];
}
