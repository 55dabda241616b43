import type { Span } from '../../diagnostic.ts';
import { joined, misuse, type Scope, type TemplateFunction } from '../scope.ts';
import { spanWithin } from '../text/lines.ts';
import { asString, type Located, type LocatedEntry, type LocatedScalar, unknownAt } from '../tree.ts';

/** A piece of the text of `Fn::Sub`: text to keep, or the name of what to put in. */
export type SubPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span };

/** The pieces of a text: `${Name}` is put in, `${!Name}` is the text `${Name}`. */
export function subParts(node: LocatedScalar): readonly SubPart[] {
  const text = asString(node) ?? '';
  const parts: SubPart[] = [];
  let from = 0;
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', from)) {
    const end = text.indexOf('}', start);
    if (end === -1) break;
    if (start > from) parts.push({ kind: 'text', text: text.slice(from, start) });
    const name = text.slice(start + 2, end);
    if (name.startsWith('!')) parts.push({ kind: 'text', text: `\${${name.slice(1)}}` });
    else parts.push({ kind: 'name', name, span: spanWithin(text, node.span, start + 2, name.length) });
    from = end + 1;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** The text and the variables of `Fn::Sub`, in either of its forms; undefined where it has neither. */
export function subForm(
  argument: Located,
): { readonly text: LocatedScalar; readonly variables: ReadonlyMap<string, LocatedEntry> } | undefined {
  if (argument.kind === 'scalar' && argument.value !== null) return { text: argument, variables: new Map() };
  const [text, variables, ...rest] = argument.kind === 'list' ? argument.items : [];
  if (text?.kind !== 'scalar' || rest.length > 0) return undefined;
  if (variables === undefined) return { text, variables: new Map() };
  return variables.kind === 'map' ? { text, variables: variables.entries } : undefined;
}

/** `Fn::Sub`: a text with `${Name}` and `${Resource.Attribute}`, or [text, variables]. */
export const sub: TemplateFunction = (argument, span, scope) => {
  const form = subForm(argument);
  if (form === undefined) return misuse(scope, span, 'Fn::Sub takes a text, or a list of a text and a map of variables.');
  const pieces: string[] = [];
  const parts = subParts(form.text);
  for (const part of parts) {
    if (part.kind === 'text') {
      pieces.push(part.text);
      continue;
    }
    const value = valueOfName(part.name, part.span, form.variables, scope);
    if (value?.kind === 'unknown') return unknownAt(value.reason, span, parts.length === 1 ? value.ref : undefined);
    const text = asString(value);
    if (text === undefined) return misuse(scope, part.span, `\`\${${part.name}}\` does not stand for a text.`);
    if (parts.length === 1 && value?.kind === 'scalar') return joined(scope, [text], '', span, value.ref);
    pieces.push(text);
  }
  return joined(scope, pieces, '', span);
};

function valueOfName(name: string, span: Span, variables: ReadonlyMap<string, LocatedEntry>, scope: Scope): Located | undefined {
  const variable = variables.get(name);
  if (variable !== undefined) return scope.evaluate(variable.value, scope);
  if (!/^[\w.:]+$/.test(name)) {
    const hint = 'A name is made of letters, digits, periods and colons; text for a shell is written `${!name}`.';
    return misuse(scope, span, `Fn::Sub cannot put in \`\${${name.slice(0, 80)}}\`. ${hint}`);
  }
  const dot = name.indexOf('.');
  return dot === -1 ? scope.lookUp(name, span) : scope.attribute(name.slice(0, dot), name.slice(dot + 1), span);
}
