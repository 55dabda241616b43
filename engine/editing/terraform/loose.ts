/**
 * Where a text of Terraform stands at one place, read as far as it goes: one pass over the signs that refuses nothing, because half-typed text is
 * what it is for. What a configuration means is read elsewhere, by the parser.
 */
export interface LooseFrame {
  /** A file or the braces of a block; braces of an object; brackets; the arguments of a function; `${…}` in a text; a text in quotes. */
  readonly kind: 'body' | 'object' | 'list' | 'call' | 'insert' | 'text';
  /** Of a block its type and labels, of a call the function's name; empty otherwise. */
  readonly head: readonly string[];
  /** The argument or the key whose value is being read; empty where a name is meant. */
  readonly key: string;
  /** The offset of the sign that opens it. */
  readonly start: number;
}

/** A name that stands before `=`, or a block. */
export interface LooseItem {
  readonly name: string;
  readonly start: number;
  /** Where what it stands in opens: `start` of that frame. */
  readonly within: number;
}

/** A block of the file itself. */
export interface LooseBlock {
  readonly head: readonly string[];
  readonly start: number;
  /** The offset of its opening brace, and the one after its closing brace; the end of the text where that is not there yet. */
  readonly open: number;
  readonly end: number;
}

/** What stands before a cursor. */
export interface TerraformCursor {
  /** The outermost first; the first is the file. */
  readonly frames: readonly LooseFrame[];
  /** A name of an argument or a block, a label behind such a name, a key of an object, or a value. */
  readonly expects: 'item' | 'label' | 'key' | 'value';
  /** The words before it in the head of a block that is being typed. */
  readonly head: readonly string[];
  /** What was typed of the word already, without its quote. */
  readonly typed: string;
  readonly start: number;
  readonly quoted: boolean;
  /** Within a heredoc: its lines so far. */
  readonly heredoc?: string;
}

type Frame = { -readonly [K in keyof LooseFrame]: LooseFrame[K] } & { words: string[]; wordsStart: number };
type Block = { -readonly [K in keyof LooseBlock]: LooseBlock[K] };

interface Scan {
  readonly text: string;
  at: number;
  readonly frames: Frame[];
  readonly items: LooseItem[];
  readonly blocks: Block[];
  /** The word that was read last and where it ends: a call's name, or what is being typed. */
  word: { readonly text: string; readonly start: number; readonly quoted: boolean } | undefined;
  heredoc: string | undefined;
}

const PIECE =
  /[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|<<-?\w+[^\n]*|[A-Za-z_][\w-]*(?:\.[\w*-]+|\[(?:\d+|\*|"[^"\n]*"|each\.\w+|count\.index)\])*\.?|[=!<>]=|=>|[\s\S]/y;

const frameOf = (kind: LooseFrame['kind'], head: readonly string[], start: number): Frame => ({
  ...{ kind, head, key: '', start, words: [], wordsStart: start },
});

/** The blocks of a text and every name in it, in the order of the text. */
export function looseTerraform(text: string): { readonly blocks: readonly LooseBlock[]; readonly items: readonly LooseItem[] } {
  if (last?.text !== text) last = scanned(text);
  return last;
}

let last: Scan | undefined;

/** What a cursor at `offset` stands in. */
export function terraformCursorAt(text: string, offset: number): TerraformCursor {
  const { frames, word, heredoc } = scanned(text.slice(0, offset));
  const top = frames.at(-1);
  const open = word ?? { text: '', start: offset, quoted: false };
  // A name that is being typed has been taken for a whole one.
  const head = (top?.words ?? []).slice(0, word === undefined || heredoc !== undefined ? undefined : -1);
  return {
    frames: frames.filter(({ kind }) => kind !== 'text'),
    expects: expected(top, head),
    head: top?.kind === 'body' && top.key === '' ? head : [],
    typed: open.text,
    start: open.start,
    quoted: open.quoted,
    ...(heredoc === undefined ? {} : { heredoc }),
  };
}

function expected(top: Frame | undefined, head: readonly string[]): TerraformCursor['expects'] {
  if (top === undefined || top.key !== '') return 'value';
  if (top.kind === 'body') return head.length === 0 ? 'item' : 'label';
  return top.kind === 'object' ? 'key' : 'value';
}

function scanned(text: string): Scan {
  const scan: Scan = {
    text,
    at: 0,
    frames: [frameOf('body', [], 0)],
    items: [],
    blocks: [],
    word: undefined,
    heredoc: undefined,
  };
  while (scan.at < text.length) {
    if (scan.frames.at(-1)?.kind === 'text') quoted(scan);
    else code(scan);
  }
  const top = scan.frames.at(-1);
  if (top?.kind === 'text') {
    scan.frames.pop();
    scan.word = { text: text.slice(top.start + 1), start: top.start + 1, quoted: true };
    const around = scan.frames.at(-1);
    if (around?.key === '' && (around.kind === 'body' || around.kind === 'object')) around.words.push(scan.word.text);
  }
  return scan;
}

function code(scan: Scan): void {
  const { text, frames } = scan;
  const top = frames.at(-1);
  PIECE.lastIndex = scan.at;
  const piece = PIECE.exec(text)?.[0] ?? '';
  const start = scan.at;
  scan.at += Math.max(piece.length, 1);
  if (top === undefined) return;
  const before = scan.word;
  scan.word = undefined;
  if (/^[A-Za-z_]/.test(piece)) word(scan, top, piece, start);
  else if (piece === '"') frames.push(frameOf('text', [], start));
  else if (piece.startsWith('<<')) heredoc(scan, top, piece);
  else if (piece === '\n') {
    if (top.kind === 'body' || top.kind === 'object') rest(top);
  } else if (piece === ',') {
    if (top.kind === 'object') rest(top);
  } else if (piece === '=' || piece === ':') named(scan, top, piece);
  else if (piece === '{') brace(scan, top, start);
  else if (piece === '[') frames.push(frameOf('list', [], start));
  else if (piece === '(') frames.push(frameOf('call', before === undefined ? [] : [before.text], start));
  else if (piece === '}' || piece === ']' || piece === ')') close(scan, piece);
}

/** What is read next has no name yet. */
function rest(frame: Frame): void {
  frame.key = '';
  frame.words = [];
}

function word(scan: Scan, top: Frame, text: string, start: number): void {
  scan.word = { text, start, quoted: false };
  noteWord(top, text, start);
}

function noteWord(top: Frame, text: string, start: number): void {
  if (top.key !== '' || (top.kind !== 'body' && top.kind !== 'object')) return;
  if (top.words.length === 0) top.wordsStart = start;
  top.words.push(text);
}

function named({ items }: Scan, top: Frame, sign: string): void {
  const [name] = top.words;
  if (top.key !== '' || name === undefined || (top.kind !== 'object' && (top.kind !== 'body' || sign === ':'))) return;
  top.key = name;
  top.words = [];
  items.push({ name, start: top.wordsStart, within: top.start });
}

function brace({ frames, items, blocks }: Scan, top: Frame, start: number): void {
  const [name] = top.words;
  if (top.kind !== 'body' || top.key !== '' || name === undefined) {
    frames.push(frameOf('object', [], start));
    return;
  }
  items.push({ name, start: top.wordsStart, within: top.start });
  if (frames.length === 1) blocks.push({ head: top.words, start: top.wordsStart, open: start, end: Number.POSITIVE_INFINITY });
  frames.push(frameOf('body', top.words, start));
}

const CLOSES: Readonly<Record<string, readonly LooseFrame['kind'][]>> = {
  '}': ['body', 'object', 'insert'],
  ']': ['list'],
  ')': ['call'],
};

/** Closes the innermost that the sign closes, and what was left open in it; nothing where there is none in this block or text. */
function close(scan: Scan, sign: string): void {
  const { frames, blocks } = scan;
  const at = frames.findLastIndex(({ kind }) => CLOSES[sign]?.includes(kind));
  const wall = frames.findLastIndex(({ kind }) => kind === 'body' || kind === 'insert');
  if (at <= 0 || at < wall) return;
  frames.length = at;
  const around = frames.at(-1);
  if (around === undefined || around.kind !== 'body') return;
  // A block ends with its brace, an argument with its line.
  if (around.key === '') rest(around);
  const block = blocks.at(-1);
  if (frames.length === 1 && sign === '}' && block?.end === Number.POSITIVE_INFINITY) block.end = scan.at;
}

const TEXT = /[^"\\$%\n]+|\\[\s\S]|[$%][$%]\{|[$%]\{|[\s\S]/y;

/** One stretch of a text in quotes, which ends with its line at the latest. */
function quoted(scan: Scan): void {
  const { text, frames } = scan;
  TEXT.lastIndex = scan.at;
  const piece = TEXT.exec(text)?.[0] ?? '';
  const start = scan.at;
  scan.at += Math.max(piece.length, 1);
  scan.word = undefined;
  if (piece === '${' || piece === '%{') frames.push(frameOf('insert', [], start));
  if (piece !== '"' && piece !== '\n') return;
  const opened = frames.pop()?.start ?? start;
  const top = frames.at(-1);
  if (top !== undefined) noteWord(top, text.slice(opened + 1, start), opened);
  if (piece === '\n') scan.at = start;
}

/** Passes a heredoc, or stays in it where the text ends before it does. */
function heredoc(scan: Scan, top: Frame, opening: string): void {
  const { text } = scan;
  const name = /\w+/.exec(opening)?.[0] ?? '';
  const body = scan.at + 1;
  const end = new RegExp(`^[ \\t]*${name}[ \\t]*$`, 'm').exec(text.slice(body));
  if (end !== null && body + end.index + end[0].length < text.length) {
    scan.at = body + end.index + end[0].length;
    return;
  }
  const inside = text.slice(body);
  scan.at = text.length;
  const insert = /\$\{([^}\n"]*)$/.exec(inside);
  const typed = /[\w.[\]*-]*$/.exec(insert?.[1] ?? '')?.[0] ?? '';
  if (top.key === '') top.key = '<<';
  if (insert === null) scan.heredoc = inside;
  else {
    scan.frames.push(frameOf('insert', [], text.length - typed.length));
    scan.word = { text: typed, start: text.length - typed.length, quoted: false };
  }
}
