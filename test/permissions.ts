import { drawnDecisions, type Lab, labsOf, lessonsOf } from '#engine';
import { contentOf } from '../app/_server/content.ts';
import { lackingFor } from '../app/_server/exam-forms.ts';
import { questionOfStep } from '../app/_server/lab-notes.ts';

/** Who tries: `unknown` has a cookie that is nobody's (any more), `instructor` runs the guest's room, `otherInstructor` another one. */
export const PERSONAS = [
  'nobody',
  'unknown',
  'guest',
  'otherGuest',
  'account',
  'instructor',
  'otherInstructor',
  'admin',
] as const;
export type Persona = (typeof PERSONAS)[number];

/** What there is to be touched, all of it the guest's or his room's. */
export interface World {
  readonly room: string;
  readonly code: string;
  readonly seat: string;
  readonly sitting: string;
  /** The four words of the guest's seat, a link that makes an instructor's account, and the password of every account. */
  readonly phrase: string;
  readonly invitation: string;
  readonly password: string;
  /** The module that the persona `account` has finished. */
  readonly earned: string;
}

export interface Row {
  readonly may: readonly Persona[];
  /** Why nobody may, where nobody may. */
  readonly why?: string;
  readonly sends: (world: World) => readonly unknown[];
  /** Who may read what the guest wrote, and who may change what is stored of him or of his room. */
  readonly seesGuest: readonly Persona[];
  readonly changesGuest: readonly Persona[];
}

const EVERYBODY = PERSONAS;
const LEARNERS: readonly Persona[] = ['guest', 'otherGuest', 'account'];
const GUEST: readonly Persona[] = ['guest'];
const STAFF: readonly Persona[] = ['instructor', 'otherInstructor', 'admin'];
const OWNERS: readonly Persona[] = ['instructor', 'admin'];

type Sends = Row['sends'];
const seen = { seesGuest: GUEST, changesGuest: GUEST };
const row = (may: readonly Persona[], sends: Sends): Row => ({ may, sends, ...seen });
const nobody = (why: string, sends: Sends): Row => ({ may: [], why, sends, ...seen });
/** For whoever has the guest's own words: then he is the guest. */
const withWords = (sends: Sends): Row => ({ may: EVERYBODY, sends, seesGuest: EVERYBODY, changesGuest: EVERYBODY });
/** For who runs the room. */
const run = (sends: Sends, changesGuest = OWNERS, seesGuest = OWNERS): Row => ({ may: OWNERS, sends, seesGuest, changesGuest });

const KEY = 'key-of-a-browser';
const FILES = [{ path: 'network.yaml', text: 'Resources: {}' }];
const form = (fields: Readonly<Record<string, string>>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const answer = { chosen: [] };
const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('the course has none');
  return one;
};
const lessons = () => lessonsOf(contentOf().course);
const aPrediction = () => first(lessons().flatMap((lesson) => lesson.predictions)).id;
const aQuestion = () => first(lessons().flatMap((lesson) => lesson.questions)).id;
const aProbe = () => first(lessons().flatMap(({ id, probes }) => probes.map((probe) => [id, probe.id] as const)));
const aModule = () => first(contentOf().course.modules).id;
const anExam = () => first(contentOf().course.exams.filter((exam) => lackingFor(exam, 'sprint').length === 0)).id;
const aStep = () =>
  first(
    labsOf(contentOf().course).flatMap((lab) =>
      (lab.secrets.steps ?? []).map(({ id }) => `${lab.id}/${id}`).filter((id) => questionOfStep(lab, id) !== undefined),
    ),
  );
const aDesign = () => first(labsOf(contentOf().course).filter((lab) => lab.tradeOff !== undefined)).id;
/** The lab whose network is defended, and under which key each learner has handed in one that passes: what is drawn for it follows from both. */
export const DEFENDED = 'defended';
export const vivaLab = (): Lab => first(labsOf(contentOf().course).filter((lab) => lab.viva !== undefined));
function aDecision(): string {
  const { id, secrets, viva } = vivaLab();
  return `${id}/viva/${first(drawnDecisions(secrets.decisions ?? [], viva?.draw ?? 0, `${id}/${DEFENDED}`)).id}`;
}
const aGuess = { asked: 'x', verdict: 'allowed', hop: '', got: 'denied', right: false };
const aCheck = () => first(first(labsOf(contentOf().course).filter((lab) => lab.id === 'F01')).checks).id;
const request = (address = '/') => new Request(`http://127.0.0.1:3000${address}`, { headers: { host: '127.0.0.1:3000' } });

export const ACTIONS: Readonly<Record<string, Row>> = {
  'exam/actions.ts#beginExam': row(LEARNERS, () => [form({ exam: anExam(), length: 'sprint', key: KEY })]),
  'exam/actions.ts#saveExamAnswer': row(GUEST, ({ sitting }) => [sitting, 0, { answer, flagged: false }, KEY, 0]),
  'exam/actions.ts#reviewExamPlace': nobody('an exam under way says nothing of its questions', ({ sitting }) => [sitting, 0]),
  'exam/actions.ts#submitExam': row(EVERYBODY, ({ sitting }) => [sitting]),
  'join/actions.ts#join': row(EVERYBODY, ({ code }) => [form({ code, name: 'New' })]),
  'join/actions.ts#recover': withWords(({ phrase }) => [undefined, form({ phrase })]),
  'lab/[lab]/actions.ts#saveDraft': row(LEARNERS, () => ['F01', FILES, 0]),
  'lab/[lab]/actions.ts#draftHistory': row(LEARNERS, () => ['F01']),
  'lab/[lab]/actions.ts#settleUpdate': row(LEARNERS, () => ['F01']),
  'lab/[lab]/actions.ts#submit': row(LEARNERS, () => ['F01', FILES, KEY]),
  'lab/[lab]/actions.ts#nextHint': row(LEARNERS, () => ['F01']),
  'lab/[lab]/actions.ts#giveUp': row(LEARNERS, () => ['F01']),
  'lab/[lab]/actions.ts#predictStep': row(LEARNERS, () => [aStep(), answer, KEY]),
  'lab/[lab]/actions.ts#defendDecision': row(LEARNERS, () => [aDecision(), answer, KEY]),
  'lab/[lab]/actions.ts#keepTradeOff': row(LEARNERS, () => [aDesign(), { text: 'x', met: [] }, KEY]),
  'lab/[lab]/actions.ts#keepOwnGuess': row(LEARNERS, () => ['F01', aGuess, KEY]),
  'lab/[lab]/actions.ts#keepExpectation': row(LEARNERS, () => ['F01', aCheck(), 'skipped', KEY]),
  'learn/[lesson]/actions.ts#answerInLesson': row(LEARNERS, () => [aPrediction(), answer, KEY]),
  'learn/[lesson]/actions.ts#runProbe': row(LEARNERS, aProbe),
  'learn/[lesson]/actions.ts#saveVisit': row(LEARNERS, () => ['L1.1', { section: 'a', finished: false }]),
  'notes/actions.ts#saveNote': row(LEARNERS, () => ['F01', { text: 'mine', bookmarked: false }, 0]),
  'quiz/[lesson]/actions.ts#answerQuestion': row(LEARNERS, () => [aQuestion(), answer, KEY]),
  'review/actions.ts#saveWish': row(LEARNERS, () => [form({ limit: '20' })]),
  'room/actions.ts#actInRoom': row(LEARNERS, () => [{ kind: 'hand', up: true }, KEY]),
  'setup/actions.ts#acceptInvitation': row(EVERYBODY, ({ invitation, password }) => [
    ...[invitation, undefined, form({ name: 'New', email: 'new@example.org', password })],
  ]),
  'sign-in/actions.ts#signInHere': row(EVERYBODY, ({ password }) => [
    undefined,
    form({ email: 'account@example.org', password }),
  ]),
  'sign-in/actions.ts#signOutHere': row(EVERYBODY, () => []),
  'team/actions.ts#startWorkshop': row(STAFF, () => [undefined, form({ source: aModule() })]),
  'team/actions.ts#inviteInstructor': row(['admin'], () => []),
  'team/actions.ts#actOnRoom': run(({ room }) => [room, { kind: 'pause', on: true }, KEY]),
  'team/actions.ts#finishWorkshop': run(({ room }) => [room]),
  'team/actions.ts#deletePeopleOf': run(({ room }) => [room]),
  'team/actions.ts#renameInRoom': run(({ room, seat }) => [room, seat, 'Renamed']),
  'team/actions.ts#removeFromRoom': run(({ room, seat }) => [room, seat]),
  'team/actions.ts#workOf': run(({ room, seat }) => [room, seat, 0], []),
  'team/actions.ts#newPhraseFor': run(({ room, seat }) => [room, seat]),
  'you/actions.ts#resetMine': row(EVERYBODY, () => []),
  'you/actions.ts#deleteMine': row(EVERYBODY, () => []),
  'you/actions.ts#importMine': row(EVERYBODY, () => [form({})]),
  'you/actions.ts#claimMine': row(['guest', 'otherGuest'], ({ password }) => [
    undefined,
    form({ name: 'Mine', email: 'mine@example.org', password }),
  ]),
};

const workshop = ({ room }: World) => ({ params: Promise.resolve({ workshop: room }) });

export const ROUTES: Readonly<Record<string, Row>> = {
  'api/auth/[...all]/route.ts#GET': row(EVERYBODY, () => [request('/api/auth/get-session')]),
  'api/auth/[...all]/route.ts#POST': nobody(
    'passwords come through our own form, where whoever guesses is slowed down',
    ({ password }) => [
      new Request('http://127.0.0.1:3000/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'admin@example.org', password }),
      }),
    ],
  ),
  'exam/[sitting]/state/route.ts#GET': row(GUEST, ({ sitting }) => [request(), { params: Promise.resolve({ sitting }) }]),
  'health/route.ts#GET': row(EVERYBODY, () => []),
  'ready/route.ts#GET': row(EVERYBODY, () => []),
  'metrics/route.ts#GET': row(['admin'], () => []),
  // What the course offers, without a key: before it stands what stands before every page.
  'palette/route.ts#GET': row(EVERYBODY, () => []),
  'palette/mine/route.ts#GET': row(EVERYBODY, () => []),
  'record/route.ts#POST': row(LEARNERS, () => [
    new Request('http://127.0.0.1:3000/record', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'draft', args: ['F01', FILES, 0] }),
    }),
  ]),
  'room/live/route.ts#GET': row(LEARNERS, () => [request()]),
  'sign-in/enter/route.ts#GET': row(['account', ...STAFF], () => []),
  'team/[workshop]/export/[kind]/route.ts#GET': run(
    ({ room }) => [...[request(), { params: Promise.resolve({ workshop: room, kind: 'csv' }) }]],
    [],
  ),
  'team/[workshop]/live/route.ts#GET': run((world) => [request(), workshop(world)], []),
  'you/badge/[id]/route.ts#GET': row(['account'], ({ earned: id }) => [request('/?name=x'), { params: Promise.resolve({ id }) }]),
  'you/export/[kind]/route.ts#GET': row(EVERYBODY, () => [request(), { params: Promise.resolve({ kind: 'csv' }) }]),
  'you/export/route.ts#GET': row(EVERYBODY, () => []),
};

/** `everybody`: also in a team who has not joined. `admitted`: what stands before every page asks, and the page shows what is the reader's own. */
export interface PageRow {
  readonly may: 'everybody' | 'admitted' | readonly Persona[];
  readonly params?: (world: World) => object;
}

const admitted: PageRow = { may: 'admitted' };
const everybody: PageRow = { may: 'everybody' };
const ofRoom: PageRow = { may: OWNERS, params: ({ room }) => ({ workshop: room }) };

export const PAGES: Readonly<Record<string, PageRow>> = {
  'author/[item]/page.tsx': { may: STAFF, params: () => ({ item: aQuestion() }) },
  'author/page.tsx': { may: STAFF },
  'card/page.tsx': admitted,
  'changes/page.tsx': admitted,
  'exam/[sitting]/page.tsx': { may: GUEST, params: ({ sitting }) => ({ sitting }) },
  'exam/page.tsx': admitted,
  'facts/page.tsx': admitted,
  'glossary/page.tsx': admitted,
  'join/page.tsx': everybody,
  'lab/[lab]/page.tsx': admitted,
  'learn/[lesson]/page.tsx': admitted,
  'network/page.tsx': admitted,
  'notes/page.tsx': admitted,
  'page.tsx': admitted,
  'practice/page.tsx': admitted,
  'profile/page.tsx': admitted,
  'quiz/[lesson]/page.tsx': admitted,
  'recover/page.tsx': everybody,
  'review/page.tsx': admitted,
  'setup/[token]/page.tsx': everybody,
  'sign-in/page.tsx': everybody,
  'team/[workshop]/card/page.tsx': ofRoom,
  'team/[workshop]/certificates/page.tsx': ofRoom,
  'team/[workshop]/page.tsx': ofRoom,
  'team/[workshop]/projector/page.tsx': ofRoom,
  'team/page.tsx': { may: STAFF },
  'traceability/page.tsx': admitted,
  'you/certificate/page.tsx': admitted,
  'you/page.tsx': admitted,
};
