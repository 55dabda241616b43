import { monaco } from './monaco-setup.ts';
import { type PointAt, pointerOver } from './point.ts';

/** Tells the line under the pointer or the cursor of `editor`, until the function that comes back is called. */
export function followLines(editor: monaco.editor.IStandaloneCodeEditor, file: string, tell: PointAt): () => void {
  const point = pointerOver(file, tell);
  const rest = () => point.cursor(editor.hasTextFocus() ? editor.getPosition()?.lineNumber : undefined);
  const told = [
    editor.onMouseMove(({ target }) => point.pointer(OVER_TEXT.has(target.type) ? target.position?.lineNumber : undefined)),
    editor.onMouseLeave(() => point.pointer(undefined)),
    editor.onDidChangeCursorPosition(rest),
    editor.onDidFocusEditorText(rest),
    editor.onDidBlurEditorText(rest),
  ];
  rest();
  return () => {
    for (const each of told) each.dispose();
    point.pointer(undefined);
    point.cursor(undefined);
  };
}

const OVER_TEXT: ReadonlySet<number> = new Set([
  monaco.editor.MouseTargetType.CONTENT_TEXT,
  monaco.editor.MouseTargetType.CONTENT_EMPTY,
  monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN,
  monaco.editor.MouseTargetType.GUTTER_LINE_NUMBERS,
  monaco.editor.MouseTargetType.GUTTER_LINE_DECORATIONS,
]);
