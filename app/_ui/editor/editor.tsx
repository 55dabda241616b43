'use client';

import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { SourceFile } from '#engine';
import type { FaultView, LockedView } from '../lab/view.ts';
import type { EditorAssist } from './assist.ts';
import './editor.css';
import { type EditorHandle, inOrder } from './faults.ts';
import type { MonacoPane } from './monaco-pane.tsx';
import { plainEditor } from './plain.ts';
import { PlainArea } from './plain-area.tsx';
import { PlainAssist } from './plain-assist.tsx';
import { NO_POINT, type PointAt } from './point.ts';
import { usePlainPoint } from './use-plain-point.ts';

interface EditorProps {
  readonly files: readonly SourceFile[];
  readonly path: string;
  readonly faults: readonly FaultView[];
  /** Lines that are given and stay as they are. */
  readonly locked: readonly LockedView[];
  readonly assist: EditorAssist;
  /** Whether the text area stays: for phones, screen readers and whoever prefers it. */
  readonly plain: boolean;
  /** Whether the file on screen is given and only read. */
  readonly fixed?: boolean;
  readonly onChange: (path: string, text: string) => void;
  readonly onSubmit: () => void;
  /** Told the line under the pointer, else the one of the cursor, else undefined. */
  readonly onPoint?: PointAt;
  readonly handle: Ref<EditorHandle>;
}

/** A text area that is there at once, and Monaco in its place as soon as it has loaded. */
export function Editor({ files, path, faults, locked, assist, plain, fixed = false, ...acts }: EditorProps) {
  const { onChange, onSubmit, onPoint = NO_POINT, handle } = acts;
  const area = useRef<HTMLTextAreaElement>(null);
  const Pane = useMonacoPane(plain);
  const [monaco, setMonaco] = useState<EditorHandle | undefined>();
  const text = files.find((file) => file.path === path)?.text ?? '';
  const own = useMemo(() => faults.filter((fault) => fault.file === path), [faults, path]);
  const given = useMemo(() => locked.filter((each) => each.file === path), [locked, path]);
  usePlainPoint(area, path, onPoint);
  useImperativeHandle(handle, (): EditorHandle => {
    const current = () => monaco ?? (area.current === null ? undefined : plainEditor(area.current));
    return { replace: (next) => current()?.replace(next), jump: (line) => current()?.jump(line) };
  }, [monaco]);
  // Whatever was typed before this script ran is in the text area and nowhere else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what stands there when the page wakes up.
  useEffect(() => {
    const typed = area.current?.value;
    if (typed !== undefined && typed !== text) onChange(path, typed);
  }, []);
  const ready = (opened: EditorHandle | undefined) => {
    if (opened === undefined && area.current !== null) area.current.value = text;
    setMonaco(opened);
  };
  return (
    <div className="editor" data-editor={monaco === undefined ? 'plain' : 'monaco'}>
      <div className="editor-plain" hidden={monaco !== undefined}>
        <Gutter text={text} faults={own} locked={given} area={area} />
        <PlainArea
          key={path}
          area={area}
          path={path}
          text={text}
          fixed={fixed}
          onInput={(next) => onChange(path, next)}
          onSubmit={onSubmit}
        />
        {monaco === undefined && <PlainAssist area={area} assist={assist} />}
      </div>
      {Pane === undefined ? undefined : (
        <div className="editor-monaco">
          <Pane
            area={area}
            path={path}
            text={text}
            faults={own}
            locked={given}
            assist={assist}
            fixed={fixed}
            label="Text of the configuration"
            onChange={onChange}
            onSubmit={onSubmit}
            onPoint={onPoint}
            onReady={ready}
          />
        </div>
      )}
    </div>
  );
}

/** Monaco once its script has loaded; undefined before, and for good where the text area is wanted or the script does not come. */
function useMonacoPane(plain: boolean): typeof MonacoPane | undefined {
  const [loaded, setLoaded] = useState<{ readonly pane: typeof MonacoPane } | undefined>();
  useEffect(() => {
    if (plain) return;
    let left = false;
    const load = async () => {
      const { MonacoPane: pane } = await import('./monaco-pane.tsx');
      if (!left) setLoaded({ pane });
    };
    // Without Monaco the text area stays, which can do everything but colour.
    load().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [plain]);
  return plain ? undefined : loaded?.pane;
}

function Gutter({
  text,
  faults,
  locked,
  area,
}: {
  readonly text: string;
  readonly faults: readonly FaultView[];
  readonly locked: readonly LockedView[];
  readonly area: { readonly current: HTMLTextAreaElement | null };
}) {
  const gutter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = area.current;
    const follow = () => gutter.current?.scrollTo({ top: node?.scrollTop ?? 0 });
    node?.addEventListener('scroll', follow, { passive: true });
    return () => node?.removeEventListener('scroll', follow);
  }, [area]);
  const worst = new Map(
    inOrder(faults)
      .toReversed()
      .map((fault) => [fault.line, fault.severity]),
  );
  return (
    <div className="gutter" ref={gutter} aria-hidden="true">
      {text.split('\n').map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is what it is.
        <span key={index} data-severity={worst.get(index + 1)} data-locked={isLocked(locked, index + 1)}>
          {index + 1}
        </span>
      ))}
    </div>
  );
}

const isLocked = (locked: readonly LockedView[], line: number): true | undefined =>
  locked.some(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine) || undefined;
