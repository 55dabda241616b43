import { expect, test } from 'vitest';
import { linkTerms, type ProseNode } from './link-terms.ts';

const glossary = [
  { id: 'prefix-list', term: 'Prefix list', also: ['prefix lists'] },
  { id: 'list', term: 'List', also: [] },
];
const text = (value: string): ProseNode => ({ type: 'text', value });
const element = (tagName: string, ...children: ProseNode[]): ProseNode => ({ type: 'element', tagName, children });

/** The prose with links as `[word](id)`. */
function shown(...children: ProseNode[]): string {
  const root: ProseNode = { type: 'root', children };
  linkTerms(glossary)(root);
  const words = (node: ProseNode): string => {
    const inner = node.value ?? (node.children ?? []).map(words).join('');
    return node.tagName === 'a' ? `[${inner}](${String(node.properties?.href).split('#')[1]})` : inner;
  };
  return words(root);
}

test.each([
  [
    'the first use is linked and no other',
    'A prefix list. Another prefix list.',
    'A [prefix list](prefix-list). Another prefix list.',
  ],
  ['as it is spelled there', 'Prefix lists grow.', '[Prefix lists](prefix-list) grow.'],
  ['the longer of two terms counts', 'a prefix list, a list', 'a [prefix list](prefix-list), a [list](list)'],
  ['a part of a word is no term', 'listing, by-list, listed', 'listing, by-list, listed'],
  ['over a line break too', 'a prefix\nlist', 'a [prefix\nlist](prefix-list)'],
])('%s', (_law, prose, expected) => expect(shown(element('p', text(prose)))).toBe(expected));

test('headings, code and links are left alone, and what is in them counts as no use', () => {
  const left = [
    element('h2', text('Prefix list')),
    element('p', element('code', text('prefix list')), text(' or a prefix list')),
  ];
  expect(shown(...left)).toBe('Prefix listprefix list or a [prefix list](prefix-list)');
});
