import 'server-only';
import { firstTries, type ItemStatistics, lessonsOf, type Mark, orderedTries, statisticsOf } from '#engine';
import { database, fromJson } from './db.ts';
import { courseNow } from './page-data.ts';
import { itemsNow } from './standing.ts';

export interface ItemReport extends ItemStatistics {
  /** Where the item is written: the path below the content's folder, and the line. */
  readonly file: string;
  readonly line: number;
}

/** What everybody's first answers say of each question; questions with too few answers are left out. */
export async function itemReports(): Promise<readonly ItemReport[]> {
  const questions = lessonsOf(courseNow()).flatMap((lesson) =>
    lesson.questions.map((question, index) => ({ question, span: lesson.at.quiz(['questions', index]) })),
  );
  const options = new Map(
    questions.flatMap(({ question }) =>
      question.kind === 'single' || question.kind === 'multiple'
        ? [[question.id, question.options.map(({ id, correct }) => ({ id, correct: correct === true }))] as const]
        : [],
    ),
  );
  const places = new Map(questions.map(({ question, span }) => [question.id, span] as const));
  return statisticsOf(await firstMarks(), options).map((each) => {
    const span = places.get(each.item);
    return { ...each, file: span?.file ?? '', line: span?.start.line ?? 0 };
  });
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
