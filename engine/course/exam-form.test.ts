import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawForm, type ExamForm, type PoolItem, planOf, sharedItems } from './exam-form.ts';
import { examSchema, type Paper, packSchema } from './format/exam.ts';
import { largestRemainder } from './largest-remainder.ts';
import type { Question } from './question.ts';

const paper = examSchema.parse({
  ...{ id: 'ANS-C01', kind: 'questions', title: 'x', status: 'open', minutes: 60, scored: 16, unscored: 4 },
  pass: { percent: 75, scaled: 750 },
  domains: { N1: 8, N2: 6, N3: 6 },
  kinds: { single: 14, multiple: 6 },
  modules: { M1: 10, M2: 10 },
  sprint: { items: 7 },
}) as Paper;

const item = (id: number, domains: readonly string[], multiple: boolean, module: string, more: object = {}): PoolItem => {
  const options = ['a', 'b', 'c'].map((name) => ({ id: name, text: name, reason: name, correct: name === 'a' }));
  const head = { id: `Q${id}`, stem: `${id}`, facts: [], examTasks: domains.map((domain) => `ANS-C01/${domain}`) };
  const question = { ...head, kind: multiple ? 'multiple' : 'single', options, ...more } as Question;
  return { question, module };
};
/** `times` questions for each domain, kind and module; every third of them stands for a second domain too. */
const poolOf = (times: number): readonly PoolItem[] =>
  ['N1', 'N2', 'N3'].flatMap((domain, d) =>
    ['M1', 'M2'].flatMap((module, m) =>
      [false, true].flatMap((multiple, k) =>
        Array.from({ length: times }, (_, index) => {
          const domains = index % 3 === 0 ? [domain, 'N1', 'N9'] : [domain];
          return item(((d * 2 + m) * 2 + k) * 1000 + index, domains, multiple, module);
        }),
      ),
    ),
  );
const plenty = poolOf(8);
const formOf = (seed: string, pool = plenty, avoid: readonly ReadonlySet<string>[] = []): ExamForm => {
  const drawn = drawForm(paper, 'full', pool, seed, avoid);
  if (!drawn.ok) throw new Error(drawn.errors.join());
  return drawn.value;
};
const counted = (names: readonly string[]) =>
  Object.fromEntries([...new Set(names)].toSorted().map((name) => [name, names.filter((each) => each === name).length]));
const seeds = fc.string({ maxLength: 8 });

describe('a form', () => {
  test('has the domains and kinds of its blueprint exactly, and no question twice', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const { items } = formOf(seed);
        const byId = new Map(plenty.map((each) => [each.question.id, each]));
        expect(counted(items.map((each) => each.domain))).toEqual(paper.domains);
        expect(counted(items.map((each) => byId.get(each.question)?.question.kind ?? ''))).toEqual({ multiple: 6, single: 14 });
        expect(new Set(items.map((each) => each.question)).size).toBe(20);
        expect(items.filter((each) => !each.scored).length).toBe(4);
      }),
      { numRuns: 30 },
    ));

  test('counts a question for a domain that it names', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const byId = new Map(plenty.map((each) => [each.question.id, each.question.examTasks]));
        for (const { question, domain } of formOf(seed).items) expect(byId.get(question)).toContain(`ANS-C01/${domain}`);
      }),
      { numRuns: 20 },
    ));

  test('keeps the shares of the modules within the tolerance', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const first = formOf(seed).items.filter((each) => each.module === 'M1').length;
        expect(Math.abs(first - 10)).toBeLessThanOrEqual(paper.moduleTolerance);
      }),
      { numRuns: 20 },
    ));

  test('is the same for the same seed', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const [first, second] = [formOf(seed), formOf(seed)];
        expect(second).toEqual(first);
      }),
      { numRuns: 10 },
    ));

  test('avoids what was seen while there is other, and takes it where there is none', () => {
    const first = formOf('one');
    const seen = new Set(first.items.map((each) => each.question));
    expect(sharedItems(first, formOf('two', plenty, [seen]))).toBe(0);
    const few = poolOf(3);
    const all = new Set(few.map((each) => each.question.id));
    expect(formOf('three', few, [all]).items.length).toBe(20);
  });

  test('holds nothing that was seen while a form can be made without it, and otherwise no more than is needed', () =>
    fc.assert(
      fc.property(seeds, fc.integer({ min: 4, max: 6 }), (seed, left) => {
        const before = new Set(formOf(`${seed}/before`).items.map((each) => each.question));
        expect(formOf(seed, plenty, [before]).items.filter((each) => before.has(each.question))).toEqual([]);
        // Six of the kind `multiple` are asked for, and `left` of them are fresh.
        const fresh = new Set(
          ['N1', 'N2', 'N3', 'N1', 'N2', 'N3'].slice(0, left).map((domain, index) => {
            const fits = ({ question }: PoolItem) =>
              question.kind === 'multiple' && question.examTasks[0] === `ANS-C01/${domain}`;
            return plenty.filter(fits)[index]?.question.id;
          }),
        );
        const seen = new Set(
          plenty
            .filter(({ question }) => question.kind === 'multiple' && !fresh.has(question.id))
            .map(({ question }) => question.id),
        );
        expect(formOf(seed, plenty, [seen]).items.filter((each) => seen.has(each.question))).toHaveLength(6 - left);
      }),
      { numRuns: 20 },
    ));

  test('gives up what stood in an earlier form before it gives up what was seen today', () => {
    const earlier = new Set(plenty.slice(8).map(({ question }) => question.id));
    const today = new Set(plenty.filter((_, index) => index % 8 === 0).map(({ question }) => question.id));
    const { items } = formOf('x', plenty, [today, earlier]);
    expect(items.filter((each) => today.has(each.question))).toEqual([]);
    expect(items.some((each) => earlier.has(each.question))).toBe(true);
  });

  test('moves questions of two domains on to where they are needed', () => {
    const tight = [
      ...Array.from({ length: 6 }, (_, index) => item(index, ['N1', 'N3'], false, 'M1')),
      ...Array.from({ length: 8 }, (_, index) => item(100 + index, ['N1'], index < 3, 'M2')),
      ...Array.from({ length: 6 }, (_, index) => item(200 + index, ['N2'], index < 3, 'M1')),
    ];
    const drawn = drawForm({ ...paper, moduleTolerance: 9 }, 'full', tight, 'x');
    expect(drawn.ok && counted(drawn.value.items.map((each) => each.domain))).toEqual(paper.domains);
  });

  test('says what is missing where it cannot be drawn', () => {
    const drawn = drawForm(
      paper,
      'full',
      plenty.filter((each) => each.question.kind === 'single'),
      'x',
    );
    expect(drawn.ok ? [] : drawn.errors).toContain('6 of the kind multiple');
    expect(drawForm(paper, 'full', [], 'x').ok).toBe(false);
  });
});

test('variants of one question are different items, and a variant may be asked where its question was seen', () => {
  const templated = plenty.map(({ question, module }) => ({
    question: { ...question, template: { parameters: {}, written: question } },
    module,
  }));
  const first = formOf('one', templated);
  const second = formOf('two', templated, [new Set(first.items.map((each) => each.question))]);
  expect(first.items.every((each) => each.seed !== undefined)).toBe(true);
  expect(sharedItems(first, second)).toBe(0);
  expect(sharedItems(first, first)).toBe(20);
});

test('a sprint has the pace and the shares of the full form', () =>
  expect(planOf(paper, 'sprint')).toEqual({
    minutes: 21,
    items: 7,
    unscored: 1,
    domains: { N1: 3, N2: 2, N3: 2 },
    kinds: { single: 5, multiple: 2 },
    modules: { M1: 4, M2: 3 },
  }));

test('shares that are rounded keep their sum, and none is a whole one off', () =>
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 8 }), fc.nat({ max: 100 }), (shares, total) => {
      const sum = shares.reduce((a, b) => a + b, 0);
      fc.pre(sum > 0);
      const rounded = Object.values(
        largestRemainder(Object.fromEntries(shares.map((share, index) => [`k${index}`, share])), total),
      );
      expect(rounded.reduce((a, b) => a + b, 0)).toBe(total);
      for (const [index, share] of shares.entries())
        expect(Math.abs((rounded[index] ?? 0) - (share * total) / sum)).toBeLessThan(1);
    }),
  ));

test('a blueprint whose shares do not come to its items is refused, and so is an agenda out of order', () => {
  expect(examSchema.safeParse({ ...paper, scored: 17 }).success).toBe(false);
  const pack = { id: 'p', title: 'x', status: 'planned', summary: 'x', minutes: 30, exitGoal: 'x' };
  const agenda = (...times: readonly number[]) =>
    packSchema.safeParse({ ...pack, agenda: times.map((at) => ({ at, title: 'x' })) }).success;
  expect([agenda(0, 10, 20), agenda(0, 20, 10), agenda(5, 10), agenda(0, 30)]).toEqual([true, false, false, false]);
});
