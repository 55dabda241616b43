import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordOperations/register';
// The feature of this name registers inline suggestions alone; the list itself is here.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/languages/definitions/hcl/register';
import 'monaco-editor/languages/definitions/yaml/register';
import * as monaco from 'monaco-editor/editor';

self.MonacoEnvironment = {
  getWorker: () => new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' }),
};

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A colour token as Monaco wants it: the browser resolves `light-dark()` when it is painted with. */
function colour(name: string, probe: HTMLElement): string {
  probe.style.color = token(name);
  const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Gives Monaco the colours of the page as they are now. */
export function paintEditor(): void {
  const probe = document.body.appendChild(document.createElement('span'));
  const of = (name: string) => colour(name, probe);
  const plain = (name: string) => of(name).slice(1);
  const dark = Number.parseInt(plain('--panel').slice(0, 2), 16) < 128;
  monaco.editor.defineTheme('workbook', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: plain('--ink') },
      { token: 'type', foreground: plain('--accent') },
      { token: 'string', foreground: plain('--ink') },
      { token: 'number', foreground: plain('--name-error') },
      { token: 'tag', foreground: plain('--timeout') },
      { token: 'comment', foreground: plain('--ink-faint'), fontStyle: 'italic' },
      { token: 'keyword', foreground: plain('--timeout') },
    ],
    colors: {
      'editor.background': of('--panel'),
      'editor.foreground': of('--ink'),
      'editorLineNumber.foreground': of('--ink-faint'),
      'editorLineNumber.activeForeground': of('--ink'),
      'editor.lineHighlightBackground': of('--sunk'),
      'editor.lineHighlightBorder': '#00000000',
      'editorError.foreground': of('--denied'),
      'editorWarning.foreground': of('--timeout'),
      'editorInfo.foreground': of('--advisory'),
      focusBorder: of('--focus'),
      'editorWidget.background': of('--raised'),
      'editorWidget.foreground': of('--ink'),
      'editorWidget.border': of('--line'),
      'editorHoverWidget.background': of('--raised'),
      'editorHoverWidget.foreground': of('--ink'),
      'editorHoverWidget.border': of('--line'),
      'editorSuggestWidget.background': of('--raised'),
      'editorSuggestWidget.foreground': of('--ink'),
      'editorSuggestWidget.border': of('--line'),
      'editorSuggestWidget.selectedBackground': of('--accent-wash'),
      'editorSuggestWidget.selectedForeground': of('--ink'),
      'editorSuggestWidget.highlightForeground': of('--accent'),
      'editorSuggestWidget.focusHighlightForeground': of('--accent'),
    },
  });
  probe.remove();
  monaco.editor.setTheme('workbook');
}

/** Paints again when the theme changes, by the button or by the system; what comes back ends it. */
export function repaintWithTheme(): () => void {
  const observer = new MutationObserver(paintEditor);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', paintEditor);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', paintEditor);
  };
}

export { monaco };
