import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import { readJson } from '../../template/text/json.ts';
import { linesOf } from '../../template/text/lines.ts';
import { asString, type Located, type LocatedEntry } from '../../template/tree.ts';
import type { Attribute, Block, Body, Expression, Place } from './ast.ts';
import { parseExpression, parseTemplateText } from './parse.ts';

interface Reading {
  readonly path: string;
  /** Whether texts are no templates but stand for themselves: values of variables hold nothing that could be put in. */
  readonly literal: boolean;
  readonly diagnostics: Diagnostic[];
}

/** Blocks of a file with the number of names that stand between them and their bodies. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, variable: 1, output: 1, provider: 1 };

/**
 * The body of a text in Terraform's JSON syntax, in the same form as of its own syntax. Which properties of a resource are blocks the
 * syntax does not tell: all are arguments, but for `dynamic`.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function jsonBody(path: string, text: string, diagnostics: Diagnostic[]): Body {
  const root = readJson(text, linesOf(text, path), diagnostics);
  const reading: Reading = { path, literal: false, diagnostics };
  const blocks = bodiesOf(root, reading).flatMap((entries) =>
    entries.flatMap(({ key, keySpan, value }) => labelled(key, [], LABELS[key] ?? 0, value, keySpan, reading)),
  );
  return { attributes: new Map(), blocks };
}

/** The body of a file of values in JSON. */
export function jsonValues(path: string, text: string, diagnostics: Diagnostic[]): Body {
  const root = readJson(text, linesOf(text, path), diagnostics);
  const reading: Reading = { path, literal: true, diagnostics };
  return { attributes: attributesOf(bodiesOf(root, reading).flat(), reading), blocks: [] };
}

/** The objects that `node` is or holds, each as its entries without comments. */
function bodiesOf(node: Located | undefined, { diagnostics }: Reading): readonly (readonly LocatedEntry[])[] {
  if (node === undefined) return [];
  const each = node.kind === 'list' ? node.items : [node];
  return each.flatMap((item) => {
    if (item.kind === 'map') return [[...item.entries.values()].filter(({ key }) => key !== '//')];
    diagnostics.push(errorAt('INVALID_SYNTAX', 'Here an object is needed.', item.span));
    return [];
  });
}

/** The blocks below a property: one level of objects for each name. */
function labelled(
  type: string,
  labels: readonly string[],
  more: number,
  node: Located,
  span: Span,
  reading: Reading,
): readonly Block[] {
  const bodies = bodiesOf(node, reading);
  if (more > 0) {
    return bodies.flatMap((entries) =>
      entries.flatMap(({ key, keySpan, value }) => labelled(type, [...labels, key], more - 1, value, keySpan, reading)),
    );
  }
  const head = placeAt(reading, span);
  const place = placeAt(reading, { ...span, end: node.span.end });
  return bodies.map((entries): Block => ({ type, labels, head, place, body: bodyOf(entries, type, reading) }));
}

function bodyOf(entries: readonly LocatedEntry[], type: string, around: Reading): Body {
  const reading = type === 'variable' ? { ...around, literal: true } : around;
  const attributes = new Map(
    attributesOf(
      entries.filter(({ key }) => !isBlock(type, key)),
      reading,
    ),
  );
  const written = entries.find(({ key }) => type === 'variable' && key === 'type');
  const text = asString(written?.value);
  if (written !== undefined && text !== undefined) {
    const value = parseExpression({ ...placeAt(reading, written.value.span).source, text }, reading.diagnostics);
    if (value !== undefined) attributes.set('type', { name: 'type', namePlace: placeAt(reading, written.keySpan), value });
  }
  const blocks = entries
    .filter(({ key }) => isBlock(type, key))
    .flatMap(({ key, keySpan, value }) => labelled(key, [], key === 'dynamic' ? 1 : 0, value, keySpan, around));
  return { attributes, blocks };
}

const isBlock = (type: string, key: string): boolean =>
  key === 'dynamic' || (type === 'dynamic' && key === 'content') || (type === 'variable' && key === 'validation');

function attributesOf(entries: readonly LocatedEntry[], reading: Reading): ReadonlyMap<string, Attribute> {
  return new Map(
    entries.map(({ key, keySpan, value }) => {
      const written = key === 'depends_on' ? references(value, reading) : expressionOf(value, reading);
      return [key, { name: key, namePlace: placeAt(reading, keySpan), value: written }];
    }),
  );
}

/** A place of a text in JSON: its span is known already. */
const placeAt = ({ path }: Reading, span: Span, text = ''): Place => ({
  source: { path, text, spanOf: () => span },
  start: 0,
  end: text.length,
});

/** Texts are templates, keys too. */
function expressionOf(node: Located, reading: Reading): Expression {
  const place = placeAt(reading, node.span);
  switch (node.kind) {
    case 'scalar':
      if (typeof node.value === 'string') return textExpression(node.value, node.span, reading);
      return { kind: 'literal', value: node.value, ...place };
    case 'unknown':
      return { kind: 'broken', ...place };
    case 'list':
      return { kind: 'tuple', items: node.items.map((item) => expressionOf(item, reading)), ...place };
    case 'map': {
      const items = [...node.entries.values()].map(({ key, keySpan, value }) => ({
        key: textExpression(key, keySpan, reading),
        value: expressionOf(value, reading),
      }));
      return { kind: 'object', items, ...place };
    }
  }
}

function textExpression(text: string, span: Span, reading: Reading): Expression {
  const place = placeAt(reading, span, text);
  if (reading.literal || !/[$%]\{/.test(text)) return { kind: 'literal', value: text, ...place };
  return parseTemplateText(place.source, reading.diagnostics) ?? { kind: 'broken', ...place };
}

/** The texts of `depends_on` are references. */
function references(node: Located, reading: Reading): Expression {
  const texts = node.kind === 'list' ? node.items : [node];
  const items = texts.flatMap((item) => {
    const text = asString(item);
    return text === undefined ? [] : (parseExpression(placeAt(reading, item.span, text).source, reading.diagnostics) ?? []);
  });
  return { kind: 'tuple', items, ...placeAt(reading, node.span) };
}
