import { beforeEach, expect, test, vi } from 'vitest';
import type { Grade } from '#engine';
import { teamAnew } from '../../../test/temporary-database.ts';
import { recordAnswer } from '../answers.ts';
import { recordAttempt } from '../attempts.ts';
import { database } from '../db.ts';
import { touchLearner } from '../learner-rows.ts';
import { lessonWith } from '../page-data.ts';
import { triesOf } from '../standing.ts';
import { noteVisit } from '../visits.ts';
import { completionsOf, finishedWorkshops } from './completions.ts';
import { roomStatements } from './room-statements.ts';
import { removeSeat, seatsOf, takeSeat } from './seats.ts';
import { createWorkshop, deletePeople, findWorkshop, type WorkshopView } from './workshops.ts';

vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }));
// Reading every question of the course with its variants takes half a minute; two of them are enough here.
vi.mock('../standing.ts', () => ({ triesOf: vi.fn(async () => []) }));

const STEPS = [
  { kind: 'lesson', id: 'L1.1', title: 'L1.1' },
  { kind: 'lab', id: 'F01', title: 'F01' },
] as const;
const SITE = 'https://workbook.example';

let room: WorkshopView;
teamAnew('ada');
beforeEach(async () => {
  await database().learner.deleteMany();
  room = await createWorkshop({ title: 'Monday', steps: STEPS, ownerId: 'ada' });
});

async function seated(learner: string): Promise<string> {
  await touchLearner(learner);
  const joined = await takeSeat(room, learner, `The ${learner}`, 'key');
  if (!joined.ok) throw new Error(joined.fault);
  return joined.seat.id;
}

const PASSED: Grade = {
  ...{ lab: 'F01', class: 'passed', score: { passed: 1, of: 1 }, checks: [], advisories: [], diagnostics: [] },
  ...{ engineVersion: '0', contentHash: 'h' },
};
const passes = (learner: string) =>
  recordAttempt(learner, { clientKey: `passed-by-${learner}`, labId: 'F01', files: [], grade: PASSED });

test('a certificate is for whoever did every step, with the day of the last one', async () => {
  const [first, second] = [await seated('first'), await seated('second')];
  for (const learner of ['first', 'second']) await noteVisit(learner, 'L1.1', { section: '' }, true);
  const { createdAt } = await passes('first');
  const all = await completionsOf(room.id);
  expect(all.map(({ seat, name, done, of }) => ({ seat, name, done, of }))).toEqual([
    { seat: first, name: 'The first', done: 2, of: 2 },
    { seat: second, name: 'The second', done: 1, of: 2 },
  ]);
  expect(all.map((each) => each.doneAt)).toEqual([createdAt, undefined]);
  expect((await finishedWorkshops('first')).map((each) => each.name)).toEqual(['Monday']);
  expect(await finishedWorkshops('second')).toEqual([]);
  expect(await finishedWorkshops(undefined)).toEqual([]);
});

test('a room without a step certifies nobody, and a learner who was taken out has no certificate', async () => {
  const seat = await seated('first');
  await noteVisit('first', 'L1.1', { section: '' }, true);
  await passes('first');
  await removeSeat(room.id, seat);
  expect(await finishedWorkshops('first')).toEqual([]);
  room = await createWorkshop({ title: 'Empty', steps: [], ownerId: 'ada' });
  await seated('first');
  expect(await finishedWorkshops('first')).toEqual([]);
});

test('the statements of a room are those of its steps, with the names on the board and no id that leads back', async () => {
  await seated('first');
  const of = (kind: 'lab' | 'question' | 'prediction', lesson: string) =>
    ({ kind, lesson, concepts: [], id: 'x', module: '01' }) as never;
  const each = { misconceptions: [], correct: true, helped: false };
  vi.mocked(triesOf).mockResolvedValueOnce([
    { ...each, key: '1', item: 'F01', at: 2000, of: of('lab', 'L1.1') },
    { ...each, key: '2', item: 'L1.1/hook', at: 1000, of: of('prediction', 'L1.1') },
    { ...each, key: '3', item: 'Q1', at: 3000, of: of('question', 'L1.1') },
    { ...each, key: '4', item: 'F02', at: 4000, of: of('lab', 'L1.1') },
  ]);
  const statements = await roomStatements(room, SITE);
  expect(statements.map((it) => [it.actor.name, it.object.definition.name.en, it.timestamp])).toEqual([
    ['The first', 'L1.1/hook', '1970-01-01T00:00:01.000Z'],
    ['The first', 'F01', '1970-01-01T00:00:02.000Z'],
  ]);
  expect(statements.every((it) => it.actor.account.homePage === SITE)).toBe(true);
});

test('what is deleted now is deleted as on its day: the room stays, ended and empty, and its guests are gone', async () => {
  await seated('first');
  await seated('claimed');
  await database().user.create({ data: { id: 'cy', name: 'cy', email: 'cy@example.org', learnerId: 'claimed' } });
  const other = await createWorkshop({ title: 'Other', steps: [], ownerId: 'ada' });
  await touchLearner('elsewhere');
  await takeSeat(other, 'elsewhere', '', 'key');
  const question = lessonWith('L1.1')?.questions[0]?.id ?? '';
  const answer = { lessonId: 'L1.1', questionId: question, questionHash: 'h', answer: {}, correct: true, misconceptions: [] };
  for (const learner of ['first', 'claimed', 'elsewhere']) await recordAnswer(learner, { ...answer, clientKey: 'answer-1' });
  const now = new Date();
  await deletePeople(room.id, now);
  expect(await seatsOf(room.id)).toEqual([]);
  expect(await findWorkshop(room.id)).toMatchObject({ endedAt: now.getTime(), deleteAt: now.getTime() });
  expect((await seatsOf(other.id)).map((seat) => seat.learnerId)).toEqual(['elsewhere']);
  expect((await database().quizAnswer.findMany()).map((row) => row.learnerId).toSorted()).toEqual(['claimed', 'elsewhere']);
});
