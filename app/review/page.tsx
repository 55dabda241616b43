import type { Metadata } from 'next';
import Link from 'next/link';
import { forecast } from '#engine';
import { currentLearner } from '#server/learner';
import { courseNow, labHref, themeNow } from '#server/page-data';
import { type Standing, standingOf } from '#server/standing';
import { turnsOf } from '#server/turns';
import { ActionForm } from '../_ui/action-form.tsx';
import { Runner } from '../_ui/practice/runner.tsx';
import { Page } from '../_ui/shell/page.tsx';
import { saveWish } from './actions.ts';
import '../_ui/practice/practice.css';

export const metadata: Metadata = { title: 'Review' };

const DAYS = 14;

export default async function ReviewPage() {
  const now = Date.now();
  const learner = await currentLearner();
  const [theme, standing] = await Promise.all([themeNow(), standingOf(learner, now)]);
  const turns = await turnsOf(
    learner,
    standing.tries,
    standing.due.map((each) => each.item),
    (item) => whyNow(standing.due.find((each) => each.item === item)),
  );
  const labs = standing.due.filter((each) => each.item.kind === 'lab');
  return (
    <Page theme={theme} crumbs={[{ title: 'Review' }]}>
      <div className="practice">
        <h1>{standing.due.length === 0 ? 'Nothing is due' : `Due for review: ${standing.due.length}`}</h1>
        {standing.memories.size === 0 && (
          <p>
            What you answer in lessons, quizzes and labs comes back here when you are about to forget it.{' '}
            <Link href="/">Start with the course.</Link>
          </p>
        )}
        <Runner key="turns" turns={turns} more={{ href: '/review', word: 'What else is due' }} />
        {labs.length > 0 && (
          <section>
            <h2>Labs that ask for what is due</h2>
            <ul className="practice-choices">
              {labs.map(({ item, concept }) => (
                <li key={concept}>
                  <Link href={labHref(item.id)}>
                    {item.id} <span className="soft">{concept}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Ahead standing={standing} now={now} />
      </div>
    </Page>
  );
}

/** Why something is asked now: what it is about to be told apart from, or that it was surely wrong. */
function whyNow(due: Standing['due'][number] | undefined): string | undefined {
  const set = courseNow().confusable.find((each) => each.id === due?.beside);
  if (due?.reason === 'sure-and-wrong') return 'you were sure of it and it was wrong';
  return set === undefined ? undefined : `to be told apart from the one before: ${set.title}`;
}

/** What the next days will ask, and what a learner may wish of them. */
function Ahead({ standing, now }: { readonly standing: Standing; readonly now: number }) {
  const days = forecast(standing.memories, now, DAYS);
  const most = Math.max(1, ...days);
  const examDay = standing.wish.examAt === undefined ? '' : new Date(standing.wish.examAt).toISOString().slice(0, 10);
  return (
    <section>
      <h2>The next two weeks</h2>
      <ol className="forecast" aria-label="Concepts due on each of the next days, today first">
        {days.map((count, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place.
          <li key={index}>
            <span className="forecast-bar" style={{ height: `${(2.5 * count) / most}rem` }} aria-hidden="true" />
            {count}
          </li>
        ))}
      </ol>
      <ActionForm action={saveWish} className="wish">
        <label>
          Day of an exam
          <input className="field" type="date" name="exam" defaultValue={examDay} />
        </label>
        <label>
          At most so many a day
          <input className="field" type="number" name="limit" min={5} max={100} defaultValue={standing.limit} />
        </label>
        <button type="submit" className="button">
          Keep
        </button>
      </ActionForm>
      <p className="small soft">
        With an exam ahead more is kept in memory: nothing is put off for longer than a third of the days that are left.
      </p>
    </section>
  );
}
