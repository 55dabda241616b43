import {
  type Board,
  boardOf,
  type Deed,
  HINT_RUNGS,
  lessonsOf,
  type RoomEvent,
  type RoomState,
  roomStateOf,
  thinned,
} from '#engine';
import { errorFields, log } from '../log.ts';
import { courseNow } from '../page-data.ts';
import { deedsSince, FROM_THE_BEGINNING, type ReadMark } from './deeds.ts';
import { eventsOf } from './room-events.ts';
import { type SeatView, seatsOf } from './seats.ts';
import { findWorkshop, type WorkshopView } from './workshops.ts';

/** A room as it was a moment ago. */
export interface RoomNow {
  readonly room: WorkshopView;
  readonly seats: readonly SeatView[];
  readonly state: RoomState;
  readonly board: Board;
  /** Since when each stuck cell is seen as such, by `seat/step`, in milliseconds. */
  readonly stuckSince: ReadonlyMap<string, number>;
}

type Listener = (now: RoomNow | undefined) => void;

/** How often a watched room is read. A board is at most so far behind, and the time that a read takes. */
const EVERY = 500;
/** Rules that depend on time alone are asked again after so long, though nobody did anything. */
const STALE_AFTER = 10_000;

/** Reads one room for everybody who watches it, as long as somebody does: what is new is read, never all again. */
class RoomWatch {
  readonly #id: string;
  readonly #listeners = new Set<Listener>();
  #isReading = false;
  #events: RoomEvent[] = [];
  #deeds: readonly Deed[] = [];
  #mark: ReadMark = FROM_THE_BEGINNING;
  #seats = '';
  #stuckSince = new Map<string, number>();
  #now: RoomNow | undefined;
  #madeAt = 0;

  constructor(id: string) {
    this.#id = id;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Calls `listener` with the room as it is, then at each change; comes back with what ends that. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#now !== undefined) listener(this.#now);
    if (!this.#isReading) void this.#tick();
    return () => this.#listeners.delete(listener);
  }

  async #tick(): Promise<void> {
    this.#isReading = true;
    try {
      const changed = await this.#read(Date.now());
      if (changed) for (const listener of this.#listeners) listener(this.#now);
    } catch (error) {
      // The next read may succeed; who watches sees that nothing new comes, and the server's log says why.
      log('error', { what: 'a room could not be read', ...errorFields(error) });
    }
    this.#isReading = this.isWatched;
    if (this.isWatched) setTimeout(() => void this.#tick(), EVERY);
    else watches().delete(this.#id);
  }

  async #read(now: number): Promise<boolean> {
    const room = await findWorkshop(this.#id);
    if (room === undefined) {
      this.#now = undefined;
      return true;
    }
    const seats = await seatsOf(this.#id);
    const shape = JSON.stringify([seats.map(({ id, name }) => [id, name]), room.endedAt]);
    // Who joins may have done things before: then all is read anew.
    const isAnew = shape !== this.#seats;
    if (isAnew) [this.#deeds, this.#mark, this.#seats] = [[], FROM_THE_BEGINNING, shape];
    const [events, { deeds, mark }] = await Promise.all([
      eventsOf(this.#id, this.#events.at(-1)?.id),
      deedsSince(this.#mark, seats, room.steps, now),
    ]);
    this.#mark = mark;
    const fresh = deeds.filter((deed) => !this.#isKnown(deed));
    if (!isAnew && events.length + fresh.length === 0 && now - this.#madeAt < STALE_AFTER) return false;
    this.#events.push(...events);
    this.#deeds = thinned([...this.#deeds, ...fresh].toSorted((a, b) => a.at - b.at));
    this.#make(room, seats, now);
    return true;
  }

  /** Hints and pages are read by their moment, and so may come twice. */
  #isKnown(deed: Deed): boolean {
    if (deed.kind === 'tried' || deed.kind === 'answered') return false;
    const from = this.#deeds.findLastIndex((each) => each.at < deed.at) + 1;
    return this.#deeds
      .slice(from)
      .some((each) => each.at === deed.at && each.seat === deed.seat && each.step === deed.step && each.kind === deed.kind);
  }

  #make(room: WorkshopView, seats: readonly SeatView[], now: number): void {
    const state = roomStateOf(this.#events);
    const board = boardOf(
      boardSteps(room),
      seats.map((seat) => seat.id),
      this.#deeds,
      state,
      now,
    );
    const stuck = board.rows.flatMap((row) =>
      row.cells.flatMap((cell, step) => (cell.stuck === undefined ? [] : [`${row.seat}/${step}`])),
    );
    this.#stuckSince = new Map(stuck.map((key) => [key, this.#stuckSince.get(key) ?? now]));
    this.#now = { room, seats, state, board, stuckSince: this.#stuckSince };
    this.#madeAt = now;
  }
}

/** The steps of a room with what the course says of them now. */
function boardSteps(room: WorkshopView) {
  const lessons = lessonsOf(courseNow());
  return room.steps.map(({ kind, id }) => {
    if (kind === 'lab') return { kind, id, hints: HINT_RUNGS.length };
    if (kind === 'quiz') return { kind, id, questions: lessons.find((lesson) => lesson.id === id)?.questions.length ?? 1 };
    return { kind, id };
  });
}

const held = globalThis as { workbookWatches?: Map<string, RoomWatch> };

function watches(): Map<string, RoomWatch> {
  held.workbookWatches ??= new Map();
  return held.workbookWatches;
}

/** Watches a room: `listener` gets it as it is, then at each change, at most half a second later; undefined when it is gone. Comes back with what ends it. */
export function watchRoom(id: string, listener: Listener): () => void {
  const watch = watches().get(id) ?? new RoomWatch(id);
  watches().set(id, watch);
  return watch.listen(listener);
}

/** The room once, for a page that is drawn on the server. */
export function roomNow(id: string): Promise<RoomNow | undefined> {
  return new Promise((resolve) => {
    const end = watchRoom(id, (now) => {
      resolve(now);
      queueMicrotask(() => end());
    });
  });
}
