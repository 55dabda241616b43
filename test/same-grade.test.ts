import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf } from '../app/_server/content.ts';
import { judgedView } from '../app/lab/[lab]/judged.ts';
import {
  engineWith,
  inTerraform,
  type Judgement,
  judgePrepared,
  labInTerraform,
  labsOf,
  loadActionCatalogue,
  loadTerraform,
  loadTerraformMending,
  type PreparedLab,
  type PublicLab,
  prepareLab,
  publicLabOf,
  type SourceFile,
  startOf,
} from '../engine/index.ts';

const labs = labsOf(contentOf({ root: new URL('../content', import.meta.url).pathname }).course);
const catalogue = await loadActionCatalogue();
const terraform = await loadTerraform();
const editing = await loadTerraformMending();

/** What crosses to a worker and back is copied there. */
const across = <T>(value: T): T => structuredClone(value);

/** A lab as each side holds it: the server with the catalogue from the start, the worker first without it and then again with it. */
interface Sides {
  readonly shown: PublicLab;
  /** Texts that somebody edits: the start, and what solves the lab. */
  readonly texts: readonly (readonly SourceFile[])[];
  readonly server: PreparedLab;
  readonly early: PreparedLab;
  readonly late: PreparedLab;
}

/** `recorded` is the lab that the server judges by, `shown` the one that a page sends to its worker. */
function sidesOf(recorded: PublicLab, shown: PublicLab, solutions: Sides['texts']): Sides {
  const sent = across(shown);
  const reader = shown === recorded ? undefined : terraform;
  return {
    shown,
    texts: [startOf(shown), ...solutions],
    server: prepareLab(recorded, 'v', engineWith(catalogue, terraform), labInTerraform),
    early: prepareLab(sent, 'v', engineWith(undefined, reader)),
    late: prepareLab(sent, 'v', engineWith(catalogue, reader)),
  };
}

const published = labs.map((lab) => ({
  recorded: publicLabOf(lab),
  solutions: lab.secrets.solutions.map(({ files }) => files),
}));
const cloudFormation = published.map(({ recorded, solutions }) => sidesOf(recorded, recorded, solutions));
/** The server keeps one lab for both languages and finds the names of its text itself; a page of Terraform gets another start and those names. */
const inHcl = published.flatMap(({ recorded, solutions }) => {
  const shown = labInTerraform(recorded);
  const written = solutions.map((files) => inTerraform(recorded, files)).filter((files) => files.length > 0);
  return shown === undefined ? [] : [sidesOf(recorded, shown, written)];
});

/** One edit of a text: lines that go, come twice or change places, a word or a digit that another one replaces, a text that ends early. */
const edit = fc.record({
  kind: fc.constantFrom('remove', 'double', 'swap', 'word', 'digit', 'cut'),
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
    case 'digit': {
      const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
      const place = places[at % places.length] ?? 0;
      return text.slice(0, place) + (other % 10) + text.slice(place + 1);
    }
    case 'cut':
      return text.slice(0, at % (text.length + 1));
  }
}

/** A grade as it is stored, without the lab's own hash: whoever solves a lab in Terraform is shown another start of the same lab. */
const stored = ({ contentHash: _, ...grade }: Judgement['grade']): string => JSON.stringify(across(grade));

test.each([
  { language: 'CloudFormation', sides: cloudFormation },
  { language: 'Terraform', sides: inHcl },
])('the browser and the server give the same grade for 200 random edits in $language, and show the same', ({ sides }) => {
  const drawn = fc.record({
    lab: fc.nat(sides.length - 1),
    text: fc.nat(5),
    file: fc.nat(5),
    edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(drawn, ({ lab, text: which, file, edits }) => {
      const side = sides[lab];
      if (side === undefined) return;
      const { shown, texts, server, early, late } = side;
      const before = texts[which % texts.length] ?? [];
      const files = before.map(({ path, text }, index) => ({
        path,
        text: index === file % before.length ? edits.reduce(edited, text) : text,
      }));
      const recorded = judgePrepared(server, files);
      const sent = across(files);
      const judged = judgePrepared(late, sent);
      expect(stored(judged.grade)).toBe(stored(recorded.grade));
      // The rest follows from one judgement each, so that a part of the edits will do.
      if (edits.length < 3) return;
      const first = judgePrepared(early, sent).grade;
      expect([first.class, first.score, first.checks]).toEqual([
        recorded.grade.class,
        recorded.grade.score,
        recorded.grade.checks,
      ]);
      const view = (judgement: Judgement) => JSON.stringify(judgedView(judgement, shown, {}, files, editing));
      expect(view(judged)).toBe(view(recorded));
      expect(across(judgedView(judged, shown, {}, files, editing))).toEqual(judgedView(judged, shown, {}, files, editing));
    }),
    { numRuns: 200 },
  );
});

test('in CloudFormation both sides judge by one version of a lab, and some labs are offered in Terraform', () => {
  for (const { server, late } of cloudFormation) expect(late.contentHash).toBe(server.contentHash);
  expect(inHcl).not.toHaveLength(0);
});
