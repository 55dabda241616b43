import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type ParsedNode,
  Parser,
  type Scalar,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { type Diagnostic, errorAt, warningAt } from '../../diagnostic.ts';
import { MAX_ALIASED_NODES, MAX_DEPTH } from '../limits.ts';
import { type Located, type LocatedEntry, placedAt, scalarAt, unknownAt } from '../tree.ts';
import { type Lines, linesOf, spanWithin } from './lines.ts';
import { plainScalar } from './scalars.ts';
import { LONG_NAMES } from './tags.ts';

/** What a reader knows while it turns nodes into a tree. */
interface Reading {
  readonly text: string;
  readonly lines: Lines;
  readonly diagnostics: Diagnostic[];
  /** Anchored values with the number of values in them. */
  readonly anchors: Map<string, { readonly node: Located; readonly size: number }>;
  size: number;
  aliased: number;
}

/** The tree of a YAML text, as far as it can be read; undefined for a text without any value. Faults go to `diagnostics`. */
export function readYaml(text: string, lines: Lines, diagnostics: Diagnostic[]): Located | undefined {
  const closed = composedWithQuotes(text, lines, diagnostics);
  const [first, second] = closed.documents;
  if (first === undefined) return undefined;
  for (const fault of first.errors) diagnostics.push(syntaxFault(fault, closed.text, lines));
  for (const fault of first.warnings) diagnostics.push(syntaxFault(fault, closed.text, lines));
  if (second !== undefined) {
    const at = second.contents?.range[0] ?? second.range[0];
    const message = 'A template is one YAML document: what follows `---` here is not read. Remove the second document.';
    diagnostics.push(errorAt('SEVERAL_DOCUMENTS', message, closed.lines.spanOf(at, at + 1)));
  }
  const reading: Reading = { text: closed.text, lines: closed.lines, diagnostics, anchors: new Map(), size: 0, aliased: 0 };
  return first.contents === null ? undefined : treeOf(first.contents, reading);
}

/** All tags of CloudFormation, so that the composer does not warn of each use. */
const TAGS = [...LONG_NAMES.keys()].flatMap((tag) => [
  { tag, resolve: (value: string) => value },
  { tag, collection: 'seq' as const, resolve: (value: unknown) => value },
  { tag, collection: 'map' as const, resolve: (value: unknown) => value },
]);

// The failsafe schema leaves every scalar text: what a plain one means to CloudFormation is decided in scalars.ts.
const OPTIONS = { schema: 'failsafe', customTags: TAGS, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

interface Composed {
  readonly text: string;
  readonly lines: Lines;
  readonly documents: readonly ReturnType<typeof documentsOf>[number][];
  /** Where the first quoted text begins that goes on in another line. */
  readonly longQuote: number | undefined;
}

/**
 * The documents of the text. Where there are faults and a quoted text runs over the end of its line, its quote is mostly still to be
 * typed: closed there, the rest of the text may be read. A quote at the end of a line moves nothing else to another line or column.
 */
function composedWithQuotes(text: string, lines: Lines, diagnostics: Diagnostic[]): Composed {
  let best = composed(text, lines, diagnostics);
  for (let round = 0; round < 3 && best.longQuote !== undefined && faultsOf(best) > 0; round += 1) {
    const start = best.longQuote;
    const end = best.text.indexOf('\n', start);
    const patched = `${best.text.slice(0, end)}${best.text[start]}${best.text.slice(end)}`;
    const next = composed(patched, linesOf(patched, lines.file), []);
    if (faultsOf(next) >= faultsOf(best)) break;
    const message = 'No quote closes this text on its line. Write one at its end.';
    diagnostics.push(errorAt('TEMPLATE_SYNTAX', message, best.lines.spanOf(start, end)));
    best = next;
  }
  return best;
}

const faultsOf = ({ documents }: Composed): number => documents.reduce((sum, each) => sum + each.errors.length, 0);

/** The parser keeps its own stack; composing recurses, so a text that is too deep stops before it. */
function composed(text: string, lines: Lines, diagnostics: Diagnostic[]): Composed {
  const parser = new Parser();
  const tokens = [];
  let longQuote: number | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    const quoted = lexeme[0] === '"' || lexeme[0] === "'";
    if (quoted && longQuote === undefined && lexeme.includes('\n')) longQuote = parser.offset;
    for (const token of parser.next(lexeme)) tokens.push(token);
    // One entry of the stack is the document itself.
    if (parser.stack.length <= MAX_DEPTH + 1) continue;
    const message = `Lists and maps stand more than ${MAX_DEPTH} deep within each other here. Is a bracket not closed?`;
    diagnostics.push(errorAt('TEMPLATE_TOO_DEEP', message, lines.spanOf(parser.offset, parser.offset + lexeme.length)));
    return { text, lines, documents: [], longQuote: undefined };
  }
  for (const token of parser.end()) tokens.push(token);
  return { text, lines, documents: documentsOf(tokens), longQuote };
}

const documentsOf = (tokens: Parameters<Composer<ParsedNode>['compose']>[0]) => [
  ...new Composer<ParsedNode>(OPTIONS).compose(tokens),
];

/** Sentences for the faults that half-typed text has; the parser's own words for the rest. */
const SENTENCES: ReadonlyMap<YAMLError['code'], string> = new Map([
  ['TAB_AS_INDENT', 'YAML is indented by spaces, and this is a tab. Replace it by spaces.'],
  ['BAD_INDENT', 'This line does not stand under the lines above it. Indent it like its neighbours.'],
  ['MULTILINE_IMPLICIT_KEY', 'A key ends with a colon on its own line. Is a colon missing on this line or the one above?'],
  ['KEY_OVER_1024_CHARS', 'A key is shorter than 1024 characters. Is a quote not closed?'],
  ['BLOCK_AS_IMPLICIT_KEY', 'Two keys stand on one line. Put the second on a line of its own, indented.'],
]);

function syntaxFault(fault: YAMLError, text: string, lines: Lines): Diagnostic {
  const [start, end] = fault.pos;
  const span = lines.spanOf(Math.min(start, text.length), Math.min(end, text.length));
  if (fault.code === 'TAG_RESOLVE_FAILED') {
    const tag = text.slice(start, end);
    return warningAt(
      'UNKNOWN_TAG',
      `CloudFormation has no tag \`${tag}\`: the value is read as if the tag were not there.`,
      span,
    );
  }
  if (/^Flow .* end with a/.test(fault.message)) {
    const message = `A bracket before this is not closed: a ${fault.message.slice(-1)} is missing, or what it holds is not indented.`;
    return errorAt('TEMPLATE_SYNTAX', message, span);
  }
  return errorAt('TEMPLATE_SYNTAX', SENTENCES.get(fault.code) ?? `${fault.message}.`.replace(/\.\.$/, '.'), span);
}

/** The tree of a node, its tag made the long form of its function. */
function treeOf(node: Node, reading: Reading): Located {
  reading.size += 1;
  const before = reading.size;
  const inner = untagged(node, reading);
  const long = node.tag === undefined ? undefined : LONG_NAMES.get(node.tag);
  const tree = long === undefined || isAlias(node) ? inner : tagged(node, long, inner, reading);
  const anchor = isAlias(node) ? undefined : node.anchor;
  if (anchor !== undefined) reading.anchors.set(anchor, { node: tree, size: reading.size - before + 1 });
  return tree;
}

function untagged(node: Node, reading: Reading): Located {
  if (isScalar(node)) return scalarAt(scalarValue(node), spanOf(node, reading));
  if (isMap(node)) return { kind: 'map', entries: entriesOf(node, reading), span: spanOf(node, reading) };
  if (isSeq<Node>(node))
    return { kind: 'list', items: node.items.map((item) => treeOf(item, reading)), span: spanOf(node, reading) };
  if (isAlias(node)) return aliased(node.source, spanOf(node, reading), reading);
  return unknownAt('this YAML cannot be read', spanOf(node, reading));
}

function scalarValue(node: Scalar): string | number | boolean | null {
  const text = String(node.value ?? '');
  const typed =
    node.tag === undefined || /^tag:yaml\.org,2002:(?:int|float|bool|null)$/.test(node.tag) || LONG_NAMES.has(node.tag);
  return node.type === 'PLAIN' && typed ? plainScalar(text) : text;
}

/** From the first character of the value to the last one that is no space; block values end with their last line. */
function spanOf(node: Node, { text, lines }: Reading) {
  const [start, valueEnd] = node.range ?? [0, 0];
  let end = valueEnd;
  while (end > start && ' \t\r\n'.includes(text[end - 1] ?? '')) end -= 1;
  return lines.spanOf(start, end);
}

/** The map of one entry that the short tag stands for: it begins where its tag does. */
function tagged(node: Node, long: string, inner: Located, reading: Reading): Located {
  const tag = node.tag ?? '';
  const start = Math.max(0, reading.text.lastIndexOf(tag, node.range?.[0] ?? 0));
  const keySpan = reading.lines.spanOf(start, start + tag.length);
  const span = { ...inner.span, start: keySpan.start };
  const value = long === 'Fn::GetAtt' ? dotted(inner) : inner;
  return { kind: 'map', entries: new Map([[long, { key: long, keySpan, value }]]), span };
}

/** `Endpoint.DnsEntries` as the list of two that it abbreviates. */
function dotted(node: Located): Located {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const text = node.value;
  const dot = text.indexOf('.');
  if (dot === -1) return node;
  const part = (start: number, end: number) => scalarAt(text.slice(start, end), spanWithin(text, node.span, start, end - start));
  return { kind: 'list', items: [part(0, dot), part(dot + 1, text.length)], span: node.span };
}

function entriesOf(node: YAMLMap, reading: Reading): Map<string, LocatedEntry> {
  const entries = new Map<string, LocatedEntry>();
  const merged: Located[] = [];
  for (const pair of node.items) {
    const key = keyOf(pair.key as Node | null, reading);
    if (key === undefined) continue;
    const value = pair.value === null ? scalarAt(null, key.span) : treeOf(pair.value as Node, reading);
    if (key.text === '<<' && key.plain) {
      merged.push(...(value.kind === 'list' ? value.items : [value]));
      continue;
    }
    if (entries.has(key.text)) reading.diagnostics.push(duplicateKey(key.text, key.span));
    entries.set(key.text, { key: key.text, keySpan: key.span, value });
  }
  for (const each of merged) mergeInto(entries, each);
  return entries;
}

/** The remark on a key that a map has already: its last value counts. */
export const duplicateKey = (key: string, span: Located['span']): Diagnostic =>
  warningAt('DUPLICATE_KEY', `\`${key}\` stands twice in this map, and the last one counts. Remove or rename one of them.`, span);

function keyOf(
  key: Node | null,
  reading: Reading,
): { readonly text: string; readonly plain?: boolean; readonly span: Located['span'] } | undefined {
  const target = isAlias(key) ? reading.anchors.get(key.source)?.node : undefined;
  if (key !== null && isScalar(key))
    return { text: String(key.value ?? ''), plain: key.type === 'PLAIN', span: spanOf(key, reading) };
  if (key !== null && target?.kind === 'scalar') return { text: String(target.value ?? ''), span: spanOf(key, reading) };
  if (key !== null) reading.diagnostics.push(errorAt('TEMPLATE_SYNTAX', 'A key must be text.', spanOf(key, reading)));
  return undefined;
}

/** YAML's merge key, of one map or of several: what the map has itself wins, then the first of several. */
function mergeInto(entries: Map<string, LocatedEntry>, from: Located): void {
  if (from.kind !== 'map') return;
  for (const [key, entry] of from.entries) if (!entries.has(key)) entries.set(key, entry);
}

/** The value that an alias repeats; how many values all aliases together add is counted. */
function aliased(name: string, span: Located['span'], reading: Reading): Located {
  const anchor = reading.anchors.get(name);
  if (anchor === undefined) {
    // Also an alias within its own anchor, which would never end.
    reading.diagnostics.push(errorAt('TEMPLATE_SYNTAX', `No value above this alias is anchored as \`&${name}\`.`, span));
    return unknownAt('an alias of nothing', span);
  }
  const before = reading.aliased;
  reading.aliased += anchor.size;
  reading.size += anchor.size;
  if (reading.aliased <= MAX_ALIASED_NODES) {
    if (before === 0) reading.diagnostics.push(aliasWarning(name, span));
    return placedAt(anchor.node, span);
  }
  if (before <= MAX_ALIASED_NODES) {
    const message = `The aliases up to here stand for more than ${MAX_ALIASED_NODES} values. Write the values out.`;
    reading.diagnostics.push(errorAt('ALIAS_LIMIT', message, span));
  }
  reading.aliased = MAX_ALIASED_NODES + 1;
  return unknownAt('too many aliases', span);
}

/** @see https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md (W1101) */
const aliasWarning = (name: string, span: Located['span']): Diagnostic =>
  warningAt(
    'YAML_ALIAS',
    `CloudFormation itself refuses YAML aliases such as \`*${name}\`; \`aws cloudformation package\` writes them out first.`,
    span,
  );
