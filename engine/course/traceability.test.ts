import { describe, expect, test } from 'vitest';
import type { Course, CourseLab, Lesson } from './course.ts';
import { toyLab } from './toy.ts';
import { holesIn, tasksOf, traceability } from './traceability.ts';

const at = () => ({ file: 'x', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
const question = (id: string, more: object = {}) => ({
  ...{ id, kind: 'order' as const, stem: 'x', facts: [], examTasks: ['ANS-C01/N1'], items: [] },
  ...more,
});
const lab: CourseLab = {
  ...toyLab({ id: 'F01', examTasks: ['ANS-C01/N1'] }),
  concepts: [],
  seeds: ['S1'],
  folder: 'x',
  at,
  secrets: { hints: { look: '', principle: '', next: '', worked: '' }, solutions: [], wrong: [] },
};
const lesson = {
  at: { lesson: at, probes: at, quiz: at },
  ...{ id: 'L1.1', seeds: ['S1'], examTasks: [], predictions: [], probes: [], checks: [], mentions: [], labs: [lab] },
  questions: [question('Q1'), question('Q2', { seeds: ['S2'] })],
} as unknown as Lesson;
const course = {
  modules: [{ id: 'M1', lessons: [lesson] }],
  seeds: new Map([
    ['S1', 'One.'],
    ['S2', 'Two.'],
  ]),
  misconceptions: new Map([['never-used', 'x']]),
  exams: [
    {
      id: 'ANS-C01',
      kind: 'questions',
      status: 'planned',
      domains: { N1: 1, N2: 1 },
      kinds: {},
      modules: {},
      sprint: { items: 1 },
    },
  ],
} as unknown as Course;

describe('each bullet', () => {
  test('has the lessons and labs that name it, and the questions of those lessons unless they name others', () =>
    expect(traceability(course)).toEqual([
      { seed: 'S1', said: 'One.', lessons: ['L1.1'], labs: ['F01'], questions: ['Q1'], simulated: 2 },
      { seed: 'S2', said: 'Two.', lessons: [], labs: [], questions: ['Q2'], simulated: 0 },
    ]));
});

test('each domain of a paper has what stands for it', () =>
  expect(tasksOf(course)).toEqual([
    { task: 'ANS-C01/N1', lessons: 0, labs: 1, questions: 2 },
    { task: 'ANS-C01/N2', lessons: 0, labs: 0, questions: 0 },
  ]));

test('what is not there yet is named', () => {
  const holes = holesIn(course).join('\n');
  for (const hole of [
    'S1 has 1 of 6 questions',
    'S2 has no lesson, no lab, 1 of 6 questions, nothing simulated',
    'L1.1 has 2 questions, 8 are wanted',
    'never-used is used 0 times',
    'ANS-C01/N2 has 0 questions and 0 labs',
    'ANS-C01 (planned) full: ',
  ])
    expect(holes).toContain(hole);
});
