import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { temporaryDatabase } from '../../../test/temporary-database.ts';
import { database } from '../db.ts';
import { touchLearner } from '../learner-rows.ts';
import { learnerOfDevice, linkDevice, unlinkDevice } from './devices.ts';
import { invite, invitedRole, restoreInvitation, spendInvitation } from './invitations.ts';
import { openSeatsOf, removeSeat, renameSeat, renewPhrase, seatByPhrase, seatsOf, takeSeat } from './seats.ts';
import { createWorkshop, endWorkshop, ownWorkshop, type WorkshopView, workshopByCode, workshopsOf } from './workshops.ts';

const KEY = 'key';
let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
let room: WorkshopView;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  const data = ['ada', 'bea'].map((id) => ({ id, name: id, email: `${id}@example.org`, role: 'instructor' }));
  await database().user.createMany({ data: [...data, { id: 'root', name: 'root', email: 'root@example.org', role: 'admin' }] });
  for (const id of ['l1', 'l2', 'l3']) await touchLearner(id);
});
afterAll(() => temporary.remove());
beforeEach(async () => {
  room = await createWorkshop({ title: 'Room', steps: [], ownerId: 'ada', seatLimit: 2 });
});

const seatOf = async (learner: string, name = '') => {
  const joined = await takeSeat(room, learner, name, KEY);
  if (!joined.ok) throw new Error(joined.fault);
  return joined;
};

describe('a seat', () => {
  test('is one for each learner, however often he joins, and its words are shown once', async () => {
    const [first, again] = [await seatOf('l1', 'Zoë'), await seatOf('l1', 'Somebody')];
    expect(again.seat).toEqual(first.seat);
    expect(first.phrase).toBeDefined();
    expect(again.phrase).toBeUndefined();
  });

  test('has a name that no other in the room has', async () => {
    const [one, two] = [await seatOf('l1', 'Zoë'), await seatOf('l2', 'Zoë')];
    expect([one.seat.name, two.seat.name]).toEqual(['Zoë', 'Zoë 2']);
    await renameSeat(room.id, two.seat.id, 'Zoë');
    expect((await seatsOf(room.id)).map((seat) => seat.name)).toEqual(['Zoë', 'Zoë 2']);
  });

  test('is refused when the room is full, and to whoever was taken out', async () => {
    const { seat } = await seatOf('l1');
    await seatOf('l2');
    expect(await takeSeat(room, 'l3', '', KEY)).toEqual({ ok: false, fault: 'full' });
    await removeSeat(room.id, seat.id);
    expect(await takeSeat(room, 'l1', '', KEY)).toEqual({ ok: false, fault: 'removed' });
    expect((await takeSeat(room, 'l3', '', KEY)).ok).toBe(true);
  });

  test('is found by its four words until they are replaced or it is removed', async () => {
    const { seat, phrase = '' } = await seatOf('l1');
    expect((await seatByPhrase(phrase.toUpperCase(), KEY))?.learnerId).toBe('l1');
    expect(await seatByPhrase(phrase, 'another key')).toBeUndefined();
    const renewed = (await renewPhrase(room.id, seat.id, KEY)) ?? '';
    expect(await seatByPhrase(phrase, KEY)).toBeUndefined();
    expect((await seatByPhrase(renewed, KEY))?.id).toBe(seat.id);
    await removeSeat(room.id, seat.id);
    expect(await seatByPhrase(renewed, KEY)).toBeUndefined();
  });

  test('of another room is not touched', async () => {
    const { seat } = await seatOf('l1', 'Zoë');
    const other = await createWorkshop({ title: 'Other', steps: [], ownerId: 'bea' });
    expect(await renameSeat(other.id, seat.id, 'Mallory')).toBe(false);
    expect(await renewPhrase(other.id, seat.id, KEY)).toBeUndefined();
    await removeSeat(other.id, seat.id);
    expect((await seatsOf(room.id)).map((each) => each.name)).toEqual(['Zoë']);
  });
});

describe('a room', () => {
  const ada = { id: 'ada', name: 'ada', role: 'instructor' } as const;
  const bea = { id: 'bea', name: 'bea', role: 'instructor' } as const;
  const root = { id: 'root', name: 'root', role: 'admin' } as const;

  test('is its instructor’s and the administrator’s, and for everybody else there is none', async () => {
    expect((await ownWorkshop(ada, room.id))?.id).toBe(room.id);
    expect((await ownWorkshop(root, room.id))?.id).toBe(room.id);
    for (const who of [bea, undefined, { ...ada, role: 'learner' } as const])
      expect(await ownWorkshop(who, room.id)).toBeUndefined();
    expect((await workshopsOf(bea)).some((each) => each.id === room.id)).toBe(false);
  });

  test('is joined by its code until it has ended', async () => {
    await seatOf('l1');
    expect((await workshopByCode(room.code))?.id).toBe(room.id);
    await endWorkshop(room.id);
    expect(await workshopByCode(room.code)).toBeUndefined();
    expect((await openSeatsOf('l1')).some((seat) => seat.workshopId === room.id)).toBe(false);
    expect((await seatsOf(room.id)).length).toBe(1);
  });
});

describe('an invitation', () => {
  test('makes one account, and of two who use it at once one', async () => {
    const token = await invite('instructor');
    expect(await invitedRole(token)).toBe('instructor');
    expect((await Promise.all([spendInvitation(token), spendInvitation(token)])).filter(Boolean)).toHaveLength(1);
    expect(await invitedRole(token)).toBeUndefined();
    await restoreInvitation(token);
    expect(await invitedRole(token)).toBe('instructor');
  });

  test('ends after seven days', async () => {
    const token = await invite('instructor', new Date('2026-01-01T00:00:00Z'));
    expect(await invitedRole(token, new Date('2026-01-07T23:00:00Z'))).toBe('instructor');
    expect(await invitedRole(token, new Date('2026-01-08T01:00:00Z'))).toBeUndefined();
  });

  test('that nobody made is none', async () => expect(await invitedRole('x'.repeat(32))).toBeUndefined());
});

test('a browser is whose it was linked to, otherwise whom it made, otherwise nobody’s', async () => {
  expect(await learnerOfDevice('unknown')).toBeUndefined();
  expect(await learnerOfDevice('l1')).toBe('l1');
  await linkDevice('l1', 'l2');
  expect(await learnerOfDevice('l1')).toBe('l2');
  await unlinkDevice('l1');
  expect(await learnerOfDevice('l1')).toBe('l1');
});
