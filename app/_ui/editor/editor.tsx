'use client';

import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { SourceFile } from '#engine';
import type { FaultView } from '../lab/view.ts';
import './editor.css';
import { type EditorHandle, inOrder } from './faults.ts';
import type { MonacoEditor } from './monaco-editor.ts';
import { plainEditor } from './plain.ts';

interface EditorProps {
  readonly files: readonly SourceFile[];
  readonly path: string;
  readonly faults: readonly FaultView[];
  /** Whether the text area stays: for phones, screen readers and whoever prefers it. */
  readonly plain: boolean;
  readonly onChange: (path: string, text: string) => void;
  readonly onSubmit: () => void;
  readonly handle: Ref<EditorHandle>;
}

/** A text area that is there at once, and Monaco in its place as soon as it has loaded. */
export function Editor({ files, path, faults, plain, onChange, onSubmit, handle }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const monaco = useMonaco({ area, host, path, plain, onChange, onSubmit });
  const text = files.find((file) => file.path === path)?.text ?? '';
  const own = faults.filter((fault) => fault.file === path);
  useEffect(() => monaco?.show(path, text), [monaco, path, text]);
  useEffect(() => monaco?.mark(path, own), [monaco, path, own]);
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
  return (
    <div className="editor" data-editor={monaco === undefined ? 'plain' : 'monaco'}>
      <div className="editor-plain" hidden={monaco !== undefined}>
        <Gutter text={text} faults={own} area={area} />
        <textarea
          key={path}
          ref={area}
          name={path}
          aria-label={`Text of ${path}`}
          defaultValue={text}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          onInput={(event) => onChange(path, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
          }}
        />
      </div>
      <div ref={host} className="editor-monaco" hidden={monaco === undefined} />
    </div>
  );
}

interface UseMonaco {
  readonly area: { readonly current: HTMLTextAreaElement | null };
  readonly host: { readonly current: HTMLDivElement | null };
  readonly path: string;
  readonly plain: boolean;
  readonly onChange: (path: string, text: string) => void;
  readonly onSubmit: () => void;
}

/** Monaco once it has loaded; undefined before, and for good where the text area is wanted. */
function useMonaco({ area, host, path, plain, onChange, onSubmit }: UseMonaco): MonacoEditor | undefined {
  const [monaco, setMonaco] = useState<MonacoEditor | undefined>();
  const latest = useRef({ path, onChange, onSubmit });
  useEffect(() => {
    latest.current = { path, onChange, onSubmit };
  });
  useEffect(() => {
    if (plain) return;
    let opened: MonacoEditor | undefined;
    let left = false;
    const open = async () => {
      const { openMonaco } = await import('./monaco-editor.ts');
      if (left || area.current === null || host.current === null) return;
      host.current.hidden = false;
      opened = openMonaco({
        host: host.current,
        area: area.current,
        path: latest.current.path,
        label: 'Text of the configuration',
        onChange: (name, text) => latest.current.onChange(name, text),
        onSubmit: () => latest.current.onSubmit(),
      });
      setMonaco(opened);
    };
    // Without Monaco the text area stays, which can do everything but colour.
    open().catch(() => undefined);
    return () => {
      left = true;
      if (opened !== undefined && area.current !== null) area.current.value = opened.text();
      opened?.dispose();
      setMonaco(undefined);
    };
  }, [plain, area, host]);
  return monaco;
}

function Gutter({
  text,
  faults,
  area,
}: {
  readonly text: string;
  readonly faults: readonly FaultView[];
  readonly area: UseMonaco['area'];
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
        <span key={index} data-severity={worst.get(index + 1)}>
          {index + 1}
        </span>
      ))}
    </div>
  );
}
