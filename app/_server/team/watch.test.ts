import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { temporaryDatabase } from '../../../test/temporary-database.ts';
import { recordAnswer } from '../answers.ts';
import { recordAttempt } from '../attempts.ts';
import { database } from '../db.ts';
import { saveDraft } from '../drafts.ts';
import { takeHint } from '../hints.ts';
import { touchLearner } from '../learner-rows.ts';
import { noteVisit } from '../visits.ts';
import { isRevealed } from './reveal.ts';
import { eventsOf, recordAct } from './room-events.ts';
import { seatsOf, takeSeat } from './seats.ts';
import { type RoomNow, roomNow, watchRoom } from './watch.ts';
import { createWorkshop, endWorkshop, type WorkshopView } from './workshops.ts';

vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }));

const STEPS = [
  { kind: 'lesson', id: 'L1.1', title: 'L1.1' },
  { kind: 'lab', id: 'F01', title: 'F01' },
  { kind: 'quiz', id: 'L1.1', title: 'L1.1 quiz' },
] as const;
const FILES = [{ path: 'network.yaml', text: 'Resources: {}' }];

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
let room: WorkshopView;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  await database().user.create({ data: { id: 'ada', name: 'ada', email: 'ada@example.org', role: 'instructor' } });
});
afterAll(() => temporary.remove());
beforeEach(async () => {
  room = await createWorkshop({ title: 'Room', steps: STEPS, ownerId: 'ada' });
});

let count = 0;
/** A learner of his own with a seat in the room. */
async function seated(): Promise<{ readonly learner: string; readonly seat: string }> {
  const learner = `learner-${count++}`;
  await touchLearner(learner);
  const joined = await takeSeat(room, learner, '', 'key');
  if (!joined.ok) throw new Error(joined.fault);
  return { learner, seat: joined.seat.id };
}

const grade = (failing: readonly string[]) => ({
  ...{ lab: 'F01', class: failing.length === 0 ? ('passed' as const) : ('failed' as const), score: { passed: 0, of: 1 } },
  checks: failing.map((id) => ({ id, title: id, passed: false, expected: {}, actual: {}, blocks: [] })),
  ...{ advisories: [], diagnostics: [], engineVersion: '0', contentHash: 'h' },
});
const tries = (learner: string, key: string, failing: readonly string[]) =>
  recordAttempt(learner, { clientKey: key, labId: 'F01', files: FILES, grade: grade(failing) });

const statesOf = (now: RoomNow | undefined, seat: string) =>
  now?.board.rows.find((row) => row.seat === seat)?.cells.map((cell) => cell.state);

test('a board shows what each learner did, and nothing of anybody else', async () => {
  const [mine, other] = [await seated(), await seated()];
  await touchLearner('stranger');
  await tries('stranger', 'stranger-1', []);
  await noteVisit(mine.learner, 'L1.1', { section: '' }, true);
  await saveDraft(mine.learner, 'F01', FILES, 0);
  await takeHint(mine.learner, 'F01', 1);
  await tries(other.learner, 'other-001', ['reads']);
  const answer = { lessonId: 'L1.1', questionId: 'q1', questionHash: 'h', answer: {}, correct: true, misconceptions: [] };
  await recordAnswer(other.learner, { ...answer, clientKey: 'answer-1' });
  const now = await roomNow(room.id);
  expect(now?.board.rows).toHaveLength(2);
  expect(statesOf(now, mine.seat)).toEqual(['solved', 'hinted', 'not-started']);
  expect(statesOf(now, other.seat)).toEqual(['not-started', 'tried', 'tried']);
});

test('whoever watches is told of each change, and each deed counts once', async () => {
  const { learner, seat } = await seated();
  const seen: RoomNow[] = [];
  const end = watchRoom(room.id, (now) => now !== undefined && seen.push(now));
  const until = (holds: (now: RoomNow) => boolean) => vi.waitFor(() => expect(seen.some(holds)).toBe(true), { timeout: 10_000 });
  await until((now) => statesOf(now, seat)?.[1] === 'not-started');
  for (const key of ['try-0001', 'try-0002', 'try-0003']) await tries(learner, key, ['reads']);
  await takeHint(learner, 'F01', 2);
  await until((now) => statesOf(now, seat)?.[1] === 'hinted');
  await recordAct(room.id, `${seat}/hand-0001`, { kind: 'hand', up: true }, seat);
  await until((now) => now.state.hands.includes(seat));
  end();
  expect(seen.at(-1)?.board.rows[0]?.cells[1]).toMatchObject({ tries: 3, stuck: { rule: 'same-text' } });
});

test('what was done before somebody joined counts from the moment that he joins', async () => {
  const first = await seated();
  const seen: (RoomNow | undefined)[] = [];
  const end = watchRoom(room.id, (now) => seen.push(now));
  await touchLearner('early');
  await tries('early', 'early-001', []);
  const late = await takeSeat(room, 'early', '', 'key');
  await vi.waitFor(() => expect(seen.at(-1)?.board.rows).toHaveLength(2), { timeout: 10_000 });
  end();
  expect(late.ok && statesOf(seen.at(-1), late.seat.id)).toEqual(['not-started', 'solved', 'not-started']);
  expect(statesOf(seen.at(-1), first.seat)).toEqual(['not-started', 'not-started', 'not-started']);
});

test('an act that is sent twice happened once', async () => {
  for (const _ of [1, 2]) await recordAct(room.id, 'instructor/key-00001', { kind: 'more-time', minutes: 5 });
  expect(await eventsOf(room.id)).toHaveLength(1);
});

test('solutions of a step are open to the room, to nobody else, and while it lasts', async () => {
  vi.stubEnv('WORKBOOK_MODE', 'team');
  const { learner } = await seated();
  expect(await isRevealed(learner, 'F01')).toBe(false);
  await recordAct(room.id, 'instructor/reveal-1', { kind: 'reveal', step: 1 });
  expect(await isRevealed(learner, 'F01')).toBe(true);
  expect(await isRevealed(learner, 'F02')).toBe(false);
  expect(await isRevealed('stranger', 'F01')).toBe(false);
  await endWorkshop(room.id);
  expect(await isRevealed(learner, 'F01')).toBe(false);
  vi.unstubAllEnvs();
});

test('a room that is gone is told to whoever watches', async () => {
  await seated();
  const seen: (RoomNow | undefined)[] = [];
  const end = watchRoom(room.id, (now) => seen.push(now));
  await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 });
  await database().workshop.delete({ where: { id: room.id } });
  await vi.waitFor(() => expect(seen.at(-1)).toBeUndefined(), { timeout: 10_000 });
  end();
  expect(await seatsOf(room.id)).toEqual([]);
});
