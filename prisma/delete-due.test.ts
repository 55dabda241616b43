import { afterAll, beforeAll, expect, test } from 'vitest';
import { database } from '../app/_server/db.ts';
import { touchLearner } from '../app/_server/learner-rows.ts';
import { recordAct } from '../app/_server/team/room-events.ts';
import { takeSeat } from '../app/_server/team/seats.ts';
import { createWorkshop } from '../app/_server/team/workshops.ts';
import { temporaryDatabase } from '../test/temporary-database.ts';
import { deleteDue } from './delete-due.mts';

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

test('on its day everything personal of a workshop goes, and nothing of anybody else', async () => {
  const prisma = database();
  await prisma.user.create({ data: { id: 'ada', name: 'ada', email: 'ada@example.org', role: 'instructor' } });
  const [soon, later] = [new Date('2026-06-01T00:00:00Z'), new Date('2026-07-01T00:00:00Z')];
  const due = await createWorkshop({ title: 'Due', steps: [], ownerId: 'ada', deleteAt: soon });
  const open = await createWorkshop({ title: 'Open', steps: [], ownerId: 'ada', deleteAt: later });
  for (const id of ['guest', 'in-both', 'claimed', 'elsewhere', 'alone']) await touchLearner(id);
  await prisma.user.create({ data: { id: 'cy', name: 'cy', email: 'cy@example.org', learnerId: 'claimed' } });
  for (const id of ['guest', 'in-both', 'claimed']) await takeSeat(due, id, id, 'key');
  for (const id of ['in-both', 'elsewhere']) await takeSeat(open, id, id, 'key');
  for (const room of [due, open]) await recordAct(room.id, 'key-of-an-act', { kind: 'pause', on: true });
  const note = { subject: 'F01', text: 'mine', bookmarked: false, revision: 1, updatedAt: soon };
  await prisma.ownNote.createMany({ data: ['guest', 'claimed', 'alone'].map((learnerId) => ({ ...note, learnerId })) });

  expect(await deleteDue(temporary.file, new Date(soon.getTime() - 1))).toBe(0);
  expect(await deleteDue(temporary.file, soon)).toBe(3);
  const ids = async (rows: Promise<readonly { readonly id: string }[]>) => (await rows).map((row) => row.id).toSorted();
  expect(await ids(prisma.learner.findMany())).toEqual(['alone', 'claimed', 'elsewhere', 'in-both']);
  expect((await prisma.seat.findMany()).map((seat) => seat.workshopId)).toEqual([open.id, open.id]);
  expect((await prisma.workshopEvent.findMany()).map((event) => event.workshopId)).toEqual([open.id]);
  expect((await prisma.ownNote.findMany()).map((row) => row.learnerId).toSorted()).toEqual(['alone', 'claimed']);
  expect((await prisma.workshop.findUniqueOrThrow({ where: { id: due.id } })).endedAt).not.toBeNull();
  expect(await deleteDue(temporary.file, soon)).toBe(0);
});
