import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { type Diagnostic, errorAt, type Span } from '../diagnostic.ts';
import type { Template } from './template.ts';
import type { Located, LocatedEntry } from './tree.ts';

export function parseTemplate(text: string, file: string): { template?: Template; diagnostics: readonly Diagnostic[] } {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, customTags: [], version: '1.1', logLevel: 'silent', uniqueKeys: false });
  const pos = (o: number) => {
    const p = lines.linePos(o);
    return { line: p.line, column: p.col };
  };
  const span = (n: { range?: [number, number, number] | null | undefined }): Span => ({
    file,
    start: pos(n.range?.[0] ?? 0),
    end: pos(n.range?.[1] ?? 0),
  });
  const diagnostics = doc.errors.map((e) =>
    errorAt('TEMPLATE_SYNTAX', e.message, {
      file,
      start: { line: e.linePos?.[0].line ?? 1, column: e.linePos?.[0].col ?? 1 },
      end: { line: e.linePos?.[0].line ?? 1, column: (e.linePos?.[0].col ?? 1) + 1 },
    }),
  );
  const long = (tag: string) => (tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`);
  const conv = (n: Node | null): Located => {
    if (n === null) return { kind: 'scalar', value: null, span: span({}) };
    const base = ((): Located => {
      if (isMap(n))
        return {
          kind: 'map',
          entries: new Map(
            n.items.map((p): [string, LocatedEntry] => {
              const k = String(isScalar(p.key) ? p.key.value : p.key);
              return [k, { key: k, keySpan: span(p.key as Node), value: conv(p.value as Node | null) }];
            }),
          ),
          span: span(n),
        };
      if (isSeq(n)) return { kind: 'list', items: n.items.map((i) => conv(i as Node)), span: span(n) };
      if (isScalar(n)) {
        const v = n.value;
        return {
          kind: 'scalar',
          value: typeof v === 'object' && v !== null ? String(n.source) : (v as string),
          ...(n.source === undefined ? {} : { raw: n.source }),
          span: span(n),
        };
      }
      if (isAlias(n)) return conv((n.resolve(doc) as Node | undefined) ?? null);
      return { kind: 'unknown', reason: '', span: span(n) };
    })();
    const tag = n.tag;
    if (tag?.startsWith('!') && !tag.startsWith('!!')) {
      const key = long(tag.slice(1));
      return { kind: 'map', entries: new Map([[key, { key, keySpan: span(n), value: base }]]), span: span(n) };
    }
    return base;
  };
  const root = conv(doc.contents as Node | null);
  return { template: { root }, diagnostics };
}
