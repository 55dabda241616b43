import { leaveEditor } from './leave.ts';
import { monaco } from './monaco-setup.ts';

/** When Escape has nothing else to close. */
const PLAIN_ESCAPE =
  '!suggestWidgetVisible && !findWidgetVisible && !markersNavigationVisible && !codeActionMenuVisible && !editorHasMultipleSelections';

const PASSING = [monaco.KeyCode.Tab, monaco.KeyCode.Shift, monaco.KeyCode.Escape];

/**
 * Lets Tab go past the text as past any other field until somebody types or clicks in it, and again after Escape, which goes to the tools
 * above: otherwise nobody with a keyboard comes to what stands below.
 */
export function leaveByKeys(editor: monaco.editor.IStandaloneCodeEditor): void {
  const pass = (tabFocusMode: boolean) => editor.updateOptions({ tabFocusMode });
  pass(true);
  editor.onKeyDown(({ keyCode }) => {
    if (!PASSING.includes(keyCode)) pass(false);
  });
  editor.onMouseDown(() => pass(false));
  const leave = () => {
    pass(true);
    leaveEditor(editor.getDomNode());
  };
  editor.addCommand(monaco.KeyCode.Escape, leave, PLAIN_ESCAPE);
}
