/** One block of a short text. */
export type TextBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const ITEM = /^\s{0,3}(?:[-*]|(\d+)[.)])\s+/;

/** The blocks of `text`, in order. Whatever is no block of another kind is a paragraph. */
export function blocksOf(text: string): readonly TextBlock[] {
  const lines = text.replaceAll('\r\n', '\n').trim().split('\n');
  const blocks: TextBlock[] = [];
  while (lines.length > 0) {
    if (lines[0]?.trim() === '') lines.shift();
    else blocks.push(fenced(lines) ?? list(lines) ?? table(lines) ?? paragraph(lines));
  }
  return blocks;
}

function fenced(lines: string[]): TextBlock | undefined {
  const fence = /^(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1];
  if (fence === undefined) return undefined;
  lines.shift();
  const end = lines.findIndex((line) => line.startsWith(fence));
  const body = lines.splice(0, end === -1 ? lines.length : end);
  lines.shift();
  return { kind: 'code', text: body.join('\n') };
}

function list(lines: string[]): TextBlock | undefined {
  const first = ITEM.exec(lines[0] ?? '');
  if (first === null) return undefined;
  const items: string[] = [];
  while (lines.length > 0 && lines[0]?.trim() !== '') {
    const line = lines.shift() ?? '';
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', ordered: first[1] !== undefined, items };
}

function table(lines: string[]): TextBlock | undefined {
  const rule = lines[1] ?? '';
  if (!(lines[0] ?? '').includes('|') || !/^\s*\|?[\s:|-]*-[\s:|-]*$/.test(rule) || !rule.includes('|')) return undefined;
  const head = cellsOf(lines.shift() ?? '');
  lines.shift();
  const rows: (readonly string[])[] = [];
  while (lines[0]?.includes('|')) rows.push(cellsOf(lines.shift() ?? ''));
  return { kind: 'table', head, rows };
}

function paragraph(lines: string[]): TextBlock {
  const taken: string[] = [];
  while (lines.length > 0 && lines[0]?.trim() !== '' && !/^(`{3,}|~{3,})/.test(lines[0] ?? '')) {
    if (taken.length > 0 && ITEM.test(lines[0] ?? '')) break;
    taken.push((lines.shift() ?? '').trim());
  }
  return { kind: 'paragraph', text: taken.join(' ') };
}

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** One stretch of a block's text; what is strong or stressed may hold spans. */
export type TextSpan =
  | { readonly kind: 'plain' | 'code' | 'strong' | 'stressed'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const MARK =
  /(`+)(.+?)\1|\*\*(.+?)\*\*|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|\[([^\]]+)\]\((https:[^)\s]+|\/[^)\s]*)\)/gs;

/** The spans of `text`, in order. Code is taken as it stands. */
export function spansOf(text: string): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, , code, strong, stressed, label = '', href = ''] = match;
    if (match.index > from) spans.push({ kind: 'plain', text: text.slice(from, match.index) });
    if (code !== undefined) spans.push({ kind: 'code', text: code.trim() });
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else if (stressed !== undefined) spans.push({ kind: 'stressed', text: stressed });
    else spans.push({ kind: 'link', text: label, href });
    from = match.index + whole.length;
  }
  if (from < text.length) spans.push({ kind: 'plain', text: text.slice(from) });
  return spans;
}
