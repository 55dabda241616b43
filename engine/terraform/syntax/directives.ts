import type { Expression, ForHead, TemplatePart } from './ast.ts';
import { type Reader, refuse } from './reader.ts';

interface Trims {
  /** Whether `~` stands at its beginning and at its end. */
  readonly left: boolean;
  readonly right: boolean;
}

/** A piece of a template in the order of the text; directives are not yet matched with their ends. */
export type TemplateToken =
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'interpolation'; readonly value: Expression } & Trims)
  | ({ readonly kind: 'if'; readonly test: Expression; readonly at: number } & Trims)
  | ({ readonly kind: 'for'; readonly head: ForHead; readonly at: number } & Trims)
  | ({ readonly kind: 'else' | 'endif' | 'endfor'; readonly at: number } & Trims);

interface Walk {
  readonly reader: Reader;
  readonly tokens: readonly TemplateToken[];
  next: number;
}

/** The parts of a template, each directive with what stands between it and its end; `start` is where the template begins. */
export function nested(reader: Reader, tokens: readonly TemplateToken[], start: number): readonly TemplatePart[] {
  const walk: Walk = { reader, tokens, next: 0 };
  const { parts, end } = partsTo(walk, [], start);
  if (end !== undefined) refuse(reader, 'Nothing is open that this could close.', start, start + 1);
  return parts;
}

function partsTo(
  walk: Walk,
  ends: readonly string[],
  opened: number,
): { parts: readonly TemplatePart[]; end: string | undefined } {
  const parts: TemplatePart[] = [];
  for (let token = walk.tokens[walk.next]; token !== undefined; token = walk.tokens[walk.next]) {
    walk.next += 1;
    if (token.kind === 'text') {
      if (token.text !== '') parts.push(token);
    } else if (token.kind === 'interpolation') parts.push({ kind: 'interpolation', value: token.value });
    else if (token.kind === 'if') parts.push(branch(walk, token.test, token.at));
    else if (token.kind === 'for') parts.push({ kind: 'for', head: token.head, body: deeper(walk, ['endfor'], token.at).parts });
    else if (ends.includes(token.kind)) return { parts, end: token.kind };
    else refuse(walk.reader, `Nothing is open here that \`${token.kind}\` could close.`, token.at, token.at + 2);
  }
  if (ends.length === 0) return { parts, end: undefined };
  return refuse(walk.reader, `This is never closed: \`%{ ${ends.at(-1)} }\` ends it.`, opened, opened + 2);
}

function branch(walk: Walk, test: Expression, at: number): TemplatePart {
  const yes = deeper(walk, ['else', 'endif'], at);
  const no = yes.end === 'else' ? deeper(walk, ['endif'], at).parts : [];
  return { kind: 'if', test, yes: yes.parts, no };
}

function deeper(walk: Walk, ends: readonly string[], at: number): ReturnType<typeof partsTo> {
  walk.reader.depth += 1;
  if (walk.reader.depth > 100) refuse(walk.reader, 'More than 100 directives within each other.', at, at + 2, 'TOO_DEEP');
  const parts = partsTo(walk, ends, at);
  walk.reader.depth -= 1;
  return parts;
}
