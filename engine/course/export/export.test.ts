import { expect, test } from 'vitest';
import { toyItem, triesAt } from '../learning/toy.ts';
import type { Question } from '../question.ts';
import { ankiDeck } from './anki.ts';
import { badgeOf } from './badge.ts';
import { csv } from './csv.ts';
import { qtiPackage } from './qti.ts';
import { type ReadXml, readXml } from './read-xml.ts';
import { xapiStatements } from './xapi.ts';
import { element } from './xml.ts';

const head = { difficulty: 1 as const, concept: 'c', facts: ['B1'], examTasks: ['ANS-C01/N1'] };
const option = (id: string, correct?: true) => ({
  id,
  text: `text "${id}" <&>`,
  reason: `because ${id}`,
  ...(correct && { correct }),
});
const QUESTIONS = [
  { ...head, id: 'Q1', kind: 'single', stem: 'One?', options: [option('a'), option('b', true)] },
  { ...head, id: 'Q2', kind: 'multiple', stem: 'Two?', options: [option('a', true), option('b'), option('c', true)] },
  { ...head, id: 'Q3', kind: 'fill-in', stem: 'Name?', accepted: ['pl-1', 'pl-1.'], reason: 'so', nearMisses: [] },
  { ...head, id: 'Q4', kind: 'order', stem: 'Order?', items: [option('a'), option('b')] },
  {
    ...head,
    id: 'Q5',
    kind: 'match',
    stem: 'Match?',
    left: [{ id: 'l', text: 'L' }],
    right: [{ id: 'r', text: 'R' }],
    pairs: { l: 'r' },
    reasons: { l: 'so' },
  },
] as unknown as readonly Question[];

/** What the specification of QTI 3 asks of an item, as far as we use it; each broken rule as a sentence. */
function faultsOfItem(item: ReadXml): readonly string[] {
  const all = (name: string): readonly ReadXml[] => item.descendants.filter((each) => each.name === name);
  const choices = new Set(
    [...all('qti-simple-choice'), ...all('qti-simple-associable-choice')].map((each) => each.attributes.identifier),
  );
  const [declaration] = all('qti-response-declaration');
  const values = declaration?.descendants.filter((each) => each.name === 'qti-value').map((each) => each.text) ?? [];
  const interactions = item.descendants.filter((each) => /^qti-(choice|order|match|text-entry)-interaction$/.test(each.name));
  const type = declaration?.attributes['base-type'];
  const unknown = type === 'string' ? [] : values.flatMap((value) => value.split(' ')).filter((value) => !choices.has(value));
  const order = item.children.map((each) => each.name.replace('qti-', ''));
  return [
    ...(item.name === 'qti-assessment-item' ? [] : ['the root is no item']),
    ...(/^[A-Za-z_][\w.-]*$/.test(item.attributes.identifier ?? '') ? [] : ['the identifier is no XML name']),
    ...['title', 'time-dependent'].filter((name) => item.attributes[name] === undefined).map((name) => `${name} is missing`),
    ...(['single', 'multiple', 'ordered'].includes(declaration?.attributes.cardinality ?? '') ? [] : ['the cardinality is none']),
    ...(values.length > 0 ? [] : ['there is no correct response']),
    ...unknown.map((value) => `the response ${value} names no choice`),
    ...(interactions.length === 1 ? [] : ['there is not exactly one interaction']),
    ...interactions
      .filter((each) => each.attributes['response-identifier'] !== declaration?.attributes.identifier)
      .map(() => 'the interaction is bound to nothing'),
    ...(order.join(' ').startsWith('response-declaration outcome-declaration item-body response-processing')
      ? []
      : ['the parts stand in a wrong order']),
  ];
}

test('every item of a QTI package is well formed and keeps the rules of its specification', () => {
  const files = qtiPackage(QUESTIONS);
  const items = files.filter((file) => file.path.startsWith('items/'));
  expect(items).toHaveLength(QUESTIONS.length);
  for (const { path, text } of items) expect(faultsOfItem(readXml(text)), path).toEqual([]);
});

test('a stem of one paragraph is the prompt; one with blocks stands before the interaction, for a prompt holds none', () => {
  const blocks = (text: string) => (text.includes('?') ? [element('p', {}, text), element('pre', {}, 'code')] : [text]);
  const [inPrompt, before] = [qtiPackage(QUESTIONS), qtiPackage(QUESTIONS, blocks)].map(([file]) => readXml(file?.text ?? ''));
  const names = (item: ReadXml | undefined) => item?.descendants.map((each) => each.name) ?? [];
  expect(names(inPrompt)).toContain('qti-prompt');
  expect(names(before)).not.toContain('qti-prompt');
  expect(names(before).indexOf('pre')).toBeLessThan(names(before).indexOf('qti-choice-interaction'));
  expect(before === undefined ? [] : faultsOfItem(before)).toEqual([]);
});

test('the manifest names every file of the package and nothing else', () => {
  const files = qtiPackage(QUESTIONS);
  const manifest = readXml(files.find((file) => file.path === 'imsmanifest.xml')?.text ?? '');
  const named = manifest.descendants.filter((each) => each.name === 'file').map((each) => each.attributes.href);
  expect(named.toSorted()).toEqual(
    files
      .map((file) => file.path)
      .filter((path) => path !== 'imsmanifest.xml')
      .toSorted(),
  );
  expect(manifest.children.map((each) => each.name)).toEqual(['metadata', 'organizations', 'resources']);
});

test('a broken item is seen by the same rules', () => {
  const [file] = qtiPackage(QUESTIONS);
  expect(faultsOfItem(readXml((file?.text ?? '').replace('<qti-value>q-b</qti-value>', '<qti-value>q-z</qti-value>')))).toEqual([
    'the response q-z names no choice',
  ]);
});

test('a note of the deck has its guid, and tags without spaces; markup in a text stays text', () => {
  const deck = ankiDeck(QUESTIONS, (fact) => `https://docs.example/${fact}`);
  const notes = deck
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  expect(notes).toHaveLength(QUESTIONS.length);
  expect(notes.every((note) => note.split('\t').length === 4)).toBe(true);
  expect(notes[0]).toContain('"Q1"\t');
  expect(notes[0]).toContain('text &quot;b&quot; &lt;&amp;&gt;');
  expect(notes[0]).toContain('"c single ANS-C01::N1"');
  expect(notes[0]).toContain('B1: https://docs.example/B1');
});

const DATE = {
  homePage: 'http://127.0.0.1:3000',
  name: 'me',
  timestampOf: (at: number) => `1970-01-01T00:00:0${at / 1000}.000Z`,
};

test('a statement has what xAPI asks for, and one that is sent twice is the same', () => {
  const items = [toyItem('q'), toyItem('lab', { kind: 'lab' })];
  const tries = triesAt(items, [
    { item: 'q', correct: false, at: 1000, certainty: 'sure', seconds: 12, misconceptions: ['m'] },
    { item: 'lab', correct: true, at: 2000 },
  ]);
  const statements = xapiStatements(tries, DATE);
  for (const each of statements) {
    expect(each.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const iri of [each.verb.id, each.object.id, each.object.definition.type, ...Object.keys(each.context.extensions)])
      expect(URL.canParse(iri)).toBe(true);
    expect(each.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
  expect(statements.map((each) => [each.verb.display.en, each.result.success])).toEqual([
    ['answered', false],
    ['passed', true],
  ]);
  expect(statements[0]?.result.duration).toBe('PT12S');
  expect(xapiStatements(tries, DATE)).toEqual(statements);
});

test('a statement that says what people call somebody is the same statement', () => {
  const tries = triesAt([toyItem('q')], [{ item: 'q', correct: true, at: 1000 }]);
  const [plain, called] = [xapiStatements(tries, DATE)[0], xapiStatements(tries, { ...DATE, called: 'Zoë' })[0]];
  expect(called).toEqual({ ...plain, actor: { ...plain?.actor, name: 'Zoë' } });
});

test('a field with a comma, a quote or a line break is one field, and a formula is none', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x,y', '=1+1'],
        ['he said "no"', 0.5],
      ],
    ),
  ).toBe('a,b\r\n"x,y",\'=1+1\r\n"he said ""no""",0.500\r\n');
});

test('a badge carries what Open Badges 3 requires', () => {
  const badge = badgeOf({
    achievement: { id: 'M2', name: 'Gateway endpoints', description: 'd', criteria: 'c' },
    ...{ issuer: 'http://127.0.0.1:3000', recipient: 'Ada', awardedAt: 1_000_000, awardedOn: '1970-01-01T00:16:40.000Z' },
  });
  expect(badge.type).toEqual(['VerifiableCredential', 'OpenBadgeCredential']);
  expect(badge['@context'][0]).toBe('https://www.w3.org/ns/credentials/v2');
  expect(badge.credentialSubject.achievement).toMatchObject({ type: ['Achievement'], criteria: { narrative: 'c' } });
  expect(badge).toMatchObject({ nbf: 1000, sub: 'Ada', jti: badge.id });
});
