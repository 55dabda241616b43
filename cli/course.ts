import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CourseLab, type Diagnostic, labsOf } from '#engine';
import { type Content, readContent } from '../app/_server/content.ts';
import { engineVersionOf } from '../app/_server/content-version.ts';
import { say } from './output.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** The content folder that a command reads: the project's own, unless `--content` names another. */
export const contentRoot = (named: string | undefined): string => path.resolve(named ?? path.join(PROJECT, 'content'));

/** The version that grades from this command line carry. */
export const engineVersion = (): string => engineVersionOf(path.join(PROJECT, 'engine'));

/** The content below `root`, read now. */
export const loadContent = (root: string): Content => readContent(root);

/** The lab `id`, whatever its capitals; undefined after saying which labs there are. */
export function labNamed(content: Content, id: string): CourseLab | undefined {
  const labs = labsOf(content.course);
  const lab = labs.find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (lab === undefined)
    say(`There is no lab ${id}: there are ${labs.map((each) => each.id).join(', ') || 'none'}.${hintOf(content)}`);
  return lab;
}

/** `diagnostic` with its file as seen from the working directory, so that a terminal can open it. */
export function fromHere(root: string, diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.span === undefined) return diagnostic;
  const file = path.relative(process.cwd(), path.join(path.dirname(root), diagnostic.span.file)).replaceAll(path.sep, '/');
  return { ...diagnostic, span: { ...diagnostic.span, file } };
}

const hintOf = (content: Content) =>
  content.faults.length === 0 ? '' : ` The content has ${content.faults.length} faults: see \`workbook check\`.`;
