import type { Fix, Position, SourceFile } from '#engine';

/** The files after the edits of `fix`, which are made from the end of each text so that none moves another. */
export function applyFix(files: readonly SourceFile[], fix: Fix): readonly SourceFile[] {
  return files.map((file) => {
    const edits = fix.edits
      .filter(({ span }) => span.file === file.path)
      .map(({ span, text }) => ({ from: offsetAt(file.text, span.start), to: offsetAt(file.text, span.end), text }))
      .toSorted((a, b) => b.from - a.from);
    const text = edits.reduce((before, edit) => before.slice(0, edit.from) + edit.text + before.slice(edit.to), file.text);
    return { path: file.path, text };
  });
}

/** The offset of a place whose line and column count from 1. */
export function offsetAt(text: string, { line, column }: Position): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}

/** The place of an offset, counted from 1. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
