import type { SourceFile } from '#engine';
import { hunksBetween } from './line-diff.ts';
import type { EditView, JudgedView } from './view.ts';

/** Which text each check last held with, and the edit after which one that had held failed. */
export interface Watch {
  readonly held: Readonly<Record<string, readonly SourceFile[]>>;
  readonly broke: Readonly<Record<string, EditView>>;
}

export const NOTHING_WATCHED: Watch = { held: {}, broke: {} };

/** What is known after `files` were judged. A text that was not judged (torn or refused) tells nothing about any check. */
export function watched(before: Watch, judged: JudgedView, files: readonly SourceFile[]): Watch {
  if (judged.class === 'rejected') return before;
  const held = { ...before.held };
  const broke = { ...before.broke };
  for (const { id, passed } of judged.checks) {
    if (passed) {
      held[id] = files;
      delete broke[id];
      continue;
    }
    const good = held[id];
    const edit = good === undefined || broke[id] !== undefined ? undefined : editBetween(good, files);
    if (edit !== undefined) broke[id] = edit;
  }
  return { held, broke };
}

/** Lines of an edit that are shown; a longer one is cut. */
const SHOWN = 6;

/** The first place where two texts part, with the lines on both sides. */
function editBetween(before: readonly SourceFile[], after: readonly SourceFile[]): EditView | undefined {
  for (const { path, text } of after) {
    const [a, b] = [(before.find((file) => file.path === path)?.text ?? '').split('\n'), text.split('\n')];
    const [hunk] = hunksBetween(a, b);
    if (hunk === undefined) continue;
    const line = Math.min(hunk.after.from + 1, b.length);
    const cut = (lines: readonly string[]) => (lines.length > SHOWN ? [...lines.slice(0, SHOWN), '…'] : lines);
    return {
      file: path,
      line,
      before: cut(a.slice(hunk.before.from, hunk.before.to)),
      after: cut(b.slice(hunk.after.from, hunk.after.to)),
    };
  }
  return undefined;
}
