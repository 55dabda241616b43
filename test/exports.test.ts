import { expect, test } from 'vitest';
import { ankiDeck, lessonsOf, qtiPackage } from '#engine';
import { contentOf } from '../app/_server/content.ts';
import { asXml } from '../app/you/export/[kind]/as-xml.ts';
import { readXml } from '../engine/course/export/read-xml.ts';

const { course } = contentOf({ root: new URL('../content', import.meta.url).pathname });
const questions = lessonsOf(course).flatMap((lesson) => lesson.questions);

test('every question of the course is a well-formed item, its marks drawn and its network beside it', () => {
  const files = qtiPackage(questions, asXml);
  expect(files).toHaveLength(questions.length + 1);
  for (const { path, text } of files) {
    const names = readXml(text).descendants.map((each) => each.name);
    const withoutCode = text.replace(/<code>[^<]*<\/code>/g, '');
    expect(/`|\*\*|\| ---/.test(withoutCode), path).toBe(false);
    expect(names.filter((name) => name === 'qti-response-declaration').length).toBe(path === 'imsmanifest.xml' ? 0 : 1);
  }
  const predicted = questions.findIndex(({ kind }) => kind === 'predict');
  expect(files[predicted]?.text).toMatch(/<pre><code>[^<]*AWS::EC2::/);
});

test('every question of the course is one line of the deck, its marks drawn', () => {
  const notes = ankiDeck(questions, () => 'x', asXml)
    .trimEnd()
    .split('\n')
    .slice(6);
  expect(notes).toHaveLength(questions.length);
  for (const note of notes) expect(note.replace(/<code>.*?<\/code>/g, '')).not.toMatch(/`|\*\*|\| ---/);
});
