import { describe, expect, test } from 'vitest';
import { contentOf } from '../app/_server/content.ts';
import { answerProbes, askedBy, compareDesigns, describeVerdict, labInput, labsOf, openConfiguration } from '../engine/index.ts';

const labs = labsOf(contentOf({ root: new URL('../content', import.meta.url).pathname }).course);
const startOf = (lab: (typeof labs)[number]) => lab.files.map(({ path, start }) => ({ path, text: start }));

/** Ten labs from all over the course: each costs some hundred questions. */
const some = labs.filter((_, index) => index % Math.ceil(labs.length / 10) === 0);

describe.each(some.map((lab) => [lab.id, lab] as const))('%s', (_id, lab) => {
  test('a design differs from itself in nothing', () => {
    const [solution] = lab.secrets.solutions;
    const { questions, policies } = compareDesigns(lab, solution?.files ?? [], solution?.files ?? []);
    expect([questions, policies]).toEqual([[], []]);
  });
  test('its start and its first solution behave differently, or AWS refuses the start', () => {
    for (const solution of lab.secrets.solutions.slice(0, 1)) {
      const { refused, questions, policies } = compareDesigns(lab, startOf(lab), solution.files);
      const judgedByAnswers = lab.files.some((file) => file.holds === 'answers');
      expect(refused === 'mine' || judgedByAnswers || questions.length + policies.length > 0).toBe(true);
    }
  });
  test('every verdict on its start has words, each sentence whole', () => {
    const configuration = openConfiguration(labInput(lab, startOf(lab)));
    const probes = lab.checks.flatMap((check) => {
      const asked = askedBy(check, startOf(lab));
      return 'error' in asked
        ? []
        : asked.probes.map((probe) => (probe.kind === 'request' ? { ...probe, explain: true } : probe));
    });
    for (const answer of answerProbes(configuration, probes).filter((each) => each.outcome !== undefined)) {
      const words = describeVerdict(answer);
      expect(words).toMatch(/[.]$/);
      expect(words).not.toMatch(/undefined|\bnull\b|\[object|``|\s\s/);
    }
  });
});
