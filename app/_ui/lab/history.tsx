import { useEffect, useState } from 'react';
import type { SourceFile } from '#engine';
import { told } from '../answer.ts';
import { TextDifference } from './differences.tsx';
import './lab-parts.css';
import type { BenchActions, VersionView } from './view.ts';

interface Props {
  readonly mine: readonly SourceFile[];
  readonly load: () => ReturnType<BenchActions['draftHistory']>;
  /** When the text was last saved: then there may be another version. */
  readonly savedAt: number;
  readonly onUse: (files: readonly SourceFile[]) => void;
}

/** What the text was before, a version for each minute of typing; each can be looked at and come back. */
export function History({ mine, load, savedAt, onUse }: Props) {
  const [versions, setVersions] = useState<readonly VersionView[] | 'asking' | 'lost'>('asking');
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when it opens, after each save and when somebody asks again.
  useEffect(() => {
    let left = false;
    told(load()).then(
      (found) => !left && setVersions(found),
      () => !left && setVersions('lost'),
    );
    return () => {
      left = true;
    };
  }, [turn, savedAt]);
  if (versions === 'asking') return <p className="help soft">Looking for earlier texts…</p>;
  if (versions === 'lost')
    return (
      <div className="help">
        <p>The server did not answer.</p>
        <button type="button" className="button" onClick={() => setTurn(turn + 1)}>
          Ask again
        </button>
      </div>
    );
  if (versions.length === 0) return <p className="help soft">Nothing was saved yet. Each pause in your typing is kept here.</p>;
  return (
    <div className="history">
      {versions.map((version) => (
        <Version key={version.id} version={version} mine={mine} onUse={onUse} />
      ))}
    </div>
  );
}

function Version({ version, mine, onUse }: { readonly version: VersionView } & Pick<Props, 'mine' | 'onUse'>) {
  const [open, setOpen] = useState(false);
  return (
    <details className="solution" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <time dateTime={new Date(version.at).toISOString()}>{new Date(version.at).toLocaleString()}</time>
      </summary>
      {open && (
        <>
          {version.files.map((file) => (
            <TextDifference key={file.path} before={mine.find((each) => each.path === file.path)?.text ?? ''} after={file.text} />
          ))}
          <button type="button" className="button" onClick={() => onUse(version.files)}>
            Bring this text back
          </button>
        </>
      )}
    </details>
  );
}
