import { randomUUID } from 'node:crypto';
import { databaseFile } from '../../../prisma/database-url.ts';
import { deleteDue } from '../../../prisma/delete-due.mts';
import type { Workshop } from '../../../prisma/generated/client.ts';
import { database, fromJson, once, toJson } from '../db.ts';
import type { AccountHolder } from './accounts.ts';
import { newCode } from './codes.ts';

export const STEP_KINDS = ['lesson', 'lab', 'quiz'] as const;

/** One thing that a room does, in its order; `id` is the lesson's or the lab's. */
export interface WorkshopStep {
  readonly kind: (typeof STEP_KINDS)[number];
  readonly id: string;
  readonly title: string;
}

/** A room as its instructor sees it. Moments are in milliseconds. */
export interface WorkshopView {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly packId?: string;
  readonly steps: readonly WorkshopStep[];
  readonly ownerId: string;
  readonly seatLimit: number;
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly deleteAt?: number;
}

export interface NewWorkshop {
  readonly title: string;
  readonly packId?: string;
  readonly steps: readonly WorkshopStep[];
  readonly ownerId: string;
  readonly seatLimit?: number;
  readonly deleteAt?: Date;
}

/** The room that was made, with a code that no other has. */
export async function createWorkshop({ title, packId, steps, ownerId, seatLimit, deleteAt }: NewWorkshop): Promise<WorkshopView> {
  const more = {
    ...(packId === undefined ? {} : { packId }),
    ...(seatLimit === undefined ? {} : { seatLimit }),
    ...(deleteAt === undefined ? {} : { deleteAt }),
  };
  const data = { id: randomUUID(), title, steps: toJson(steps), ownerId, ...more };
  const make = () => database().workshop.create({ data: { ...data, code: newCode() } });
  // A code that is taken is drawn again: two in a row are one in ten thousand million.
  return viewOf(await once(make, make));
}

/** The rooms that `who` may open, the newest first: an administrator all of them, an instructor his own. */
export async function workshopsOf(who: AccountHolder): Promise<readonly WorkshopView[]> {
  const where = who.role === 'admin' ? {} : { ownerId: who.id };
  return (await database().workshop.findMany({ where, orderBy: { createdAt: 'desc' } })).map(viewOf);
}

/** The room, for somebody who may run it; undefined where there is none or it is not his: both look alike. */
export async function ownWorkshop(who: AccountHolder | undefined, id: string): Promise<WorkshopView | undefined> {
  if (who === undefined || who.role === 'learner') return undefined;
  const row = await database().workshop.findUnique({ where: { id } });
  return row !== null && (who.role === 'admin' || row.ownerId === who.id) ? viewOf(row) : undefined;
}

/** The room, whoever asks: for the server's own use. */
export async function findWorkshop(id: string): Promise<WorkshopView | undefined> {
  const row = await database().workshop.findUnique({ where: { id } });
  return row === null ? undefined : viewOf(row);
}

/** The room that is open under `code`. */
export async function workshopByCode(code: string): Promise<WorkshopView | undefined> {
  const row = await database().workshop.findUnique({ where: { code } });
  return row === null || row.endedAt !== null ? undefined : viewOf(row);
}

/** Ends the room: nobody joins any more, and what was done stays. */
export async function endWorkshop(id: string, now: Date = new Date()): Promise<void> {
  await database().workshop.updateMany({ where: { id, endedAt: null }, data: { endedAt: now } });
}

/** Makes this the day of the room's deletion, and deletes what is due. */
export async function deletePeople(id: string, now: Date = new Date()): Promise<void> {
  await database().workshop.update({ where: { id }, data: { deleteAt: now } });
  await deleteDue(databaseFile(process.env.WORKBOOK_DATA ?? 'data'), now);
}

const viewOf = (row: Workshop): WorkshopView => ({
  ...{ id: row.id, code: row.code, title: row.title, ownerId: row.ownerId, seatLimit: row.seatLimit },
  ...(row.packId === null ? {} : { packId: row.packId }),
  steps: fromJson<readonly WorkshopStep[]>(row.steps),
  createdAt: row.createdAt.getTime(),
  ...(row.endedAt === null ? {} : { endedAt: row.endedAt.getTime() }),
  ...(row.deleteAt === null ? {} : { deleteAt: row.deleteAt.getTime() }),
});
