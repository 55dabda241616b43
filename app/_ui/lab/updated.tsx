import type { SourceFile } from '#engine';
import { mergeTexts } from './line-diff.ts';
import './lab-parts.css';

interface Props {
  /** The given text that mine grew from, as it is given now, and mine. */
  readonly before: readonly SourceFile[];
  readonly now: readonly SourceFile[];
  readonly mine: readonly SourceFile[];
  /** Goes on with `files`; with undefined, with one's own text as it is. */
  readonly onChoose: (files: readonly SourceFile[] | undefined, word: string) => void;
}

/** The lab gives another text than the one that a draft grew from: nothing is changed before somebody has chosen. */
export function Updated({ before, now, mine, onChoose }: Props) {
  const merged = mine.map((file) => {
    const [old, given] = [textOf(before, file.path), textOf(now, file.path)];
    return {
      path: file.path,
      ...(given === undefined ? { text: file.text, conflicts: 0 } : mergeTexts(old ?? '', file.text, given)),
    };
  });
  const conflicts = merged.reduce((sum, each) => sum + each.conflicts, 0);
  return (
    <section className="conflict" aria-label="This lab was updated" role="alert">
      <p>
        <strong>This lab was updated since you began.</strong> Its given text is another one now. Your text is untouched: keep it
        as it is, take the changes in, or start again.
      </p>
      <p>
        {conflicts === 0
          ? 'The changes fit into your text without touching a line of yours.'
          : `${conflicts === 1 ? 'One change meets' : `${conflicts} changes meet`} lines that you changed too; there yours would stay.`}
      </p>
      <div className="help-row">
        <button type="button" className="button" onClick={() => onChoose(undefined, '')}>
          Keep mine
        </button>
        <button type="button" className="button" onClick={() => onChoose(merged, 'The changes were taken into your text.')}>
          Merge
        </button>
        <button type="button" className="button" onClick={() => onChoose(now, 'The lab starts again with its new text.')}>
          Start again
        </button>
      </div>
    </section>
  );
}

const textOf = (files: readonly SourceFile[], path: string): string | undefined => files.find((file) => file.path === path)?.text;
