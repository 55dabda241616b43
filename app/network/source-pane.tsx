'use client';

import { type ChangeEvent, type DragEvent, type RefObject, useMemo, useState } from 'react';
import { Editor } from '../_ui/editor/editor.tsx';
import type { EditorHandle } from '../_ui/editor/faults.ts';
import { usePlain } from '../_ui/editor/use-plain.ts';
import type { FaultView } from '../_ui/lab/view.ts';
import type { AskNetwork } from './asks.ts';
import { EXAMPLES } from './examples.ts';
import { chosenFiles, droppedFiles, textsOf } from './intake.ts';
import { sharedIn } from './kept.ts';
import type { Store } from './use-kept.ts';

interface Props {
  readonly store: Store;
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly editor: RefObject<EditorHandle | null>;
  readonly ask: AskNetwork;
  readonly faults: readonly FaultView[];
  /** The Region that the worker took. */
  readonly regionRead: string;
}

/** The text: typed, pasted, dropped or chosen. */
export function SourcePane({ store, path, onPath, editor, ask, faults, regionRead }: Props) {
  const [plain, setPlain] = usePlain();
  const [over, setOver] = useState(false);
  const take = takeInto(store);
  const { network } = store;
  const assist = useMemo(
    () => ({
      completions: (text: string, position: Parameters<Assist['completions']>[1]) => ask('completions', { text, position }),
      hover: (text: string, position: Parameters<Assist['hover']>[1]) => ask('hover', { text, position }),
    }),
    [ask],
  );
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer.items).then(take);
  };
  return (
    <section
      className="own-source"
      aria-label="Configuration"
      data-over={over}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <Tools store={store} take={take} plain={plain} onPlain={setPlain} />
      {network.files.length > 1 && (
        <label className="own-file">
          <span>File</span>
          <select value={path} onChange={(event) => onPath(event.target.value)}>
            {network.files.map((file) => (
              <option key={file.path}>{file.path}</option>
            ))}
          </select>
        </label>
      )}
      <div className="own-editor">
        <Editor
          files={network.files}
          path={path}
          faults={faults}
          locked={NONE}
          assist={assist}
          plain={plain}
          onChange={store.change}
          onSubmit={NOTHING}
          handle={editor}
        />
      </div>
      <Status store={store} regionRead={regionRead} />
    </section>
  );
}

type Assist = Parameters<typeof Editor>[0]['assist'];
const NONE: Parameters<typeof Editor>[0]['locked'] = [];
const NOTHING = (): void => undefined;

type Take = (files: readonly (readonly [string, File])[]) => Promise<void>;

/** Puts files on screen: a shared network with its questions, or the texts themselves. */
const takeInto =
  (store: Store): Take =>
  async (given) => {
    if (given.length === 0) return;
    const { files, left } = await textsOf(given).catch(() => ({ files: [], left: ['The files could not be read.'] }));
    const [only] = files;
    if (only === undefined) store.setLeft(left);
    else store.replace((files.length === 1 ? sharedIn(only.text) : undefined) ?? { files }, left);
  };

interface ToolsProps {
  readonly store: Store;
  readonly take: Take;
  readonly plain: boolean;
  readonly onPlain: (plain: boolean) => void;
}

function Tools({ store, take, plain, onPlain }: ToolsProps) {
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    const { files } = event.target;
    if (files !== null) void take(chosenFiles(files));
    event.target.value = '';
  };
  const folder = { webkitdirectory: '' };
  return (
    <div className="own-tools">
      <label className="button own-choose">
        Open files
        <input type="file" multiple className="visually-hidden" onChange={chosen} />
      </label>
      <label className="button own-choose">
        Open a folder
        <input type="file" multiple className="visually-hidden" onChange={chosen} {...folder} />
      </label>
      <label className="own-file">
        <span className="visually-hidden">Example</span>
        <select
          value=""
          onChange={(event) => {
            const example = EXAMPLES.find(({ title }) => title === event.target.value);
            if (example !== undefined) store.replace({ files: example.files });
          }}
        >
          <option value="">An example…</option>
          {EXAMPLES.map(({ title }) => (
            <option key={title}>{title}</option>
          ))}
        </select>
      </label>
      <button type="button" className="button button-plain" onClick={() => store.replace({})}>
        Clear
      </button>
      <button type="button" className="button button-plain" aria-pressed={plain} onClick={() => onPlain(!plain)}>
        Plain text
      </button>
    </div>
  );
}

interface StatusProps {
  readonly store: Store;
  readonly regionRead: string;
}

function Status({ store, regionRead }: StatusProps) {
  const { network, undo, isLost, left } = store;
  return (
    <div className="own-status small soft">
      <label className="own-file">
        <span>Region</span>
        <input
          value={network.region}
          placeholder={regionRead === '' ? 'as the text says' : regionRead}
          pattern="[a-z]{2}(-[a-z]+)+-\d"
          spellCheck={false}
          onChange={(event) => store.setRegion(event.target.value.trim())}
        />
      </label>
      <p role="status">
        {isLost ? 'This is too large for this device to keep: save it as a file below.' : 'Kept on this device only.'}{' '}
        {undo !== undefined && (
          <button type="button" className="line-link" onClick={undo}>
            Bring back what was here before
          </button>
        )}
      </p>
      {left.length > 0 && (
        <details className="own-left">
          <summary>{left.length === 1 ? 'One file was not taken' : `${left.length} files were not taken`}</summary>
          <ul>
            {left.slice(0, 50).map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
