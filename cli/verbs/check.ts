import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic, proveCourse } from '#engine';
import type { Content } from '../../app/_server/content.ts';
import { contentRoot, fromHere, loadContent } from '../course.ts';
import { lineOf, print, say } from '../output.ts';
import { reportOn } from '../report.ts';
import { readArguments, type Verb } from '../verb.ts';

const usage = 'workbook check [PATH…] [--report] [--mutants] [--content FOLDER]';

export const check: Verb = {
  name: 'check',
  usage,
  summary: 'does the content keep every promise that it makes',
  help: 'Proves that every start fails, every solution passes, every wrong answer fails for its stated reason and is told something of its own,\nevery key of a `predict` question is what the engine answers, and every id, fact and misconception that is named exists.\nA PATH limits it to the content at or below it. --report prints what there is, lesson by lesson.\n--mutants changes one thing of a solution at a time, and names each change that no check notices and that the lab does not list as equivalent.\nPrints one line for each fault: file:line:column, what is wrong, what to do.\nA warning is printed and breaks nothing.\nExit status: 0 without a fault, 1 with one, 2 for a path that is not there.',
  run: (argv) => {
    const typed = readArguments({ name: 'check', usage }, argv, ['report', 'mutants'], ['content']);
    if (typed === undefined) return 2;
    const root = contentRoot(typed.values.content);
    const paths = typed.rest.map((each) => path.resolve(each));
    const missing = [root, ...paths].find((each) => !existsSync(each));
    const outside = paths.find((each) => !inside(root, each));
    if (missing !== undefined || outside !== undefined) {
      say(missing === undefined ? `${outside} is not below ${root}.` : `There is nothing at ${missing}.`);
      return 2;
    }
    const content = loadContent(root);
    const faults = faultsOf(content, root, paths, typed.flags.has('mutants'));
    for (const fault of faults) print(lineOf(fromHere(root, fault)));
    if (typed.flags.has('report')) print(reportOn(content.course));
    const errors = faults.filter((fault) => fault.severity === 'error').length;
    if (errors === 0) say('The content keeps every promise.');
    else say(`${errors} ${errors === 1 ? 'fault' : 'faults'}.`);
    return errors === 0 ? 0 : 1;
  },
};

/** Every fault at or below one of `paths`, all where none is given, in the order of the files. */
function faultsOf(content: Content, root: string, paths: readonly string[], mutants: boolean): readonly Diagnostic[] {
  const wanted = (file: string) => paths.length === 0 || paths.some((each) => inside(each, path.join(path.dirname(root), file)));
  const proved = (folder: string) => {
    const absolute = path.join(root, folder);
    return paths.length === 0 || paths.some((each) => inside(each, absolute) || inside(absolute, each));
  };
  return [
    ...content.faults,
    ...proveCourse(content.course, { within: proved, mutants, today: new Date().toISOString().slice(0, 10) }),
  ]
    .filter((fault) => wanted(fault.span?.file ?? ''))
    .toSorted((a, b) => compare(a.span?.file ?? '', b.span?.file ?? '') || (a.span?.start.line ?? 0) - (b.span?.start.line ?? 0));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function inside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}
