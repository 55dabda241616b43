import type { Term } from '#engine';

/** A node of the tree that prose becomes on its way to HTML. */
export interface ProseNode {
  type: string;
  tagName?: string;
  name?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: ProseNode[];
}

/** Where a term is not linked: what is a heading, code or a link already. */
const SKIPPED = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'code', 'pre', 'th'];

/** Turns the first use of each term of `glossary` in running text into a link to its entry. */
export const linkTerms = (glossary: readonly Pick<Term, 'id' | 'term' | 'also'>[]) => (tree: ProseNode) => {
  const spelled = new Map(
    glossary.flatMap((term) => [term.term, ...term.also].map((text) => [text.toLowerCase(), term.id] as const)),
  );
  if (spelled.size === 0) return;
  const longestFirst = [...spelled.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w-])(?:${longestFirst.map(escaped).join('|')})(?![\\w-])`, 'gi');
  walk(tree, pattern, spelled, new Set());
};

type Spelled = ReadonlyMap<string, string>;

function walk(node: ProseNode, pattern: RegExp, spelled: Spelled, linked: Set<string>): void {
  if (SKIPPED.includes(node.tagName ?? '') || node.name === 'Term') return;
  node.children = (node.children ?? []).flatMap((child) => {
    if (child.type === 'text') return linkedParts(child.value ?? '', pattern, spelled, linked);
    walk(child, pattern, spelled, linked);
    return [child];
  });
}

function linkedParts(text: string, pattern: RegExp, spelled: Spelled, linked: Set<string>): ProseNode[] {
  const parts: ProseNode[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const id = spelled.get(match[0].toLowerCase().replace(/\s+/g, ' '));
    if (id === undefined || linked.has(id)) continue;
    linked.add(id);
    if (match.index > from) parts.push({ type: 'text', value: text.slice(from, match.index) });
    const properties = { className: ['term'], href: `/glossary#${id}` };
    parts.push({ type: 'element', tagName: 'a', properties, children: [{ type: 'text', value: match[0] }] });
    from = match.index + match[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push({ type: 'text', value: text.slice(from) });
  return parts;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
