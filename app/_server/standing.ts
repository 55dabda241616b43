import 'server-only';
import {
  aimAt,
  calibrationOf,
  countedAnswers,
  endOf,
  heldMisconceptions,
  type Item,
  type ItemTry,
  itemsOf,
  masteryOf,
  memories,
  orderedTries,
  ratingsOf,
  reviewsDue,
  type Try,
  USUAL_LIMIT,
} from '#engine';
import { listAnswers } from './answers.ts';
import { attemptRows } from './attempts.ts';
import { beliefTries, listExpectations } from './expectations.ts';
import { listHints } from './hints.ts';
import { currentLearner } from './learner.ts';
import type { LearnerId } from './learner-rows.ts';
import { courseNow } from './page-data.ts';
import { predictionRows } from './predictions.ts';
import { preferenceOf } from './preferences.ts';
import { examAnswers, listSittings } from './sittings.ts';

const held = new WeakMap<object, ReadonlyMap<string, Item>>();

/** Every item of the course as it is now. */
export function itemsNow(): ReadonlyMap<string, Item> {
  const course = courseNow();
  const items = held.get(course) ?? itemsOf(course);
  held.set(course, items);
  return items;
}

/** Everything that the learner tried, in the order of time: answers, predictions, submissions, and exams once they are over. */
export async function triesOf(learner: LearnerId | undefined, now: number): Promise<readonly ItemTry[]> {
  const [answers, predictions, attempts, hints, exams] = await Promise.all([
    listAnswers(learner),
    predictionRows(learner),
    attemptRows(learner),
    listHints(learner),
    examTries(learner, now),
  ]);
  const helpedSince = new Map<string, number>();
  for (const { labId, at } of hints) helpedSince.set(labId, Math.min(at, helpedSince.get(labId) ?? at));
  const tries: readonly Try[] = [
    ...answers.map((each) => ({ ...each, key: each.clientKey, item: each.questionId, at: each.createdAt })),
    ...predictions.map((each) => ({ ...each, item: each.question })),
    ...attempts.map((each) => ({
      ...{ key: each.key, item: each.lab, correct: each.class === 'passed', misconceptions: each.misconceptions, at: each.at },
      helped: (helpedSince.get(each.lab) ?? Number.POSITIVE_INFINITY) < each.at,
    })),
    ...exams,
  ];
  return orderedTries(itemsNow(), tries);
}

/** The answers of exams that are over; those of one that goes on would tell how it goes. */
async function examTries(learner: LearnerId | undefined, now: number): Promise<readonly Try[]> {
  const over = (await listSittings(learner)).filter((sitting) => endOf(sitting, now) !== undefined);
  const all = await Promise.all(
    over.map(async (sitting) => {
      const answers = await examAnswers(sitting.id);
      const counted = countedAnswers(sitting, answers, now);
      return answers
        .filter((each) => counted.get(each.place) === each)
        .map((each) => ({
          key: `${sitting.id}/${each.order}`,
          item: sitting.places[each.place]?.item ?? '',
          correct: each.mark === 1,
          misconceptions: each.misconceptions,
          ...(each.certainty === undefined ? {} : { certainty: each.certainty }),
          at: each.at,
        }));
    }),
  );
  return all.flat();
}

/** All that is folded from what a learner tried: what is remembered, due, believed, mastered, and how sure he is of it. */
export async function standingOf(learner: LearnerId | undefined, now: number) {
  const [tries, wish, expected] = await Promise.all([triesOf(learner, now), preferenceOf(learner), listExpectations(learner)]);
  const items = itemsNow();
  const remembered = memories(tries, aimAt(now, wish.examAt));
  const limit = wish.dailyLimit ?? USUAL_LIMIT;
  const ratings = ratingsOf(
    items,
    tries.map((each) => ({ ...each, learner: 'me' })),
  );
  return {
    ...{ tries, wish, items, memories: remembered, limit, ratings },
    ability: ratings.learners.get('me')?.value ?? 0,
    due: reviewsDue({ items, memories: remembered, tries, now, limit, confusable: courseNow().confusable }),
    held: heldMisconceptions([...tries, ...beliefTries(items, expected)].toSorted((a, b) => a.at - b.at)),
    expected,
    mastery: masteryOf(tries),
    calibration: calibrationOf(tries),
  };
}

/** How many concepts are due for review now. */
export async function dueNow(): Promise<number> {
  const learner = await currentLearner();
  return learner === undefined ? 0 : (await standingOf(learner, Date.now())).due.length;
}

export type Standing = Awaited<ReturnType<typeof standingOf>>;
