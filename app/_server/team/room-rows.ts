import { roomNow } from './watch.ts';

type Field = string | number | boolean | undefined;

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Field[])[];
}

const HEAD = ['name', 'joined', 'step', 'kind', 'id', 'title', 'state', 'tries', 'minutes', 'stuck'] as const;

/** One row for each learner of the room and each of its steps; no rows where the room is gone. */
export async function roomRows(id: string): Promise<Table> {
  const now = await roomNow(id);
  if (now === undefined) return { head: HEAD, rows: [] };
  const { room, seats, board } = now;
  const seatOf = new Map(seats.map((seat) => [seat.id, seat]));
  const rows = board.rows.flatMap((row) =>
    row.cells.map((cell, at): readonly Field[] => {
      const [seat, step] = [seatOf.get(row.seat), room.steps[at]];
      const joined = seat === undefined ? '' : new Date(seat.joinedAt).toISOString();
      const minutes = cell.took === undefined ? undefined : Math.round(cell.took / 60_000);
      return [seat?.name, joined, at + 1, step?.kind, step?.id, step?.title, cell.state, cell.tries, minutes, cell.stuck?.rule];
    }),
  );
  return { head: HEAD, rows };
}
