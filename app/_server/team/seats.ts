import { randomUUID } from 'node:crypto';
import type { Seat } from '../../../prisma/generated/client.ts';
import { database, once } from '../db.ts';
import type { LearnerId } from '../learner-rows.ts';
import { nameIn, newName, newPhrase, phraseHash, phraseIn } from './codes.ts';
import type { WorkshopView } from './workshops.ts';

/** A learner's place in a room. Moments are in milliseconds. */
export interface SeatView {
  readonly id: string;
  readonly workshopId: string;
  readonly learnerId: LearnerId;
  readonly name: string;
  readonly joinedAt: number;
  readonly lastSeenAt: number;
}

/** What came of joining: a seat, with its phrase when it is new and never again, or why there is none. */
export type Joined =
  | { readonly ok: true; readonly seat: SeatView; readonly phrase?: string }
  | { readonly ok: false; readonly fault: 'full' | 'removed' };

/** Gives `learnerId` a seat in the room under `typed`, or under a drawn name where nothing was typed; who has one keeps it. The learner must exist. */
export async function takeSeat(room: WorkshopView, learnerId: LearnerId, typed: string, key: string): Promise<Joined> {
  const before = await findSeat(room.id, learnerId);
  if (before !== null) return before.removedAt === null ? { ok: true, seat: viewOf(before) } : { ok: false, fault: 'removed' };
  const seats = await seatsOf(room.id);
  if (seats.length >= room.seatLimit) return { ok: false, fault: 'full' };
  const taken = new Set(seats.map((seat) => seat.name));
  const phrase = newPhrase();
  const name = freeName(nameIn(typed) ?? newName(taken), taken);
  const data = { id: randomUUID(), workshopId: room.id, learnerId, name, phrase: phraseHash(phrase, key) };
  const row = await once(
    () => database().seat.create({ data }),
    () => findSeat(room.id, learnerId),
  );
  return { ok: true, seat: viewOf(row), ...(row.id === data.id ? { phrase } : {}) };
}

const findSeat = (workshopId: string, learnerId: LearnerId) =>
  database().seat.findUnique({ where: { workshopId_learnerId: { workshopId, learnerId } } });

/** Two people of one name are told apart by a number. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const each = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(each)) return each;
  }
}

/** The seats of a room that were not removed, in the order of joining. */
export async function seatsOf(workshopId: string): Promise<readonly SeatView[]> {
  const rows = await database().seat.findMany({
    where: { workshopId, removedAt: null },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(viewOf);
}

/** The seats of a learner in rooms that are still open, the newest first. */
export async function openSeatsOf(learnerId: LearnerId): Promise<readonly SeatView[]> {
  const where = { learnerId, removedAt: null, workshop: { endedAt: null } };
  return (await database().seat.findMany({ where, orderBy: { joinedAt: 'desc' } })).map(viewOf);
}

/** The seat that four words belong to, or undefined. Whoever calls counts the tries. */
export async function seatByPhrase(typed: string, key: string): Promise<SeatView | undefined> {
  const phrase = phraseIn(typed);
  if (phrase === undefined) return undefined;
  const row = await database().seat.findUnique({ where: { phrase: phraseHash(phrase, key) } });
  return row === null || row.removedAt !== null ? undefined : viewOf(row);
}

/** A new phrase for a seat, for whoever lost it; the old one is void. Undefined where the room has no such seat. */
export async function renewPhrase(workshopId: string, seatId: string, key: string): Promise<string | undefined> {
  const phrase = newPhrase();
  const { count } = await database().seat.updateMany({
    where: { id: seatId, workshopId, removedAt: null },
    data: { phrase: phraseHash(phrase, key) },
  });
  return count === 1 ? phrase : undefined;
}

/** The name under which the room sees the seat from now on; false where there is no such seat or no name in `typed`. */
export async function renameSeat(workshopId: string, seatId: string, typed: string): Promise<boolean> {
  const wanted = nameIn(typed);
  if (wanted === undefined) return false;
  const others = (await seatsOf(workshopId)).filter((seat) => seat.id !== seatId);
  const name = freeName(wanted, new Set(others.map((seat) => seat.name)));
  const { count } = await database().seat.updateMany({ where: { id: seatId, workshopId, removedAt: null }, data: { name } });
  return count === 1;
}

/** Takes a seat out of the room; what the learner did stays his. */
export async function removeSeat(workshopId: string, seatId: string, now: Date = new Date()): Promise<void> {
  await database().seat.updateMany({ where: { id: seatId, workshopId, removedAt: null }, data: { removedAt: now } });
}

const viewOf = ({ id, workshopId, learnerId, name, joinedAt, lastSeenAt }: Seat): SeatView => ({
  ...{ id, workshopId, learnerId, name },
  joinedAt: joinedAt.getTime(),
  lastSeenAt: lastSeenAt.getTime(),
});
