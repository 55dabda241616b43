import { type CourseLab, labsOf, publicLabOf } from '#engine';
import { contentRoot, labNamed, loadContent } from '../course.ts';
import { print, printList, say, table } from '../output.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook labs [show LAB] [--json] [--content FOLDER]';

export const labs: Verb = {
  name: 'labs',
  usage,
  summary: 'the labs there are, or what one of them asks',
  help: 'Without more: one line for each lab. `labs show LAB`: its brief, its files, its checks and what may not be changed; never a hint or a solution.\nWith --json the same as data; `labs show` then holds the start of each file.\nExit status: 0, or 2 for an unknown lab.',
  run: (argv) => {
    const typed = readArguments({ name: 'labs', usage }, argv, ['json'], ['content']);
    if (typed === undefined) return 2;
    const content = loadContent(contentRoot(typed.values.content));
    const [verb, id] = typed.rest;
    if (verb === undefined) return list(labsOf(content.course), typed.flags.has('json'));
    if (verb !== 'show' || id === undefined) {
      say(usage);
      return 2;
    }
    const lab = labNamed(content, id);
    if (lab === undefined) return 2;
    print(typed.flags.has('json') ? JSON.stringify(publicLabOf(lab), null, 2) : readable(lab));
    return 0;
  },
};

function list(all: readonly CourseLab[], json: boolean): number {
  const rows = all.map(({ id, title, kind, minutes, objectives, checks }) => ({
    id,
    title,
    kind,
    minutes,
    objectives,
    checks: checks.length,
  }));
  if (json) printList(rows);
  else
    print(
      table([
        ['LAB', 'KIND', 'MINUTES', 'CHECKS', 'TITLE'],
        ...rows.map((row) => [row.id, row.kind, String(row.minutes), String(row.checks), row.title]),
      ]),
    );
  return 0;
}

function readable(lab: CourseLab): string {
  const { locked } = lab;
  const fixed =
    locked === undefined
      ? []
      : [`Fixed: ${locked.resources === 'all' ? 'everything that is given' : locked.resources.join(', ')}${additions(locked)}`];
  return [
    `${lab.id} ${lab.title} (${lab.kind}, ${lab.minutes} minutes)`,
    '',
    lab.brief.trimEnd(),
    '',
    'Checks:',
    ...lab.checks.map((check) => `  ${check.title}  (${check.id})`),
    ...fixed,
    ...lab.files.map((file) => `\n--- ${file.path}\n${file.start.trimEnd()}`),
  ].join('\n');
}

function additions({ additions: types, maxAdditions }: NonNullable<CourseLab['locked']>): string {
  const most = maxAdditions === undefined ? '' : ` at most ${maxAdditions}`;
  return types === undefined && most === ''
    ? ''
    : `; may be added:${most} ${types === undefined ? 'of any type' : types.join(', ') || 'nothing'}`;
}
