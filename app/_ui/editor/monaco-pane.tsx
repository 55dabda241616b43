'use client';

import { loader, Editor as ReactMonaco } from '@monaco-editor/react';
import { useEffect, useRef, useState } from 'react';
import type { FaultView, LockedView } from '../lab/view.ts';
import type { EditorAssist } from './assist.ts';
import type { EditorHandle } from './faults.ts';
import { assistEditor, lockDecorations } from './monaco-assist.ts';
import { leaveByKeys } from './monaco-leave.ts';
import { followLines } from './monaco-point.ts';
import { monaco, paintEditor, repaintWithTheme } from './monaco-setup.ts';
import type { PointAt } from './point.ts';

// Without this the loader would fetch Monaco from another origin.
loader.config({ monaco });

interface MonacoPaneProps {
  readonly area: { readonly current: HTMLTextAreaElement | null };
  readonly path: string;
  readonly text: string;
  readonly faults: readonly FaultView[];
  readonly locked: readonly LockedView[];
  readonly assist: EditorAssist;
  readonly fixed: boolean;
  readonly label: string;
  readonly onChange: (path: string, text: string) => void;
  readonly onSubmit: () => void;
  readonly onPoint: PointAt;
  /** Called once with what Monaco can do, and with undefined when it leaves. */
  readonly onReady: (handle: EditorHandle | undefined) => void;
}

/**
 * Monaco in the place of the text area, whose text, selection and focus it takes over. It keeps its own text and is told only of another
 * file: a text that came back with each key would overwrite the key after it.
 */
export function MonacoPane({ area, path, text, faults, locked, assist, fixed, label, ...acts }: MonacoPaneProps) {
  const { onChange, onSubmit, onPoint, onReady } = acts;
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | undefined>();
  const latest = useRef({ text, faults, assist, onChange, onSubmit, onReady });
  useEffect(() => {
    latest.current = { text, faults, assist, onChange, onSubmit, onReady };
  });
  useEffect(() => {
    if (editor !== undefined) takeText(modelOf(path), latest.current.text);
  }, [editor, path]);
  useEffect(() => {
    const model = editor === undefined ? null : modelOf(path);
    if (model !== null) monaco.editor.setModelMarkers(model, 'workbook', faults.map(markerOf));
  }, [editor, path, faults]);
  useEffect(() => {
    const marked = editor?.createDecorationsCollection(lockDecorations(locked));
    return () => marked?.clear();
  }, [editor, locked]);
  useEffect(() => (editor === undefined ? undefined : assistEditor(editor, () => latest.current)), [editor]);
  useEffect(() => (editor === undefined ? undefined : followLines(editor, path, onPoint)), [editor, path, onPoint]);
  useEffect(
    () => () => {
      latest.current.onReady(undefined);
      // A model outlives its editor; the next lab has a file of the same name.
      for (const model of monaco.editor.getModels()) model.dispose();
    },
    [],
  );
  useEffect(repaintWithTheme, []);
  const open = (opened: monaco.editor.IStandaloneCodeEditor) => {
    const model = opened.getModel();
    if (area.current === null || model === null) return;
    takeText(model, area.current.value);
    takeSelection(opened, model, area.current);
    opened.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => latest.current.onSubmit());
    leaveByKeys(opened);
    setEditor(opened);
    latest.current.onReady(handleOf(opened));
  };
  return (
    <ReactMonaco
      path={path}
      defaultValue={text}
      defaultLanguage={languageOf(path)}
      theme="workbook"
      loading={null}
      options={{ ...OPTIONS, readOnly: fixed, ariaLabel: label, fontFamily: 'var(--mono)' }}
      beforeMount={paintEditor}
      onMount={open}
      onChange={(next) => {
        // The text that another file opens with is not the learner's doing.
        if (next !== undefined && next !== latest.current.text) onChange(path, next);
      }}
    />
  );
}

const modelOf = (path: string) => monaco.editor.getModel(monaco.Uri.parse(path));

/** Brings a model up to a text that was changed while another file, or the text area, was on screen. */
function takeText(model: monaco.editor.ITextModel | null, text: string): void {
  if (model === null || model.getValue() === text) return;
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

function takeSelection(
  editor: monaco.editor.IStandaloneCodeEditor,
  model: monaco.editor.ITextModel,
  area: HTMLTextAreaElement,
): void {
  const start = model.getPositionAt(area.selectionStart);
  const end = model.getPositionAt(area.selectionEnd);
  editor.setSelection(monaco.Selection.fromPositions(start, end));
  editor.setScrollTop(area.scrollTop);
  if (document.activeElement === area) editor.focus();
}

const handleOf = (editor: monaco.editor.IStandaloneCodeEditor): EditorHandle => ({
  replace: (text) => {
    const model = editor.getModel();
    if (model === null) return;
    editor.pushUndoStop();
    editor.executeEdits('workbook', [{ range: model.getFullModelRange(), text }]);
    editor.pushUndoStop();
    editor.setPosition({ lineNumber: 1, column: 1 });
  },
  jump: (line) => {
    const model = editor.getModel();
    const length = model?.getLineMaxColumn(Math.min(line, model.getLineCount())) ?? 1;
    editor.setSelection({ startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: length });
    editor.revealLineInCenterIfOutsideViewport(line);
    editor.focus();
  },
});

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  minimap: { enabled: false },
  fontSize: 13,
  lineHeight: 20,
  fontLigatures: false,
  lineNumbersMinChars: 3,
  scrollBeyondLastLine: false,
  overviewRulerLanes: 2,
  renderLineHighlight: 'line',
  // The number beside an empty last line is otherwise too faint to be read.
  renderFinalNewline: 'on',
  fixedOverflowWidgets: true,
  occurrencesHighlight: 'off',
  guides: { indentation: true },
  bracketPairColorization: { enabled: false },
  wordBasedSuggestions: 'off',
  acceptSuggestionOnEnter: 'smart',
  suggest: { showWords: false, preview: false, showStatusBar: false },
  quickSuggestions: { other: true, comments: false, strings: true },
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.On },
  hover: { delay: 400 },
  padding: { top: 8, bottom: 8 },
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  // A screen reader gets the whole text and not the ten lines that Monaco gives by default.
  accessibilityPageSize: 500,
};

/** JSON is a kind of YAML, and coloured as one. */
const languageOf = (path: string): string =>
  /\.(ya?ml|json)$/.test(path) ? 'yaml' : /\.tf(vars)?$/.test(path) ? 'hcl' : 'plaintext';

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

const markerOf = (fault: FaultView): monaco.editor.IMarkerData => ({
  severity: SEVERITIES[fault.severity],
  message: fault.message,
  source: fault.code,
  startLineNumber: fault.line,
  startColumn: fault.column,
  // A fault that covers a whole resource is marked on its first line only: a page of waves says less than one.
  endLineNumber: fault.line,
  endColumn: fault.endLine === fault.line ? Math.max(fault.column + 1, fault.endColumn) : 1000,
});
