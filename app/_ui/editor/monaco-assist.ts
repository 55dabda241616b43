import type { Completion, Position } from '#engine';
import type { FaultView, LockedView } from '../lab/view.ts';
import type { EditorAssist } from './assist.ts';
import { monaco } from './monaco-setup.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

const LANGUAGES = ['yaml', 'hcl', 'plaintext'];

/** Signs after which something may be offered unasked; a blank counts behind a key, a tag or the name of a block alone. */
const TRIGGERS = [':', '"', '!', '.', '$', '{', ' '];

interface Latest {
  readonly assist: EditorAssist;
  readonly faults: readonly FaultView[];
}

/** Lets the engine's answers into an editor; what comes back takes them out again. Nothing is worked out here. */
export function assistEditor(editor: Editor, latest: () => Latest): () => void {
  const isMine = (model: monaco.editor.ITextModel) => model === editor.getModel();
  const registered = [
    monaco.languages.registerCompletionItemProvider(LANGUAGES, {
      triggerCharacters: TRIGGERS,
      provideCompletionItems: (model, position, context) =>
        isMine(model) && !isIdleBlank(model, position, context) ? suggest(latest().assist, model, position) : undefined,
    }),
    monaco.languages.registerHoverProvider(LANGUAGES, {
      provideHover: (model, position) => (isMine(model) ? explain(latest().assist, model, position) : undefined),
    }),
    monaco.languages.registerCodeActionProvider(LANGUAGES, {
      provideCodeActions: (model, range) => ({
        actions: isMine(model) ? actionsAt(latest().faults, model, range) : [],
        dispose: () => undefined,
      }),
    }),
  ];
  return () => {
    for (const each of registered) each.dispose();
  };
}

const placeOf = ({ lineNumber, column }: monaco.Position): Position => ({ line: lineNumber, column });

/** A blank that indents or parts two words asks for nothing. */
function isIdleBlank(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: monaco.languages.CompletionContext,
): boolean {
  if (context.triggerCharacter !== ' ') return false;
  const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
  return !/(:|!\w+|=|^\s*(resource|data))\s$/.test(before);
}

async function suggest(
  assist: EditorAssist,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.CompletionList> {
  const found = await assist.completions(model.getValue(), placeOf(position)).catch(() => undefined);
  if (found === undefined) return { suggestions: [] };
  const range = new monaco.Range(found.from.line, found.from.column, position.lineNumber, position.column);
  return {
    suggestions: found.items.map((item, index) => ({
      label: { label: item.label, description: item.detail },
      insertText: item.insert,
      filterText: item.label,
      // The order is the engine's: the likeliest first.
      sortText: String(index).padStart(5, '0'),
      kind: KINDS[item.kind],
      range,
    })),
  };
}

const KINDS: Readonly<Record<Completion['kind'], monaco.languages.CompletionItemKind>> = {
  property: monaco.languages.CompletionItemKind.Property,
  type: monaco.languages.CompletionItemKind.Class,
  value: monaco.languages.CompletionItemKind.Value,
  reference: monaco.languages.CompletionItemKind.Reference,
  function: monaco.languages.CompletionItemKind.Function,
};

async function explain(
  assist: EditorAssist,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): Promise<monaco.languages.Hover | undefined> {
  const hover = await assist.hover(model.getValue(), placeOf(position)).catch(() => undefined);
  if (hover === undefined) return undefined;
  const { start, end } = hover.span;
  return {
    contents: hover.lines.map((value) => ({ value })),
    range: new monaco.Range(start.line, start.column, end.line, end.column),
  };
}

function actionsAt(
  faults: readonly FaultView[],
  model: monaco.editor.ITextModel,
  range: monaco.Range,
): monaco.languages.CodeAction[] {
  const here = faults.filter(
    (fault) => fault.line <= range.endLineNumber && Math.max(fault.line, fault.endLine) >= range.startLineNumber,
  );
  return here.flatMap((fault) =>
    (fault.fixes ?? []).map((fix) => ({
      title: fix.title.replaceAll('`', ''),
      kind: 'quickfix',
      isPreferred: true,
      edit: {
        edits: fix.edits.map(({ span: { start, end }, text }) => ({
          resource: model.uri,
          versionId: undefined,
          textEdit: { range: new monaco.Range(start.line, start.column, end.line, end.column), text },
        })),
      },
    })),
  );
}

/** Given lines as decorations: a wash, a sign beside the number, and the reason where one points. */
export const lockDecorations = (locked: readonly LockedView[]): monaco.editor.IModelDeltaDecoration[] =>
  locked.map(({ name, firstLine, lastLine }) => ({
    range: new monaco.Range(firstLine, 1, lastLine, 1),
    options: {
      isWholeLine: true,
      className: 'locked-line',
      linesDecorationsClassName: 'locked-sign',
      hoverMessage: { value: `\`${name}\` is given in this lab and stays as it is.` },
    },
  }));
