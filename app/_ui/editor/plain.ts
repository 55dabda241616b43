import type { EditorHandle } from './faults.ts';

/** The text area as an editor. `execCommand` is old and still the only way to write into it that its undo knows. */
export function plainEditor(area: HTMLTextAreaElement): EditorHandle {
  return {
    replace: (text) => {
      area.focus();
      area.select();
      if (!document.execCommand('insertText', false, text)) area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
      area.setSelectionRange(0, 0);
    },
    jump: (line) => {
      const lines = area.value.split('\n');
      const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
      area.focus();
      area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
      const height = area.scrollHeight / Math.max(1, lines.length);
      area.scrollTop = Math.max(0, (line - 4) * height);
    },
  };
}
