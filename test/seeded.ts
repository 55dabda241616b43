import { createHash } from 'node:crypto';
import {
  type Certainty,
  drawForm,
  examPool,
  type Grade,
  keyOf,
  type Lesson,
  lessonsOf,
  markAnswer,
  type Paper,
  type Place,
  type Question,
  type QuestionAnswer,
} from '#engine';
import { recordAnswer } from '../app/_server/answers.ts';
import { recordAttempt } from '../app/_server/attempts.ts';
import { contentOf } from '../app/_server/content.ts';
import { closeDatabase } from '../app/_server/db.ts';
import { touchLearner } from '../app/_server/learner-rows.ts';
import { recordPrediction } from '../app/_server/predictions.ts';
import { copySitting } from '../app/_server/sittings.ts';
import { noteVisit } from '../app/_server/visits.ts';
import { numbersFrom } from '../engine/course/shuffle.ts';

/*
 * `WORKBOOK_DATA=FOLDER npm run seed`: forty days of one learner and the first answers of forty others in the
 * database of a folder that a server has made, so that the pages which show what was done can be looked at. It prints the cookie of the
 * one. The same numbers come each time.
 */

const DAY = 86_400_000;
const TOKEN = 'a-learner-to-look-at-with-forty-days-of-it-';
const me = createHash('sha256').update(TOKEN).digest('hex');
const { course } = contentOf({ root: new URL('../content', import.meta.url).pathname });
const lessons = lessonsOf(course);
const random = numbersFrom('forty days');
const now = Date.now();
let keys = 0;
const newKey = () => `seeded-${String(keys++).padStart(6, '0')}`;

interface Asked {
  readonly lesson: Lesson;
  readonly question: Question;
}
const asked: readonly Asked[] = lessons.flatMap((lesson) => lesson.questions.map((question) => ({ lesson, question })));

/** The right answer, or one of the wrong ones; a belief that is held picks its own option where there is one. */
function answerTo(question: Question, right: boolean, held: ReadonlySet<string> = new Set()): QuestionAnswer {
  const key = keyOf(question);
  if (key.kind === 'text') return { text: right ? (key.accepted[0] ?? '') : 'something else' };
  if (key.kind === 'order') return { order: right ? [...key.order] : key.order.toReversed() };
  if (key.kind === 'match') {
    const [lefts, rights] = [Object.keys(key.pairs), Object.values(key.pairs)];
    return {
      pairs: Object.fromEntries(lefts.map((left, index) => [left, rights[right ? index : (index + 1) % rights.length] ?? ''])),
    };
  }
  if (right) return { chosen: [...key.correct] };
  const options = 'options' in question ? question.options : [];
  const wrong = options.filter(({ id }) => !key.correct.includes(id));
  const own = wrong.find(({ misconception }) => misconception !== undefined && held.has(misconception));
  const first = own ?? wrong[Math.floor(random() ** 2 * wrong.length)];
  return { chosen: [first?.id ?? '', ...key.correct.slice(1)] };
}

async function answers(learner: string, { lesson, question }: Asked, right: boolean, at: number, held?: ReadonlySet<string>) {
  const answer = answerTo(question, right, held);
  const mark = markAnswer(question, answer);
  const said: readonly (Certainty | undefined)[] = right
    ? ['sure', 'sure', 'likely', 'guess', undefined]
    : ['sure', 'likely', 'guess', 'guess', undefined];
  const certainty = said[Math.floor(random() * said.length)];
  await recordAnswer(learner, {
    ...{ clientKey: newKey(), lessonId: lesson.id, questionId: question.id, questionHash: 'seeded', answer },
    ...{ correct: mark.correct, misconceptions: mark.misconceptions, seconds: 5 + Math.floor(random() * 50), createdAt: at },
    ...(certainty === undefined ? {} : { certainty }),
  });
}

/** Two beliefs that several questions can show. */
function commonBeliefs(): ReadonlySet<string> {
  const count = new Map<string, number>();
  for (const { question } of asked)
    for (const { misconception } of 'options' in question ? question.options : [])
      if (misconception !== undefined) count.set(misconception, (count.get(misconception) ?? 0) + 1);
  return new Set(
    [...count]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 2)
      .map(([name]) => name),
  );
}

async function fortyDays(): Promise<void> {
  await touchLearner(me);
  const held = commonBeliefs();
  const shows = ({ question }: Asked) =>
    'options' in question && question.options.some(({ misconception }) => misconception !== undefined && held.has(misconception));
  const first = course.modules[0];
  for (const lesson of first?.lessons ?? []) {
    await noteVisit(me, lesson.id, { section: 'end' }, true);
    for (const question of lesson.predictions) await predicted(lesson, question);
    for (const lab of lesson.labs) {
      const grade = {
        lab: lab.id,
        class: 'passed',
        score: { passed: 1, of: 1 },
        checks: [],
        contentHash: 'x',
        engineVersion: 'x',
      };
      await recordAttempt(me, {
        clientKey: newKey(),
        labId: lab.id,
        files: [],
        grade: grade as unknown as Grade,
        createdAt: now - 20 * DAY,
      });
    }
  }
  for (const [index, each] of asked.slice(0, 90).entries()) {
    const inFirst = first?.lessons.includes(each.lesson) === true;
    const start = now - (39 - Math.floor(index / 4)) * DAY;
    await answers(me, each, inFirst || (random() < 0.75 && !shows(each)), start, held);
    for (let again = 1; again < 4; again++) {
      const at = start + 5 * again * again * DAY;
      if (at < now - 3 * DAY) await answers(me, each, inFirst || random() < 0.85, at, held);
    }
  }
  for (const each of asked.filter((one) => shows(one) && first?.lessons.includes(one.lesson) !== true).slice(0, 6))
    await answers(me, each, false, now - 2 * DAY, held);
}

async function predicted(lesson: Lesson, question: Question): Promise<void> {
  const answer = answerTo(question, random() < 0.8);
  const { correct, misconceptions } = markAnswer(question, answer);
  const predictId = question.id.slice(lesson.id.length + 1);
  const row = { clientKey: newKey(), lessonId: lesson.id, predictId, answer, correct, misconceptions, createdAt: now - 25 * DAY };
  await recordPrediction(me, row);
}

/** A full form that was taken yesterday, seven in ten right. */
async function anExam(): Promise<void> {
  const paper = course.exams.find((exam): exam is typeof exam & Paper => exam.kind === 'questions' && exam.status === 'open');
  const form = paper === undefined ? undefined : drawForm(paper, 'full', examPool(course), 'seeded');
  if (paper === undefined || form?.ok !== true) throw new Error('no paper can be drawn');
  const places = form.value.items.map(({ question, domain, scored }): Place => ({ item: question, domain, scored }));
  const startedAt = now - DAY;
  const changes = places.slice(0, -3).map(({ item }, place) => {
    const question = asked.find((each) => each.question.id === item)?.question;
    if (question === undefined) throw new Error(`no question ${item}`);
    const answer = answerTo(question, random() < 0.7);
    const { credit: mark, misconceptions } = markAnswer(question, answer);
    const certainty: Certainty = random() < 0.4 ? 'sure' : 'likely';
    return {
      ...{ clientKey: newKey(), place, answer, flagged: place % 9 === 0, certainty },
      mark,
      misconceptions,
      at: startedAt + place * 60_000,
    };
  });
  const when = { startedAt, endsAt: startedAt + paper.minutes * 60_000, submittedAt: startedAt + 100 * 60_000 };
  await copySitting(me, { clientKey: newKey(), examId: `${paper.id}/full`, seed: 'seeded', places, ...when, answers: changes });
}

/** First answers of others, each with an ability of his own; the first question turns the able away, the second nobody misses, the third nearly everybody. */
async function others(): Promise<void> {
  for (let person = 0; person < 40; person++) {
    const learner = createHash('sha256').update(`other-${person}`).digest('hex');
    await touchLearner(learner);
    const ability = person / 39;
    for (const [index, each] of asked.slice(0, 40).entries()) {
      const chance = [1 - ability, 1, 0.1][index] ?? 0.25 + 0.6 * ability;
      // The last ones have been asked too seldom for anything to be said.
      if (index < 36 || person < 5) await answers(learner, each, random() < chance, now - 30 * DAY + index * 60_000);
    }
  }
}

await fortyDays();
await anExam();
await others();
await closeDatabase();
process.stdout.write(`workbook-learner=${TOKEN}\n`);
