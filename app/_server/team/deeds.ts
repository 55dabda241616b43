import { createHash } from 'node:crypto';
import type { Deed, Grade } from '#engine';
import { database, fromJson } from '../db.ts';
import type { SeatView } from './seats.ts';
import type { WorkshopStep } from './workshops.ts';

/** How far the rows of a room were read: ids of what is only added, moments of what is overwritten. */
export interface ReadMark {
  readonly attempt: number;
  readonly answer: number;
  readonly moment: number;
}

export const FROM_THE_BEGINNING: ReadMark = { attempt: 0, answer: 0, moment: 0 };

/** Rows of one moment may be written while others of it are read: so much is read twice, and counts once. */
const OVERLAP = 2000;

interface Read {
  readonly deeds: readonly Deed[];
  readonly mark: ReadMark;
}

/**
 * What the learners of `seats` did at `steps` since `mark`, in the order of time; what is overwritten (drafts, visits) may come again.
 * `now` is in milliseconds.
 */
export async function deedsSince(
  mark: ReadMark,
  seats: readonly SeatView[],
  steps: readonly WorkshopStep[],
  now: number,
): Promise<Read> {
  const who: Who = { seatOf: new Map(seats.map((seat) => [seat.learnerId, seat.id])), stepOf: stepsById(steps) };
  const [tries, answers, touches] = await Promise.all([triesSince(mark, who), answersSince(mark, who), touchesSince(mark, who)]);
  const deeds = [...tries.deeds, ...answers.deeds, ...touches].toSorted((a, b) => a.at - b.at);
  return { deeds, mark: { attempt: tries.last, answer: answers.last, moment: now - OVERLAP } };
}

interface Who {
  readonly seatOf: ReadonlyMap<string, string>;
  readonly stepOf: (kind: WorkshopStep['kind'], id: string) => number;
}

function stepsById(steps: readonly WorkshopStep[]): Who['stepOf'] {
  const index = new Map(steps.map((step, at) => [`${step.kind}/${step.id}`, at]));
  return (kind, id) => index.get(`${kind}/${id}`) ?? -1;
}

const learners = (who: Who) => ({ in: [...who.seatOf.keys()] });

/** Where and when a row was made; undefined where it belongs to no seat or no step of the room. */
function placeOf(who: Who, learnerId: string, kind: WorkshopStep['kind'], id: string, at: Date) {
  const [seat, step] = [who.seatOf.get(learnerId), who.stepOf(kind, id)];
  return seat === undefined || step === -1 ? undefined : { seat, step, at: at.getTime() };
}

async function triesSince(mark: ReadMark, who: Who): Promise<{ readonly deeds: readonly Deed[]; readonly last: number }> {
  const select = { id: true, learnerId: true, labId: true, passed: true, grade: true, files: true, createdAt: true } as const;
  const where = { id: { gt: mark.attempt }, learnerId: learners(who) };
  const rows = await database().attempt.findMany({ where, select, orderBy: { id: 'asc' } });
  const deeds = rows.flatMap(({ learnerId, labId, passed, grade, files, createdAt }): readonly Deed[] => {
    const place = placeOf(who, learnerId, 'lab', labId, createdAt);
    const failing = fromJson<Grade>(grade).checks.flatMap((check) => (check.passed ? [] : [check.id]));
    const text = createHash('sha256').update(JSON.stringify(files)).digest('base64url');
    return place === undefined ? [] : [{ ...place, kind: 'tried', passed, failing, text }];
  });
  return { deeds, last: rows.at(-1)?.id ?? mark.attempt };
}

async function answersSince(mark: ReadMark, who: Who): Promise<{ readonly deeds: readonly Deed[]; readonly last: number }> {
  const select = { id: true, learnerId: true, lessonId: true, questionId: true, correct: true, createdAt: true } as const;
  const where = { id: { gt: mark.answer }, learnerId: learners(who) };
  const rows = await database().quizAnswer.findMany({ where, select, orderBy: { id: 'asc' } });
  const deeds = rows.flatMap(({ learnerId, lessonId, questionId, correct, createdAt }): readonly Deed[] => {
    const place = placeOf(who, learnerId, 'quiz', lessonId, createdAt);
    return place === undefined ? [] : [{ ...place, kind: 'answered', question: questionId, correct }];
  });
  return { deeds, last: rows.at(-1)?.id ?? mark.answer };
}

/** What leaves no row of its own each time: texts, hints, pages. */
async function touchesSince(mark: ReadMark, who: Who): Promise<readonly Deed[]> {
  const prisma = database();
  const since = { gte: new Date(mark.moment) };
  const learnerId = learners(who);
  const [drafts, hints, visits] = await Promise.all([
    prisma.draft.findMany({ where: { learnerId, updatedAt: since }, select: { learnerId: true, labId: true, updatedAt: true } }),
    prisma.hintTaken.findMany({ where: { learnerId, createdAt: since } }),
    prisma.lessonVisit.findMany({
      where: { learnerId, updatedAt: since },
      select: { learnerId: true, lessonId: true, updatedAt: true, completedAt: true },
    }),
  ]);
  return [
    ...drafts.flatMap((row) => of(placeOf(who, row.learnerId, 'lab', row.labId, row.updatedAt), { kind: 'touched' as const })),
    ...hints.flatMap((row) =>
      of(placeOf(who, row.learnerId, 'lab', row.labId, row.createdAt), { kind: 'hinted' as const, rung: row.rung }),
    ),
    ...visits.flatMap((row) =>
      of(placeOf(who, row.learnerId, 'lesson', row.lessonId, row.updatedAt), { kind: 'touched' as const }),
    ),
    ...visits.flatMap((row) =>
      row.completedAt === null
        ? []
        : of(placeOf(who, row.learnerId, 'lesson', row.lessonId, row.completedAt), { kind: 'read' as const }),
    ),
  ];
}

const of = <P extends object, K extends object>(place: P | undefined, kind: K): readonly (P & K)[] =>
  place === undefined ? [] : [{ ...place, ...kind }];
