import type { FaultView } from '../lab/view.ts';
import type { EditorHandle } from './faults.ts';
import { monaco, paintEditor } from './monaco-setup.ts';

/** Monaco on screen: the same handle as the text area, and what only it can do. */
export interface MonacoEditor extends EditorHandle {
  /** Shows another file; each keeps its own undo and place. */
  readonly show: (path: string, text: string) => void;
  readonly mark: (path: string, faults: readonly FaultView[]) => void;
  readonly text: () => string;
  readonly dispose: () => void;
}

interface Options {
  readonly host: HTMLElement;
  readonly area: HTMLTextAreaElement;
  readonly path: string;
  readonly label: string;
  readonly onChange: (path: string, text: string) => void;
  readonly onSubmit: () => void;
}

/** Takes over from the text area: its text, its selection, its place and its focus are kept. */
export function openMonaco({ host, area, path, label, onChange, onSubmit }: Options): MonacoEditor {
  paintEditor();
  const models = new Map<string, monaco.editor.ITextModel>();
  const states = new Map<string, monaco.editor.ICodeEditorViewState | null>();
  const modelOf = (name: string, text: string) => {
    const known = models.get(name);
    if (known !== undefined) return known;
    const model = monaco.editor.createModel(text, languageOf(name));
    model.updateOptions({ tabSize: 2, insertSpaces: true });
    model.onDidChangeContent(() => onChange(name, model.getValue()));
    models.set(name, model);
    return model;
  };
  let shown = path;
  const model = modelOf(path, area.value);
  const editor = monaco.editor.create(host, {
    ...OPTIONS,
    model,
    ariaLabel: label,
    fontFamily: getComputedStyle(area).fontFamily,
  });
  takeSelection(editor, model, area);
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, onSubmit);
  const stopPainting = repaintWithTheme();
  return {
    replace: (text) => {
      const current = editor.getModel();
      if (current === null) return;
      editor.pushUndoStop();
      editor.executeEdits('workbook', [{ range: current.getFullModelRange(), text }]);
      editor.pushUndoStop();
      editor.setPosition({ lineNumber: 1, column: 1 });
    },
    jump: (line) => {
      const length = editor.getModel()?.getLineMaxColumn(Math.min(line, editor.getModel()?.getLineCount() ?? 1)) ?? 1;
      editor.setSelection({ startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: length });
      editor.revealLineInCenterIfOutsideViewport(line);
      editor.focus();
    },
    show: (name, text) => {
      if (name === shown) return;
      states.set(shown, editor.saveViewState());
      shown = name;
      const next = modelOf(name, text);
      if (next.getValue() !== text) next.pushEditOperations([], [{ range: next.getFullModelRange(), text }], () => null);
      editor.setModel(next);
      editor.restoreViewState(states.get(name) ?? null);
    },
    mark: (name, faults) => {
      const marked = models.get(name);
      if (marked !== undefined) monaco.editor.setModelMarkers(marked, 'workbook', faults.map(markerOf));
    },
    text: () => editor.getValue(),
    dispose: () => {
      stopPainting();
      editor.dispose();
      for (const each of models.values()) each.dispose();
    },
  };
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  theme: 'workbook',
  automaticLayout: true,
  minimap: { enabled: false },
  fontSize: 13,
  lineHeight: 20,
  fontLigatures: false,
  lineNumbersMinChars: 3,
  scrollBeyondLastLine: false,
  overviewRulerLanes: 2,
  renderLineHighlight: 'line',
  fixedOverflowWidgets: true,
  occurrencesHighlight: 'off',
  guides: { indentation: true },
  bracketPairColorization: { enabled: false },
  padding: { top: 8, bottom: 8 },
  // A screen reader gets the whole text and not the ten lines that Monaco gives by default.
  accessibilityPageSize: 500,
};

const languageOf = (path: string): string => (/\.ya?ml$/.test(path) ? 'yaml' : 'plaintext');

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

/** Paints again when the theme changes, by the button or by the system. */
function repaintWithTheme(): () => void {
  const observer = new MutationObserver(paintEditor);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', paintEditor);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', paintEditor);
  };
}
