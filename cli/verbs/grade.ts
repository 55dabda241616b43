import {
  type CourseLab,
  type Diagnostic,
  engineWith,
  type Grade,
  gradePrepared,
  labInTerraform,
  loadActionCatalogue,
  loadTerraform,
  type PreparedLab,
  prepareLab,
} from '#engine';
import { contentRoot, engineVersion, labNamed, loadContent } from '../course.ts';
import { lineOf, print, printList, say } from '../output.ts';
import { submissionFiles } from '../submission.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook grade LAB SUBMISSION… [--json] [--content FOLDER]';

export const grade: Verb = {
  name: 'grade',
  usage,
  summary: 'does each of these submissions solve the lab',
  help: 'LAB is the id of a lab, in any capitals. A SUBMISSION is a file, a folder that holds the files of the lab by name, or - for standard input; where the lab has one template and holds nothing of it fixed, also a .tf file or a folder of Terraform.\nPrints each check with its reason; with --json an array of grades.\nExit status: 0 when every submission passed, 1 when one did not, 2 for an unknown lab or a submission that cannot be read.',
  run: async (argv) => {
    const typed = readArguments({ name: 'grade', usage }, argv, ['json'], ['content']);
    const [id, ...submissions] = typed?.rest ?? [];
    if (typed === undefined) return 2;
    if (id === undefined || submissions.length === 0) {
      say(`workbook grade needs a lab and at least one submission.\n${usage}`);
      return 2;
    }
    const lab = labNamed(loadContent(contentRoot(typed.values.content)), id);
    if (lab === undefined) return 2;
    const prepared = prepareLab(
      lab,
      engineVersion(),
      engineWith(await loadActionCatalogue(), await loadTerraform()),
      labInTerraform,
    );
    const graded = submissions.map((each) => gradedFile(prepared, lab, each));
    if (typed.flags.has('json'))
      printList(graded.map(({ answer: { lab: name, ...rest }, file }) => ({ lab: name, file, ...rest })));
    else for (const each of graded) print(each.text);
    return Math.max(...graded.map((each) => each.status));
  },
};

interface Graded {
  readonly file: string;
  readonly answer: Grade | { readonly lab: string; readonly error: { readonly code: string; readonly message: string } };
  readonly text: string;
  readonly status: number;
}

function gradedFile(prepared: PreparedLab, lab: CourseLab, file: string): Graded {
  const files = submissionFiles(lab, file);
  if (!files.ok) return unread(prepared, file, files.fault);
  try {
    const result = gradePrepared(prepared, files.value);
    return { file, answer: result, text: readable(result, lab, file), status: result.class === 'passed' ? 0 : 1 };
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

/** A submission that is no text is refused like any other; one that cannot be had is the caller's mistake. */
function unread({ lab, engineVersion, contentHash }: PreparedLab, file: string, fault: Diagnostic): Graded {
  const { code, message } = fault;
  const text = `${lab.id} ${file}\n  ${lineOf(fault)}`;
  if (code !== 'NOT_TEXT') return { file, answer: { lab: lab.id, error: { code, message } }, text, status: 2 };
  const score = { passed: 0, of: lab.checks.length };
  const answer: Grade = {
    lab: lab.id,
    class: 'rejected',
    score,
    checks: [],
    advisories: [],
    diagnostics: [fault],
    engineVersion,
    contentHash,
  };
  return { file, answer, text, status: 1 };
}

function readable(result: Grade, lab: CourseLab, file: string): string {
  const more = result.distinction === true ? ' with distinction' : '';
  const head = `${result.lab} ${file}: ${result.class}${more}, ${result.score.passed} of ${result.score.of}`;
  const rows = result.class === 'rejected' ? [] : result.checks.flatMap((check) => rowsOf(check));
  const remarks = [
    ...result.diagnostics.map((each) => lineOf(submitted(each, lab, file))),
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

/** `diagnostic` under the name of the file that was handed in, where the lab has one file, so that a terminal can open it. */
function submitted(diagnostic: Diagnostic, lab: CourseLab, file: string): Diagnostic {
  const { span } = diagnostic;
  return span === undefined || lab.files.length > 1 || file === '-' ? diagnostic : { ...diagnostic, span: { ...span, file } };
}
