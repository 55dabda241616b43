import { createHash } from 'node:crypto';
import { isValidElement } from 'react';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Item, RoomAct } from '#engine';
import { contentOf } from '../app/_server/content.ts';
import { database } from '../app/_server/db.ts';
import { touchLearner } from '../app/_server/learner-rows.ts';
import { lessonWith } from '../app/_server/page-data.ts';
import { recordAct } from '../app/_server/team/room-events.ts';
import { takeSeat } from '../app/_server/team/seats.ts';
import { watchRoom } from '../app/_server/team/watch.ts';
import { createWorkshop, endWorkshop, type WorkshopView } from '../app/_server/team/workshops.ts';
import { turnsOf } from '../app/_server/turns.ts';
import { NotOpenYet } from '../app/_ui/team/not-open-yet.tsx';
import { giveUp, nextHint, saveDraft, submit } from '../app/lab/[lab]/actions.ts';
import LabPage from '../app/lab/[lab]/page.tsx';
import { answerInLesson, runProbe, saveVisit } from '../app/learn/[lesson]/actions.ts';
import LessonPage from '../app/learn/[lesson]/page.tsx';
import { saveNote } from '../app/notes/actions.ts';
import { answerQuestion } from '../app/quiz/[lesson]/actions.ts';
import QuizPage from '../app/quiz/[lesson]/page.tsx';
import { GET as hear } from '../app/room/live/route.ts';
import { teamAnew } from './temporary-database.ts';

const TOKEN = 'a'.repeat(43);
const LEARNER = createHash('sha256').update(TOKEN).digest('hex');
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (name === 'workbook-learner' ? { value: 'a'.repeat(43) } : undefined),
    set: () => undefined,
  }),
  headers: async () => new Headers(),
}));

const LESSON = 'L1.1';
const LAB = 'F01';
const STEPS = [
  { kind: 'lesson', id: 'L1.2', title: 'The first' },
  { kind: 'lesson', id: LESSON, title: LESSON },
  { kind: 'lab', id: LAB, title: LAB },
  { kind: 'quiz', id: LESSON, title: LESSON },
] as const;
const FILES = [{ path: 'network.yaml', text: 'Resources: {}' }];

let room: WorkshopView;
teamAnew('ada');
// Reading the course is most of the time that this file takes.
beforeAll(() => void contentOf(), 120_000);
beforeEach(async () => {
  await database().learner.deleteMany();
  await touchLearner(LEARNER);
  room = await joined(STEPS);
});

async function joined(steps: WorkshopView['steps']): Promise<WorkshopView> {
  const made = await createWorkshop({ title: 'Monday', steps, ownerId: 'ada' });
  await takeSeat(made, LEARNER, '', 'key');
  return made;
}

let acts = 0;
const does = (act: RoomAct, where = room) => recordAct(where.id, `instructor/act-${acts++}`, act);

const question = () => lessonWith(LESSON)?.questions[0]?.id ?? '';
/** Everything that counts, each sent to the server as a page would that was open before. */
const SUBMISSIONS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['a lab', () => submit(LAB, FILES, `key-${acts++}-of-a-try`)],
  ['a hint', () => nextHint(LAB)],
  ['giving up', () => giveUp(LAB)],
  [
    'a prediction',
    () => answerInLesson(lessonWith(LESSON)?.predictions[0]?.id ?? '', { chosen: [] }, `key-${acts++}-of-a-guess`),
  ],
  ['a question', () => answerQuestion(question(), { chosen: [] }, `key-${acts++}-of-an-answer`, {})],
];
const rows = async () => {
  const prisma = database();
  const counts = [prisma.attempt.count(), prisma.hintTaken.count(), prisma.prediction.count(), prisma.quizAnswer.count()];
  return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
};

test.each(SUBMISSIONS)(
  '%s beyond the pace is refused in words and records nothing, until the step is open',
  async (_what, send) => {
    await does({ kind: 'pace', upTo: 0 });
    expect(await send()).toEqual({ ok: false, code: 'NOT_OPEN_YET', sentence: expect.stringContaining('Monday') });
    expect(await rows()).toBe(0);
    await does({ kind: 'pace', upTo: 3 });
    expect(await send()).toMatchObject({ ok: true });
    await does({ kind: 'pace', upTo: 0 });
    await does({ kind: 'pace' });
    expect(await send()).toMatchObject({ ok: true });
  },
);

test.each(SUBMISSIONS)('%s waits while the room is paused', async (_what, send) => {
  await does({ kind: 'pause', on: true });
  expect(await send()).toMatchObject({ ok: false, code: 'PAUSED' });
  expect(await rows()).toBe(0);
  await does({ kind: 'pause', on: false });
  expect(await send()).toMatchObject({ ok: true });
});

test('what is typed is kept all the same', async () => {
  await does({ kind: 'pace', upTo: 0 });
  await does({ kind: 'pause', on: true });
  expect(await saveDraft(LAB, FILES, 0)).toMatchObject({ ok: true, value: { kind: 'saved' } });
  expect(await saveNote(LAB, { text: 'mine', bookmarked: false }, 0)).toMatchObject({ ok: true, value: { kind: 'saved' } });
});

test('a try that was recorded before is told again when its answer was lost', async () => {
  expect(await submit(LAB, FILES, 'key-of-one-try')).toMatchObject({ ok: true });
  await does({ kind: 'pause', on: true });
  expect(await submit(LAB, FILES, 'key-of-one-try')).toMatchObject({ ok: true });
});

test('a lesson ahead is neither run nor marked as read', async () => {
  await does({ kind: 'pace', upTo: 0 });
  const probe = lessonWith(LESSON)?.probes[0]?.id ?? '';
  expect(await runProbe(LESSON, probe)).toMatchObject({ ok: false, code: 'NOT_OPEN_YET' });
  expect(await saveVisit(LESSON, { section: 'a', finished: true })).toMatchObject({ ok: false, code: 'NOT_OPEN_YET' });
  await does({ kind: 'pause', on: true });
  expect(await saveVisit('L1.2', { section: 'a', finished: true })).toMatchObject({ ok: true });
});

test.each([
  ['a lab', () => LabPage({ params: Promise.resolve({ lab: LAB }) })],
  ['a lesson', () => LessonPage({ params: Promise.resolve({ lesson: LESSON }) })],
  ['a quiz', () => QuizPage({ params: Promise.resolve({ lesson: LESSON }) })],
])('the page of %s ahead says so and shows nothing of it; a pause leaves it open', async (_what, open) => {
  await does({ kind: 'pace', upTo: 0 });
  expect(isShut(await open())).toBe(true);
  await does({ kind: 'pace' });
  await does({ kind: 'pause', on: true });
  expect(isShut(await open())).toBe(false);
});

const isShut = (page: unknown): boolean => isValidElement(page) && page.type === NotOpenYet;

test('practice does not ask what the room opens later', async () => {
  const about = {
    module: '01',
    concepts: [],
    examTasks: [],
    misconceptions: [],
    difficulty: 2,
    guessRate: 0,
    simulated: false,
  } as const;
  const items: readonly Item[] = [{ id: question(), kind: 'question', lesson: LESSON, ...about }];
  expect(await turnsOf(LEARNER, [], items)).toHaveLength(1);
  await does({ kind: 'pace', upTo: 0 });
  expect(await turnsOf(LEARNER, [], items)).toHaveLength(0);
});

test('the pace is that of who sits in the room, of the newest of two rooms, and of rooms that are open', async () => {
  await does({ kind: 'pace', upTo: 0 });
  const newer = await joined(STEPS);
  expect(await submit(LAB, FILES, 'key-of-the-newer')).toMatchObject({ ok: true });
  await does({ kind: 'pace', upTo: 0 }, newer);
  await does({ kind: 'pace' });
  expect(await nextHint(LAB)).toMatchObject({ ok: false });
  await endWorkshop(newer.id);
  expect(await nextHint(LAB)).toMatchObject({ ok: true });
  await does({ kind: 'pace', upTo: 0 });
  await database().seat.deleteMany({ where: { workshopId: room.id } });
  expect(await nextHint(LAB)).toMatchObject({ ok: true });
});

test('who joins while others watch hears of the room, though what they were told last does not have him', async () => {
  await database().seat.deleteMany({ where: { workshopId: room.id } });
  const told: unknown[] = [];
  const end = watchRoom(room.id, (now) => told.push(now));
  await vi.waitFor(() => expect(told).not.toEqual([]), { timeout: 10_000 });
  await takeSeat(room, LEARNER, 'Grace', 'key');
  const said = (await hear(new Request('http://localhost/room/live'))).body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/^(?:data|event):/m.test(text)) text += (await said?.read())?.value ?? 'event: none';
  expect(text).toContain('"name":"Grace"');
  await said?.cancel();
  end();
});

test('alone nobody is held', async () => {
  await does({ kind: 'pace', upTo: 0 });
  vi.stubEnv('WORKBOOK_MODE', '');
  expect(await nextHint(LAB)).toMatchObject({ ok: true });
  vi.stubEnv('WORKBOOK_MODE', 'team');
});
