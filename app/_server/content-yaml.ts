import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Diagnostic, Locate, Position, Span } from '#engine';

/** A YAML text as its value, with the place of everything in it. */
export interface YamlText {
  readonly value: unknown;
  readonly locate: Locate;
  readonly faults: readonly Diagnostic[];
}

/** `text` read; its faults stand at their line and column of `file`. `linesBefore` counts the lines of the file before the text. */
export function readYaml(text: string, file: string, linesBefore = 0): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', stringKeys: true });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line) + linesBefore, column: Math.max(1, col) };
  };
  const spanOf = (from: number, to: number): Span => ({ file, start: position(from), end: position(to) });
  const faults = [...document.errors, ...document.warnings].map(
    (error): Diagnostic => ({
      severity: 'error',
      code: 'YAML_SYNTAX',
      message: `This is not valid YAML: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}.`,
      span: spanOf(error.pos[0], error.pos[1]),
    }),
  );
  const locate: Locate = (path, part) => {
    const [from, to] = rangeAt(document.contents, path, part) ?? [0, 0];
    return spanOf(from, to);
  };
  const read = faults.length > 0 ? { value: undefined } : attempted(() => document.toJS({ maxAliasCount: 100 }));
  if (!('problem' in read)) return { value: read.value, locate, faults };
  return {
    value: undefined,
    locate,
    faults: [{ severity: 'error', code: 'YAML_SYNTAX', message: `${read.problem}.`, span: spanOf(0, 0) }],
  };
}

function attempted(read: () => unknown): { readonly value: unknown } | { readonly value: undefined; readonly problem: string } {
  try {
    return { value: read() };
  } catch (error) {
    return { value: undefined, problem: error instanceof Error ? error.message : String(error) };
  }
}

type Range = readonly [number, number];

/** Where the value at `path` begins and ends; that of its nearest parent where it is not written; of its key where `part` asks for it. */
function rangeAt(root: unknown, path: readonly (string | number)[], part: 'key' | undefined): Range | undefined {
  let node = root;
  let range = rangeOf(root);
  for (const [depth, step] of path.entries()) {
    const pair = isMap(node)
      ? node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(step))
      : undefined;
    const next: unknown =
      pair === undefined ? (isSeq(node) && typeof step === 'number' ? node.items[step] : undefined) : pair.value;
    if (next === undefined) return range;
    node = next;
    const last = depth === path.length - 1;
    range = (last && part === 'key' ? rangeOf(pair?.key) : rangeOf(node)) ?? rangeOf(pair?.key) ?? range;
  }
  return range;
}

function rangeOf(node: unknown): Range | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range === undefined || range === null ? undefined : [range[0], range[1]];
}
