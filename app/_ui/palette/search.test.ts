import { expect, test } from 'vitest';
import { type Entry, search } from './search.ts';

const entry = (kind: Entry['kind'], title: string, text = ''): Entry => ({ kind, title, text, href: `/${title}` });
const ENTRIES = [
  entry('page', 'Home'),
  entry('lesson', 'L2.2 Routes, prefix lists, longest match'),
  entry('lab', 'F01 Orphaned route table', 'L2.2'),
  entry('fact', 'B6', 'The most specific route wins'),
  entry('term', 'Hosted zone', 'A zone of names'),
  entry('bookmark', 'F02 A missing door', 'remember the ribbon'),
  entry('exam', 'Advanced Networking', 'exam'),
];

test.each([
  [
    'route',
    ['L2.2 Routes, prefix lists, longest match', 'F01 Orphaned route table', 'B6'],
    'beginnings of words are found, a whole word of a title first',
  ],
  ['f01', ['F01 Orphaned route table'], 'an id is a word'],
  ['l2.2', ['L2.2 Routes, prefix lists, longest match', 'F01 Orphaned route table'], 'titles stand before texts'],
  ['specific wins', ['B6'], 'every word has to be there'],
  ['ribbon', ['F02 A missing door'], 'a note is found by what is in it'],
  ['hosted', ['Hosted zone'], 'a term is found'],
  ['exam', ['Advanced Networking'], 'an exam is found'],
  ['oute', [], 'the middle of a word is not found'],
  ['', ['Home', 'L2.2 Routes, prefix lists, longest match'], 'without a query there are places'],
])('%s', (query, titles) => {
  expect(new Set(search(ENTRIES, query).map(({ title }) => title))).toEqual(new Set(titles));
});
