import 'server-only';
import {
  firstTries,
  type ItemStatistics,
  lessonsOf,
  type Mark,
  orderedTries,
  type Question,
  type Span,
  statisticsOf,
} from '#engine';
import { database, fromJson } from './db.ts';
import { courseNow } from './page-data.ts';
import { itemsNow } from './standing.ts';

export interface ItemReport extends ItemStatistics {
  readonly stem: string;
  /** Where the item is written. */
  readonly at: Span;
}

/** A question with the place where it is written. */
export interface WrittenItem {
  readonly question: Question;
  readonly at: Span;
}

/** Every question of the course with its place, by its id. */
export const writtenItems = (): ReadonlyMap<string, WrittenItem> =>
  new Map(
    lessonsOf(courseNow()).flatMap((lesson) =>
      lesson.questions.map((question, index) => [question.id, { question, at: lesson.at.quiz(['questions', index]) }] as const),
    ),
  );

/** What everybody's first answers say of each question, those with something to look at first; questions with too few answers are left out. */
export async function itemReports(): Promise<readonly ItemReport[]> {
  const written = writtenItems();
  const options = new Map(
    [...written.values()].flatMap(({ question }) =>
      question.kind === 'single' || question.kind === 'multiple'
        ? [[question.id, question.options.map(({ id, correct }) => ({ id, correct: correct === true }))] as const]
        : [],
    ),
  );
  return statisticsOf(await firstMarks(), options)
    .flatMap((each) => {
      const item = written.get(each.item);
      return item === undefined ? [] : [{ ...each, stem: item.question.stem, at: item.at }];
    })
    .toSorted((a, b) => Number(b.flags.length > 0) - Number(a.flags.length > 0));
}

async function firstMarks(): Promise<readonly Mark[]> {
  const rows = await database().quizAnswer.findMany({ orderBy: { id: 'asc' } });
  const chosenBy = new Map(
    rows.map(
      (row) => [`${row.learnerId}/${row.clientKey}`, fromJson<{ chosen?: readonly string[] }>(row.answer).chosen] as const,
    ),
  );
  const byLearner = new Map<string, typeof rows>();
  for (const row of rows) byLearner.set(row.learnerId, [...(byLearner.get(row.learnerId) ?? []), row]);
  return [...byLearner].flatMap(([learner, own]) => {
    const tries = own.map((row) => ({
      key: row.clientKey,
      item: row.questionId,
      correct: row.correct,
      misconceptions: [],
      at: row.createdAt.getTime(),
    }));
    return firstTries(orderedTries(itemsNow(), tries)).map((each) => {
      const chosen = chosenBy.get(`${learner}/${each.key}`);
      return { learner, item: each.item, mark: Number(each.correct), ...(chosen === undefined ? {} : { chosen }) };
    });
  });
}
