import { isMap, isScalar, isSeq, Lexer, LineCounter, type Node, Parser, parseDocument } from 'yaml';
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
  const deep = tooDeepAt(text);
  if (deep !== undefined) return refused(text, file, deep, linesBefore);
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

/** Lists and maps within each other: more than anybody writes. What reads them recurses, and would take minutes to fail on a file of brackets. */
const MAX_DEPTH = 100;

/** The offset at which a text nests deeper than that, read no further than there. */
function tooDeepAt(text: string): number | undefined {
  if (!mayBeDeep(text)) return undefined;
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH + 1) return parser.offset;
  }
  return undefined;
}

/** Whether a text may nest so deep, by a look at its brackets and at the beginnings of its lines: what people write is not read twice. */
function mayBeDeep(text: string): boolean {
  let [open, most] = [0, 0];
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    open += sign === '[' || sign === '{' ? 1 : -1;
    most = Math.max(most, open);
  }
  const indent = text.split('\n').reduce((widest, line) => Math.max(widest, /^[\s?-]*/.exec(line)?.[0].length ?? 0), 0);
  return most + indent > MAX_DEPTH;
}

function refused(text: string, file: string, offset: number, linesBefore: number): YamlText {
  const before = text.slice(0, offset).split('\n');
  const start = { line: before.length + linesBefore, column: (before.at(-1) ?? '').length + 1 };
  const span = { file, start, end: start };
  const message = `Lists and maps stand more than ${MAX_DEPTH} deep within each other here. Is a bracket not closed?`;
  return { value: undefined, locate: () => span, faults: [{ severity: 'error', code: 'YAML_TOO_DEEP', message, span }] };
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
