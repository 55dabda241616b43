import { createHash } from 'node:crypto';
import type { Module } from '#engine';
import { contentOf } from '../app/_server/content.ts';
import { database, toJson } from '../app/_server/db.ts';
import { saveDraft } from '../app/_server/drafts.ts';
import { exportLearner } from '../app/_server/learner-export.ts';
import { touchLearner } from '../app/_server/learner-rows.ts';
import { saveOwnNote } from '../app/_server/own-notes.ts';
import { auth, createAccount, type Role, secretFor } from '../app/_server/team/accounts.ts';
import { invite } from '../app/_server/team/invitations.ts';
import { seatsOf, takeSeat } from '../app/_server/team/seats.ts';
import { wrongTries } from '../app/_server/team/slow-down.ts';
import { createWorkshop } from '../app/_server/team/workshops.ts';
import { DEFENDED, type Persona, vivaLab, type World } from './permissions.ts';

/** What stands in the guest's texts and in nobody else's. */
export const SECRET = 'only-the-guest-wrote-this';

export interface Cast {
  readonly cookiesOf: Readonly<Record<Persona, Readonly<Record<string, string>>>>;
  readonly guest: string;
  /** Everything as it was at first. */
  readonly anew: () => Promise<World>;
}

const COOKIE = 'workbook-learner';
const tokenOf = (who: string) => createHash('sha256').update(who).digest('base64url');
const idOf = (who: string) => createHash('sha256').update(tokenOf(who)).digest('hex');
const PASSWORD = 'a long enough password';

/** The people of the table, each with what his browser sends. */
export async function castOf(): Promise<Cast> {
  const sessions = {
    account: await sessionOf('account', 'learner', idOf('account')),
    instructor: await sessionOf('instructor', 'instructor'),
    otherInstructor: await sessionOf('otherInstructor', 'instructor'),
    admin: await sessionOf('admin', 'admin'),
  };
  const kept = { users: await database().user.findMany(), sessions: await database().session.findMany() };
  const learner = (who: string) => ({ [COOKIE]: tokenOf(who) });
  return {
    cookiesOf: {
      ...{ nobody: {}, unknown: learner('somebody who was deleted'), guest: learner('guest'), otherGuest: learner('otherGuest') },
      ...sessions,
      account: { ...sessions.account, ...learner('account') },
    },
    guest: idOf('guest'),
    anew: () => anew(kept),
  };
}

async function sessionOf(name: string, role: Role, learnerId?: string): Promise<Record<string, string>> {
  const email = `${name}@example.org`;
  if (learnerId !== undefined) await touchLearner(learnerId);
  await createAccount({ name, email, password: PASSWORD, role, ...(learnerId === undefined ? {} : { learnerId }) });
  const answer = await auth().api.signInEmail({ body: { email, password: PASSWORD }, asResponse: true });
  const set = answer.headers.getSetCookie().map((each) => (each.split(';')[0] ?? '').split('='));
  return Object.fromEntries(set.map(([key = '', ...value]) => [key, value.join('=')]));
}

interface Kept {
  readonly users: Awaited<ReturnType<ReturnType<typeof database>['user']['findMany']>>;
  readonly sessions: Awaited<ReturnType<ReturnType<typeof database>['session']['findMany']>>;
}

async function anew({ users, sessions }: Kept): Promise<World> {
  const prisma = database();
  wrongTries().forget();
  await prisma.$transaction([
    ...[prisma.learner.deleteMany(), prisma.workshop.deleteMany(), prisma.session.deleteMany()],
    prisma.invitation.deleteMany(),
  ]);
  for (const who of ['guest', 'otherGuest', 'account']) await touchLearner(idOf(who));
  await handIn(['guest', 'otherGuest', 'account'].map(idOf));
  await prisma.user.deleteMany({ where: { id: { notIn: users.map((user) => user.id) } } });
  for (const { id, learnerId } of users) await prisma.user.update({ where: { id }, data: { learnerId } });
  await prisma.session.createMany({ data: sessions });
  const [owner = '', other = ''] = ['instructor', 'otherInstructor'].map(
    (name) => users.find((user) => user.name === name)?.id ?? '',
  );
  const steps = [{ kind: 'lab' as const, id: 'F01', title: 'F01' }];
  const room = await createWorkshop({ title: 'Room', steps, ownerId: owner });
  const elsewhere = await createWorkshop({ title: 'Elsewhere', steps, ownerId: other });
  const seat = await takeSeat(room, idOf('guest'), `Guest ${SECRET}`.slice(0, 40), secretFor('phrases'));
  await takeSeat(elsewhere, idOf('otherGuest'), 'Other', 'key');
  await takeSeat(elsewhere, idOf('account'), 'Account', 'key');
  await saveDraft(idOf('guest'), 'F01', [{ path: 'network.yaml', text: SECRET }], 0);
  await saveOwnNote(idOf('guest'), 'F01', { text: SECRET, bookmarked: true }, 0);
  const moment = { startedAt: new Date(), endsAt: new Date(Date.now() + 3_600_000) };
  const places = toJson([{ item: 'nothing', domain: 'x', counts: true }]);
  const sitting = { id: 'sitting-of-the-guest', clientKey: 'sitting-key', examId: 'none/full', seed: 's', places, ...moment };
  await prisma.examSitting.create({ data: { ...sitting, learnerId: idOf('guest') } });
  return {
    ...{ room: room.id, code: room.code, seat: seat.ok ? seat.seat.id : '', sitting: sitting.id, password: PASSWORD },
    ...{ phrase: (seat.ok ? seat.phrase : undefined) ?? '', invitation: await invite('instructor') },
    earned: await finishModule(idOf('account')),
  };
}

const PASSED = {
  ...{ contentHash: '', engineVersion: '', class: 'passed', passed: true },
  grade: toJson({ class: 'passed', score: { passed: 1, of: 1 }, checks: [] }),
};

/** Makes each of the learners hand in a network that he may defend. */
async function handIn(learners: readonly string[]): Promise<void> {
  const lab = vivaLab();
  const files = toJson(lab.secrets.solutions[0]?.files ?? []);
  const attempt = { ...PASSED, labId: lab.id, files, clientKey: DEFENDED };
  await database().attempt.createMany({ data: learners.map((learnerId) => ({ ...attempt, learnerId })) });
}

/** Makes the learner finish the shortest module: read, passed and answered right. Comes back with its id. */
async function finishModule(learnerId: string): Promise<string> {
  const prisma = database();
  const sizeOf = ({ lessons }: Module) => lessons.flatMap(({ labs, questions }) => [...labs, ...questions]).length;
  const [shortest] = contentOf().course.modules.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const [lessons, now] = [shortest?.lessons ?? [], new Date()];
  const attempt = { ...PASSED, learnerId, files: [] };
  const answer = { learnerId, questionHash: '', answer: {}, correct: true, misconceptions: [] };
  const visit = { learnerId, position: {}, completedAt: now, updatedAt: now };
  const labs = lessons.flatMap((lesson) => lesson.labs);
  const asked = lessons.flatMap(({ id, questions }) => questions.map((question) => ({ lessonId: id, questionId: question.id })));
  await prisma.lessonVisit.createMany({ data: lessons.map(({ id }) => ({ ...visit, lessonId: id })) });
  await prisma.attempt.createMany({ data: labs.map(({ id }) => ({ ...attempt, labId: id, clientKey: `earned/${id}` })) });
  await prisma.quizAnswer.createMany({
    data: asked.map((each) => ({ ...answer, ...each, clientKey: `earned/${each.questionId}` })),
  });
  return shortest?.id ?? '';
}

/** Everything of the guest and of his room, as it is stored. */
export async function fingerprint({ guest }: Cast): Promise<unknown> {
  const { exportedAt: _now, lastSeenAt: _seen, ...rows } = await exportLearner(guest);
  const seats = await database().seat.findMany({ where: { learnerId: guest } });
  const rooms = await database().workshop.findMany({
    where: { id: { in: seats.map((seat) => seat.workshopId) } },
    include: { events: true },
  });
  const all = await Promise.all(rooms.map((room) => seatsOf(room.id)));
  return { rows, seats, rooms, others: all.flat().filter((seat) => seat.learnerId !== guest).length > 50 };
}
