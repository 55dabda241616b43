'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { EditorHandle } from '../editor/faults.ts';

interface Options {
  readonly path: string;
  readonly setPath: (path: string) => void;
  readonly editor: RefObject<EditorHandle | null>;
  readonly onJump: () => void;
}

/** Goes to a line, in another file if need be, and leaves `#line=41` in the address, which opens the same line again. */
export function useJump({ path, setPath, editor, onJump }: Options): (file: string, line: number) => void {
  const [target, setTarget] = useState<{ readonly file: string; readonly line: number } | undefined>();
  const seen = useRef(onJump);
  useEffect(() => {
    seen.current = onJump;
  });
  useEffect(() => {
    const wanted = Number(/^#line=(\d{1,6})$/.exec(location.hash)?.[1] ?? 0);
    if (wanted > 0) setTarget({ file: '', line: wanted });
  }, []);
  useEffect(() => {
    if (target === undefined || (target.file !== '' && target.file !== path)) return;
    seen.current();
    // The pane may have been hidden until this moment; a hidden editor cannot scroll.
    requestAnimationFrame(() => editor.current?.jump(target.line));
    setTarget(undefined);
  }, [target, path, editor]);
  return useCallback(
    (file: string, line: number) => {
      history.replaceState(history.state, '', `#line=${line}`);
      setPath(file);
      setTarget({ file, line });
    },
    [setPath],
  );
}
