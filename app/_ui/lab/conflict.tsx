import type { SourceFile } from '#engine';
import './lab-parts.css';
import type { DraftView } from './view.ts';

interface Props {
  /** What was changed in two places; a lab where nothing is said. */
  readonly what?: string;
  readonly mine: readonly SourceFile[];
  readonly other: DraftView;
  readonly onKeepMine: () => void;
  readonly onTakeOther: () => void;
}

/** Two texts of one thing: both are shown, and neither is gone before somebody has chosen. */
export function Conflict({ what = 'lab', mine, other, onKeepMine, onTakeOther }: Props) {
  return (
    <section className="conflict" aria-label="Two texts" role="alert">
      <p>
        <strong>This {what} was changed in another tab or on another device.</strong> Nothing was overwritten. Choose which text
        goes on; the other one can be brought back with undo.
      </p>
      <div className="conflict-texts">
        <Side title="The text here" files={mine} action="Keep this one" onChoose={onKeepMine} />
        <Side title="The text saved elsewhere" files={other.files} action="Take that one" onChoose={onTakeOther} />
      </div>
    </section>
  );
}

interface SideProps {
  readonly title: string;
  readonly files: readonly SourceFile[];
  readonly action: string;
  readonly onChoose: () => void;
}

function Side({ title, files, action, onChoose }: SideProps) {
  return (
    <div className="conflict-side">
      <h3>{title}</h3>
      {files.map((file) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre key={file.path} tabIndex={0}>
          <code>{file.text}</code>
        </pre>
      ))}
      <button type="button" className="button" onClick={onChoose}>
        {action}
      </button>
    </div>
  );
}
