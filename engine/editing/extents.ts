import type { Span } from '../diagnostic.ts';
import { looseEntries } from './loose.ts';
import { positionAt } from './surroundings.ts';

/** The lines that one resource takes up, both counted from 1 and both its own; with the comment lines right above it. */
export interface Extent {
  readonly logicalId: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Where each resource of a template written in blocks stands; none of one in brackets, where two may share a line. */
export function extentsIn(text: string): readonly Extent[] {
  if (/^\s*\{/.test(text)) return [];
  const lines = text.split('\n');
  const entries = looseEntries(text);
  const heads = entries.filter(({ path }) => path.length === 1 || (path.length === 2 && path[0] === 'Resources'));
  return heads.flatMap(({ path, start }, index) => {
    const logicalId = path[1];
    if (logicalId === undefined) return [];
    const next = heads[index + 1];
    const keyLine = positionAt(text, start).line;
    const firstLine = withComments(lines, keyLine);
    const end = next === undefined ? lines.length : withComments(lines, positionAt(text, next.start).line) - 1;
    return [{ logicalId, firstLine, lastLine: lastWritten(lines, end, keyLine) }];
  });
}

const isComment = (line: string | undefined): boolean => line !== undefined && /^\s*#/.test(line);

/** The first of the comment lines right above a line, or the line itself. */
export function withComments(lines: readonly string[], keyLine: number): number {
  let line = keyLine;
  while (line > 1 && isComment(lines[line - 2])) line -= 1;
  return line;
}

function lastWritten(lines: readonly string[], end: number, least: number): number {
  let line = end;
  while (line > least && (lines[line - 1] ?? '').trim() === '') line -= 1;
  return line;
}

/** An edit of a text: the stretch that goes and what comes in its place. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The edits that bring the resource `logicalId` of `text` back to what `start` has; where it is gone, it comes back at the end of the
 * resources. None where `start` does not have it either, or where one of the two is written in brackets. `extents` reads the language.
 */
export function restoring(
  start: string,
  text: string,
  file: string,
  logicalId: string,
  extents = extentsIn,
): readonly TextEdit[] {
  const before = extents(start).find((each) => each.logicalId === logicalId);
  if (before === undefined) return [];
  const given = start
    .split('\n')
    .slice(before.firstLine - 1, before.lastLine)
    .join('\n');
  const all = extents(text);
  const now = all.find((each) => each.logicalId === logicalId);
  const lines = text.split('\n');
  if (now !== undefined) {
    const place = {
      file,
      start: { line: now.firstLine, column: 1 },
      end: { line: now.lastLine, column: (lines[now.lastLine - 1] ?? '').length + 1 },
    };
    return [{ span: place, text: given }];
  }
  const after = all.at(-1);
  if (after === undefined) return [];
  const end = { line: after.lastLine, column: (lines[after.lastLine - 1] ?? '').length + 1 };
  return [{ span: { file, start: end, end }, text: `\n${given}` }];
}

/** The edits that take the resource `logicalId` out of `text`, with the empty line behind it. */
export function removing(text: string, file: string, logicalId: string, extents = extentsIn): readonly TextEdit[] {
  const extent = extents(text).find((each) => each.logicalId === logicalId);
  if (extent === undefined) return [];
  const lines = text.split('\n');
  const empty = lines[extent.lastLine] === '' ? 1 : 0;
  const last = extent.lastLine + empty;
  const end =
    last < lines.length ? { line: last + 1, column: 1 } : { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  return [{ span: { file, start: { line: extent.firstLine, column: 1 }, end }, text: '' }];
}
