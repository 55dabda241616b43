import { type Cell, labsOf, type Stuck } from '#engine';
import type { BoardView, CellView, RowView, SeatRoomView, StepView } from '../../_ui/team/view.ts';
import { courseNow, labHref, lessonHref, quizHref } from '../page-data.ts';
import { plain } from './polls.ts';
import type { SeatView } from './seats.ts';
import type { RoomNow } from './watch.ts';
import type { WorkshopStep } from './workshops.ts';

/** The learner is told first that he may be stuck; so much later the instructor sees it. */
const TOLD_LATER = 60_000;

const HREFS = { lesson: lessonHref, lab: labHref, quiz: quizHref };
const stepView = ({ kind, id, title }: WorkshopStep): StepView => ({
  ...{ title, short: kind === 'quiz' ? `${id} quiz` : id },
  href: HREFS[kind](id),
});

/** The room for its instructor at `now`. */
export function boardView(room: RoomNow, now: number): BoardView {
  const { board, state } = room;
  const { mostFailing } = board;
  const names = new Map(room.seats.map((seat) => [seat.id, seat.name]));
  return {
    now: state.pausedAt ?? now,
    ...{ title: room.room.title, code: room.room.code, isOpen: room.room.endedAt === undefined },
    steps: room.room.steps.map(stepView),
    rows: board.rows.map((row): RowView => {
      const told = (step: number) => now - (room.stuckSince.get(`${row.seat}/${step}`) ?? now) >= TOLD_LATER || row.handUp;
      const cells = row.cells.map((cell, step) => cellView(cell, room.room.steps[step], told(step)));
      return { seat: row.seat, name: names.get(row.seat) ?? '', cells, isIdle: row.isIdle, handUp: row.handUp };
    }),
    ...{ medianStep: board.medianStep, slowest: board.slowest },
    ...(mostFailing === undefined
      ? {}
      : { mostFailing: { ...mostFailing, title: checkTitle(room.room.steps[mostFailing.step], mostFailing.check) } }),
    ...(state.openUpTo === undefined ? {} : { openUpTo: state.openUpTo }),
    isPaused: state.isPaused,
    ...(state.endsAt === undefined ? {} : { endsAt: state.endsAt }),
    revealed: state.revealed,
    ...(state.said === undefined ? {} : { said: state.said.text }),
    polls: state.polls,
    ...shownView(room),
    ...(state.teams === undefined ? {} : { teams: { lab: state.teams.lab, pairs: state.teams.pairs } }),
  };
}

/** The same without a name: for what stands on a wall. */
export const withoutNames = (view: BoardView): BoardView => ({ ...view, rows: view.rows.map((row) => ({ ...row, name: '' })) });

function shownView({ room, state: { shown } }: RoomNow): Pick<BoardView, 'shown'> {
  const step = room.steps[shown?.step ?? -1];
  if (shown === undefined || step === undefined) return {};
  return { shown: { ...shown, title: shown.check === undefined ? step.title : checkTitle(step, shown.check) } };
}

function cellView({ state, tries, stuck }: Cell, step: WorkshopStep | undefined, told: boolean): CellView {
  return { state, tries, ...(stuck === undefined || !told ? {} : { stuck: stuckWords(stuck, step) }) };
}

/** What a check of a lab wants, as its author called it. */
function checkTitle(step: WorkshopStep | undefined, check: string): string {
  const lab = labsOf(courseNow()).find((each) => each.id === step?.id);
  return plain(lab?.checks.find((each) => each.id === check)?.title ?? check);
}

function stuckWords({ rule, check }: Stuck, step: WorkshopStep | undefined): string {
  const at = check === undefined ? '' : `: ${checkTitle(step, check)}`;
  switch (rule) {
    case 'same-check':
      return `the same check failed four times${at}`;
    case 'same-text':
      return `the same text was submitted three times${at}`;
    case 'last-hint':
      return `all hints are taken and it still fails${at}`;
    case 'twice-the-median':
      return `twice as long as most of the room${at}`;
  }
}

/** The room for whoever sits at `seat`; undefined when the seat is not there any more. */
export function seatRoomView(room: RoomNow, seat: SeatView['id'], now: number): SeatRoomView | undefined {
  const mine = room.seats.find((each) => each.id === seat);
  const row = room.board.rows.find((each) => each.seat === seat);
  if (mine === undefined || row === undefined || room.room.endedAt !== undefined) return undefined;
  const { state } = room;
  const stuckAt = row.cells.findIndex((cell) => cell.stuck !== undefined);
  const stuck = row.cells[stuckAt]?.stuck;
  const poll = state.polls.findLast((each) => each.isOpen);
  return {
    now: state.pausedAt ?? now,
    ...{ title: room.room.title, name: mine.name },
    steps: room.room.steps.map((step, index) => ({
      ...stepView(step),
      isOpen: state.openUpTo === undefined || index <= state.openUpTo,
      isSolved: row.cells[index]?.state === 'solved',
    })),
    isPaused: state.isPaused,
    ...(state.endsAt === undefined ? {} : { endsAt: state.endsAt }),
    ...(state.pushed === undefined ? {} : { pushed: state.pushed }),
    ...(state.said === undefined || state.said.text === '' ? {} : { said: state.said }),
    ...(poll === undefined
      ? {}
      : { poll: { id: poll.id, question: poll.question, options: poll.options, round: poll.rounds.length } }),
    ...sideView(room, seat),
    handUp: row.handUp,
    ...(stuck === undefined ? {} : { stuck: { step: stuckAt, words: stuckWords(stuck, room.room.steps[stuckAt]) } }),
  };
}

function sideView({ state, seats }: RoomNow, seat: string): Pick<SeatRoomView, 'side'> {
  const side = state.teams?.sideOf[seat];
  if (state.teams === undefined || side === undefined) return {};
  const pair = state.teams.pairs.find((each) => each.includes(seat)) ?? [];
  const named = (are: boolean) =>
    pair
      .filter((each) => each !== seat && (state.teams?.sideOf[each] === side) === are)
      .flatMap((each) => seats.find((it) => it.id === each)?.name ?? []);
  return { side: { lab: state.teams.lab, side, with: named(true), against: named(false) } };
}
