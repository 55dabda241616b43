import { describe, expect, test } from 'vitest';
import { worldSchema } from '../../world.ts';
import type { Course, CourseLab, Lesson } from '../course.ts';
import type { WrongAnswer } from '../lab.ts';
import { TOY, toyLab, toyText } from '../toy.ts';
import { proveCourse } from './course.ts';

const start = { line: 1, column: 1 };
const at = () => ({ file: 'here', start, end: start });
const answers = (reads: string, dark = 'timeout') => [
  { path: 'network.yaml', text: toyText({ answers: { reads: { outcome: reads }, dark: { outcome: dark } } }) },
];
const refused = [
  { path: 'network.yaml', text: toyText({ rejections: [{ logicalId: 'Rt', code: 'RouteAlreadyExists', message: 'No.' }] }) },
];

const solutions = [
  { file: 'solutions/a', title: 'A', tradeOff: 'x', files: answers('allowed') },
  { file: 'solutions/b', title: 'B', tradeOff: 'y', files: answers('allowed', 'nameError') },
];
const denied: WrongAnswer = {
  file: 'wrong/denied',
  reason: { check: 'reads', actual: { outcome: 'accessDenied' } },
  files: answers('accessDenied'),
};
const open: WrongAnswer = {
  file: 'wrong/open',
  reason: { check: 'dark', actual: { outcome: 'allowed' } },
  files: answers('allowed', 'allowed'),
};
const twice: WrongAnswer = {
  file: 'wrong/twice',
  reason: { rejected: 'RouteAlreadyExists' },
  misconception: 'm-two',
  files: refused,
};

const lab = (secrets: Partial<CourseLab['secrets']> = {}, more: Partial<CourseLab> = {}): CourseLab => ({
  ...toyLab(),
  concepts: [],
  seeds: [],
  folder: 'm/l/labs/t01',
  at,
  secrets: { hints: { look: 'a', principle: 'b', next: 'c', worked: 'd' }, solutions, wrong: [denied, open, twice], ...secrets },
  ...more,
});

const lesson = (more: Partial<Lesson> = {}): Lesson => ({
  id: 'L1.1',
  title: 'x',
  summary: 'x',
  doingMinutes: 1,
  objectives: [],
  needs: [],
  teaches: ['journeys'],
  uses: [],
  facts: ['B6'],
  examTasks: [],
  seeds: [],
  slug: 'x',
  folder: 'm/l',
  readingMinutes: 1,
  body: '',
  bodyLine: 1,
  mentions: [],
  predictions: [],
  probes: [],
  checks: [],
  figures: [],
  questions: [],
  labs: [lab()],
  at: { lesson: at, probes: at, quiz: at },
  ...more,
});

const course = (lessons: readonly Lesson[], more: Partial<Course> = {}): Course => ({
  modules: [{ id: 'M1', title: 'x', summary: 'x', folder: 'm', lessons, at }],
  facts: new Map([
    ['B6', { id: 'B6', claim: 'x', source: 'https://example.org', checked: '2026-11-23', confidence: 'documented', at: at() }],
  ]),
  misconceptions: new Map([
    ['m-hang', 'x'],
    ['m-two', 'x'],
  ]),
  concepts: new Map([['journeys', 'L1.1']]),
  seeds: new Map([['S1', 'x']]),
  exams: [],
  packs: [],
  glossary: [],
  ladder: [],
  confusable: [],
  at: { misconceptions: at, concepts: at },
  ...more,
});

const codes = (it: Course) => proveCourse(it, { asking: TOY }).map((fault) => fault.code);
const configuration = { files: answers('allowed'), world: worldSchema.parse({}) };
const option = (id: string, outcome: string) => ({ id, text: id, reason: id, answer: { outcome } });
const predict = (outcomes: readonly string[]) => ({
  id: 'L1.1/hook',
  kind: 'predict' as const,
  stem: 'x',
  facts: [],
  examTasks: [],
  probe: { kind: 'cost' as const, id: 'reads' },
  configuration,
  options: outcomes.map((outcome, index) => option('abc'[index] ?? '', outcome)),
});
const single = {
  id: 'Q1',
  kind: 'single' as const,
  stem: 'x',
  concept: 'journeys',
  facts: ['B6'],
  examTasks: [],
  options: [{ ...option('a', ''), correct: true }, option('b', '')],
};
const shown = { component: 'Predict' as const, name: 'hook', at: at() };

test('a course that keeps its promises has no fault', () => {
  expect(
    proveCourse(course([lesson({ predictions: [predict(['allowed', 'timeout'])], mentions: [shown] })]), { asking: TOY }),
  ).toEqual([]);
});

describe('a lab is faulty when', () => {
  test.each<[string, CourseLab, string]>([
    [
      'its start passes',
      lab({}, { files: [{ path: 'network.yaml', start: answers('allowed')[0]?.text ?? '' }] }),
      'START_PASSES',
    ],
    ['its start is refused', lab({}, { files: [{ path: 'network.yaml', start: '{' }] }), 'START_REJECTED'],
    [
      'a solution fails a check',
      lab({ solutions: [...solutions, { file: 's', title: 's', tradeOff: 's', files: answers('timeout') }] }),
      'SOLUTION_FAILS',
    ],
    [
      'a solution is refused',
      lab({ solutions: [...solutions, { file: 's', title: 's', tradeOff: 's', files: refused }] }),
      'SOLUTION_FAILS',
    ],
    ['two solutions are one', lab({ solutions: [...solutions, ...solutions.slice(1)] }), 'SAME_SOLUTION'],
    ['a wrong answer is right', lab({ wrong: [{ ...denied, files: answers('allowed') }, open, twice] }), 'WRONG_ANSWER'],
    [
      'a wrong answer fails for another reason',
      lab({ wrong: [{ ...denied, files: answers('nameError') }, open, twice] }),
      'WRONG_ANSWER',
    ],
    [
      'a wrong answer names a check that is not there',
      lab({ wrong: [{ ...denied, reason: { check: 'gone', actual: { outcome: 'timeout' } } }, open, twice] }),
      'WRONG_ANSWER',
    ],
    [
      'a wrong answer is refused with another code',
      lab({ wrong: [denied, open, { ...twice, reason: { rejected: 'Other' } }] }),
      'WRONG_ANSWER',
    ],
    [
      'a wrong answer that should be refused is not',
      lab({ wrong: [denied, open, { ...twice, files: answers('timeout') }] }),
      'WRONG_ANSWER',
    ],
    [
      'two wrong answers are told the same',
      lab({ wrong: [denied, open, twice, { ...denied, file: 'wrong/other' }] }),
      'SHARED_FEEDBACK',
    ],
    [
      'a wrong answer is told of another misconception',
      lab({ wrong: [denied, open, { ...twice, misconception: 'm-hang' }] }),
      'OTHER_MISCONCEPTION',
    ],
    ['nothing fails a check', lab({ wrong: [denied, twice] }), 'CHECK_NEVER_FAILS'],
    ['it locks what its start lacks', lab({}, { locked: { resources: ['Gone'] } }), 'UNKNOWN_LOCK'],
    ['it needs a lesson that comes later', lab({}, { needs: ['L9.9'] }), 'ORDER'],
    ['it names a row that is not there', lab({}, { facts: ['Z99'] }), 'UNKNOWN_FACT'],
    [
      'it names a misconception that is not there',
      lab({ wrong: [{ ...denied, misconception: 'm-gone' }, open, twice] }),
      'UNKNOWN_MISCONCEPTION',
    ],
  ])('%s', (_law, faulty, code) => expect(codes(course([lesson({ labs: [faulty] })]))).toContain(code));
});

describe('a lesson is faulty when', () => {
  const probe = {
    id: 'p',
    title: 'x',
    configuration,
    probe: { kind: 'cost' as const, id: 'reads' },
    expect: { outcome: 'timeout' },
  };
  test.each<[string, Partial<Lesson>, string]>([
    ['no option of a prediction matches', { predictions: [predict(['timeout', 'nameError'])], mentions: [shown] }, 'PREDICT_KEY'],
    ['two options of a prediction match', { predictions: [predict(['allowed', 'allowed'])], mentions: [shown] }, 'PREDICT_KEY'],
    ['a prediction is shown nowhere', { predictions: [predict(['allowed', 'timeout'])] }, 'NEVER_SHOWN'],
    ['a mention leads nowhere', { mentions: [shown] }, 'UNKNOWN_ID'],
    ['a mention cites a row that is not there', { mentions: [{ component: 'Fact', name: 'Z99', at: at() }] }, 'UNKNOWN_FACT'],
    [
      'a mention names a misconception that is not there',
      { mentions: [{ component: 'Misconception', name: 'm-gone', at: at() }] },
      'UNKNOWN_MISCONCEPTION',
    ],
    [
      'a probe answers otherwise',
      { probes: [probe], mentions: [{ component: 'Probe', name: 'p', at: at() }] },
      'PROBE_EXPECTATION',
    ],
    [
      'a figure stresses what is not there',
      { figures: [{ id: 'f', caption: 'x', configuration, focus: ['Gone'] }] },
      'UNKNOWN_FOCUS',
    ],
    ['a question rests on nothing', { questions: [{ ...single, facts: [] }] }, 'NO_SOURCE'],
    ['a question names no concept', { questions: [{ ...single, concept: undefined }] }, 'NO_CONCEPT'],
    ['an option repeats', { questions: [{ ...single, options: [...single.options, option('b', '')] }] }, 'DUPLICATE_ID'],
    ['two questions share an id', { questions: [single, single] }, 'DUPLICATE_ID'],
    ['it uses what nobody taught yet', { uses: ['journeys'] }, 'ORDER'],
    ['it needs itself', { needs: ['L1.1'] }, 'CYCLE'],
    ['it needs what is not there', { needs: ['L9.9'] }, 'ORDER'],
    ['it names a bullet that is not there', { seeds: ['S99'] }, 'UNKNOWN_SEED'],
    ['it spells a term otherwise than AWS', { summary: 'A VPC Endpoint.' }, 'SPELLING'],
    ['a link leads nowhere', { body: 'See [it](/learn/L9.9).' }, 'DEAD_LINK'],
    ['an anchor leads nowhere', { body: '## Here\n\nSee [it](/learn/L1.1#there).' }, 'DEAD_LINK'],
    ['it teaches what concepts.yaml does not say', { teaches: ['journeys', 'more'] }, 'CONCEPT'],
    ['it does not teach what concepts.yaml says', { teaches: [] }, 'CONCEPT'],
  ])('%s', (_law, more, code) => expect(codes(course([lesson(more)]))).toContain(code));

  test('another lab has its id in other capitals', () => {
    expect(codes(course([lesson({ labs: [lab(), lab({}, { id: 't01' })] })]))).toContain('DUPLICATE_ID');
  });
});

test('what is code, an address or a name of ours is not spelled, and links that lead somewhere are none', () => {
  const body =
    '## Here now\n\nSee `VPC Endpoint`, https://aws.example/Route53 and [it](/learn/L1.1#here-now), [all](/glossary).\n\n```\nnat gateway\n```\n';
  expect(codes(course([lesson({ body })]))).toEqual([]);
});

test('a lesson may need one that stands later, and may use what that one teaches, as long as no circle comes of it', () => {
  const first = lesson({ id: 'L1.1', slug: 'a', teaches: [], needs: ['L1.2'], uses: ['journeys'] });
  const second = lesson({ id: 'L1.2', slug: 'b', teaches: ['journeys'], labs: [] });
  const concepts = new Map([['journeys', 'L1.2']]);
  expect(codes(course([first, second], { concepts }))).toEqual([]);
  expect(codes(course([first, { ...second, needs: ['L1.1'] }], { concepts }))).toEqual(['CYCLE', 'CYCLE']);
});

test('a set of what is confused names what there is, once, of two lessons at least', () => {
  const two = [lesson(), lesson({ id: 'L1.2', slug: 'b', teaches: ['ways', 'more'], labs: [], questions: [] })];
  const concepts = new Map([
    ['journeys', 'L1.1'],
    ['ways', 'L1.2'],
    ['more', 'L1.2'],
  ]);
  const of = (...sets: readonly (readonly string[])[]) =>
    codes(
      course(two, { concepts, confusable: sets.map((set, index) => ({ id: `s${index}`, title: 'x', concepts: [...set], at })) }),
    );
  expect(of(['journeys', 'ways'], ['more', 'journeys'])).toEqual([]);
  expect(of(['journeys', 'nowhere'])).toEqual(['CONCEPT']);
  expect(of(['journeys', 'ways', 'ways'])).toEqual(['CONFUSABLE']);
  expect(of(['ways', 'more'])).toEqual(['CONFUSABLE']);
});

test('no key rests on what is undecided or unverified, and a row is remarked on when 180 days have passed', () => {
  const row = { id: 'B6', claim: 'x', source: 'https://example.org', checked: '2026-05-31', at: at() };
  const with_ = (confidence: 'documented' | 'unverified', id = 'B6') =>
    course([lesson({ facts: [], questions: [{ ...single, facts: [id] }] })], {
      facts: new Map([[id, { ...row, id, confidence }]]),
    });
  expect(codes(with_('documented'))).toEqual([]);
  expect(codes(with_('unverified'))).toEqual(['NOT_GRADED']);
  expect(codes(with_('documented', 'M4'))).toEqual(['NOT_GRADED']);
  const on = (today: string) =>
    proveCourse(with_('documented'), { asking: TOY, today }).map((fault) => [fault.code, fault.severity]);
  expect(on('2026-11-27')).toEqual([]);
  expect(on('2026-11-28')).toEqual([['STALE_FACT', 'warning']]);
});

test('a folder that was not asked for is not proved', () => {
  const broken = course([lesson({ labs: [lab({ wrong: [denied, twice] })] })]);
  expect(proveCourse(broken, { asking: TOY, within: (folder) => folder !== 'm/l/labs/t01' })).toEqual([]);
});
