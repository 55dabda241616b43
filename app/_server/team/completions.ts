import type { Award } from '#engine';
import { database } from '../db.ts';
import type { LearnerId } from '../learner-rows.ts';
import { isTeam } from './mode.ts';
import { roomNow } from './watch.ts';

/** How far somebody came in a room; `doneAt` is when the last of its steps was done, in milliseconds. */
export interface Completion {
  readonly seat: string;
  readonly name: string;
  readonly done: number;
  readonly of: number;
  readonly doneAt?: number;
}

/** Everybody of the room in the order of joining; none where the room is gone. */
export async function completionsOf(id: string): Promise<readonly Completion[]> {
  const now = await roomNow(id);
  const names = new Map(now?.seats.map((seat) => [seat.id, seat.name]));
  return (now?.board.rows ?? []).map(({ seat, cells }) => {
    const moments = cells.flatMap((cell) => cell.solvedAt ?? []);
    const isDone = cells.length > 0 && moments.length === cells.length;
    const counts = { done: moments.length, of: cells.length };
    return { seat, name: names.get(seat) ?? '', ...counts, ...(isDone ? { doneAt: Math.max(...moments) } : {}) };
  });
}

/** The workshops whose every step the learner has done. */
export async function finishedWorkshops(learner: LearnerId | undefined): Promise<readonly Award['achievement'][]> {
  if (learner === undefined || !isTeam()) return [];
  const where = { learnerId: learner, removedAt: null };
  const seats = await database().seat.findMany({ where, include: { workshop: true }, orderBy: { joinedAt: 'asc' } });
  const rooms = await Promise.all(
    seats.map(async ({ id, workshop }) => {
      const mine = (await completionsOf(workshop.id)).find((each) => each.seat === id);
      if (mine?.doneAt === undefined) return [];
      return [
        {
          ...{ id: `workshop-${workshop.id}`, name: workshop.title, description: 'A workshop of the PrivateLink Workbook.' },
          criteria: `Every one of its ${mine.of} steps done.`,
        },
      ];
    }),
  );
  return rooms.flat();
}
