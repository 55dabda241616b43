import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf } from '../app/_server/content.ts';
import { judgedView } from '../app/lab/[lab]/judged.ts';
import {
  engineWith,
  judgePrepared,
  labsOf,
  loadActionCatalogue,
  prepareLab,
  publicLabOf,
  type SourceFile,
} from '../engine/index.ts';

const labs = labsOf(contentOf({ root: new URL('../content', import.meta.url).pathname }).course);
const catalogue = await loadActionCatalogue();

/** What crosses to a worker and back is copied there. */
const across = <T>(value: T): T => structuredClone(value);

/** The lab as each side holds it: the server with the catalogue from the start, the worker first without it and then again with it. */
const sides = labs.map((lab) => {
  const shown = publicLabOf(lab);
  const sent = across(shown);
  return {
    shown,
    server: prepareLab(shown, 'v', engineWith(catalogue)),
    early: prepareLab(sent, 'v'),
    late: prepareLab(sent, 'v', engineWith(catalogue)),
  };
});

/** One edit of a text: lines that go, come twice or change places, a word that another one replaces, a text that ends early. */
const edit = fc.record({
  kind: fc.constantFrom('remove', 'double', 'swap', 'word', 'cut'),
  at: fc.nat(10_000),
  other: fc.nat(10_000),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(text: string, { kind, at, other }: Edit): string {
  const lines = text.split('\n');
  const [i, j] = [at % lines.length, other % lines.length];
  const [one = '', two = ''] = [lines[i], lines[j]];
  switch (kind) {
    case 'remove':
      return lines.toSpliced(i, 1).join('\n');
    case 'double':
      return lines.toSpliced(i, 0, one).join('\n');
    case 'swap':
      return lines.with(i, two).with(j, one).join('\n');
    case 'word': {
      const words = text.match(/[\w.:/-]+/g) ?? [''];
      return text.replace(words[at % words.length] ?? '', words[other % words.length] ?? '');
    }
    case 'cut':
      return text.slice(0, at % (text.length + 1));
  }
}

test('the browser and the server give the same grade for 200 random edits, and show the same', () => {
  const drawn = fc.record({
    lab: fc.nat(sides.length - 1),
    file: fc.nat(5),
    edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(drawn, ({ lab, file, edits }) => {
      const side = sides[lab];
      if (side === undefined) return;
      const { shown, server, early, late } = side;
      const files: readonly SourceFile[] = shown.files.map(({ path, start }, index) => ({
        path,
        text: index === file % shown.files.length ? edits.reduce(edited, start) : start,
      }));
      const recorded = judgePrepared(server, files);
      const sent = across(files);
      // Grades are compared as they are stored: as JSON.
      const judged = judgePrepared(late, sent);
      expect(JSON.stringify(across(judged.grade))).toBe(JSON.stringify(recorded.grade));
      // The rest follows from one judgement each, so that a part of the edits will do.
      if (edits.length < 3) return;
      const first = judgePrepared(early, sent).grade;
      expect([first.class, first.score, first.checks]).toEqual([
        recorded.grade.class,
        recorded.grade.score,
        recorded.grade.checks,
      ]);
      const view = (judgement: typeof recorded) => JSON.stringify(judgedView(judgement, shown, {}, files));
      expect(view(judged)).toBe(view(recorded));
      expect(across(judgedView(judged, shown, {}, files))).toEqual(judgedView(judged, shown, {}, files));
    }),
    { numRuns: 200 },
  );
});
