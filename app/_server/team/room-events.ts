import { z } from 'zod';
import type { RoomAct, RoomEvent } from '#engine';
import { database, fromJson, once, toJson } from '../db.ts';

const step = z.number().int().min(0).max(200);
const name = z.string().min(1).max(60);
const minutes = z.number().int().min(1).max(480);

/** What an instructor's page may send: the same acts that the engine folds, with bounds. */
export const instructorAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pace'), upTo: step.optional() }),
  z.strictObject({ kind: z.literal('pause'), on: z.boolean() }),
  z.strictObject({ kind: z.literal('push'), step }),
  z.strictObject({ kind: z.literal('reveal'), step }),
  z.strictObject({ kind: z.literal('say'), text: z.string().max(500) }),
  z.strictObject({ kind: z.literal('timer'), minutes }),
  z.strictObject({ kind: z.literal('more-time'), minutes }),
  z.strictObject({ kind: z.literal('reset'), seat: name, step }),
  z.strictObject({
    kind: z.literal('show'),
    seat: name.optional(),
    step: step.optional(),
    check: z.string().max(200).optional(),
  }),
  z.strictObject({
    kind: z.literal('poll'),
    poll: name,
    question: z.string().min(1).max(2000),
    options: z.array(z.string().min(1).max(1000)).min(2).max(9).readonly(),
  }),
  z.strictObject({ kind: z.literal('poll-close'), poll: name }),
  z.strictObject({ kind: z.literal('poll-again'), poll: name }),
  /** Who is with whom the server says. */
  z.strictObject({ kind: z.literal('teams'), lab: name }),
  z.strictObject({ kind: z.literal('swap') }),
]);

/** What a learner's page may send. */
export const learnerAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hand'), up: z.boolean() }),
  z.strictObject({
    kind: z.literal('vote'),
    poll: name,
    option: z.number().int().min(0).max(8),
    round: z.number().int().min(1).max(1000).optional(),
  }),
]);

/** Records what was done to a room or in it, once for each key, however often it is sent; `seatId` is whose it was. */
export async function recordAct(workshopId: string, clientKey: string, act: RoomAct, seatId?: string): Promise<void> {
  const { kind, ...payload } = act;
  const data = { workshopId, clientKey, kind, payload: toJson(payload), ...(seatId === undefined ? {} : { seatId }) };
  await once(
    () => database().workshopEvent.create({ data }),
    () => database().workshopEvent.findUnique({ where: { workshopId_clientKey: { workshopId, clientKey } } }),
  );
}

/** What was done in the room after the event `after`, in order; of some kinds only where they are named. */
export async function eventsOf(workshopId: string, after = 0, kinds?: readonly RoomAct['kind'][]): Promise<readonly RoomEvent[]> {
  const where = { workshopId, id: { gt: after }, ...(kinds === undefined ? {} : { kind: { in: [...kinds] } }) };
  const rows = await database().workshopEvent.findMany({ where, orderBy: { id: 'asc' } });
  return rows.map(({ id, createdAt, seatId, kind, payload }) => ({
    ...{ id, at: createdAt.getTime() },
    ...(seatId === null ? {} : { seat: seatId }),
    act: { ...fromJson<object>(payload), kind } as RoomAct,
  }));
}
