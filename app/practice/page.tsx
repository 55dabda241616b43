import type { Metadata } from 'next';
import Link from 'next/link';
import { lessonsOf, PRACTICE_BY, type PracticeWish, practiceItems } from '#engine';
import { currentLearner } from '#server/learner';
import { courseNow, themeNow } from '#server/page-data';
import { type Standing, standingOf } from '#server/standing';
import { turnsOf } from '#server/turns';
import { Runner } from '../_ui/practice/runner.tsx';
import { Page } from '../_ui/shell/page.tsx';
import '../_ui/practice/practice.css';

export const metadata: Metadata = { title: 'Practice' };

interface Props {
  readonly searchParams: Promise<{ readonly by?: string | string[]; readonly of?: string | string[] }>;
}

const COUNT = 10;

export default async function PracticePage({ searchParams }: Props) {
  const now = Date.now();
  const learner = await currentLearner();
  const [theme, { by, of }, standing] = await Promise.all([themeNow(), searchParams, standingOf(learner, now)]);
  const wish = wishOf(by, of);
  if (wish === undefined) {
    return (
      <Page theme={theme} crumbs={[{ title: 'Practice' }]}>
        <Choices standing={standing} />
      </Page>
    );
  }
  const turns = await turnsOf(learner, standing.tries, practiceItems({ ...standing, now }, wish, COUNT));
  const more = { href: addressOf(wish), word: 'Ten more' };
  return (
    <Page theme={theme} crumbs={[{ title: 'Practice', href: '/practice' }, { title: titleOf(wish) }]}>
      <h1 className="visually-hidden">Practice: {titleOf(wish)}</h1>
      {turns.length === 0 ? (
        <p>
          There is no question about this. <Link href="/practice">Choose something else.</Link>
        </p>
      ) : (
        <Runner turns={turns} more={more} />
      )}
    </Page>
  );
}

function wishOf(by: unknown, of: unknown): PracticeWish | undefined {
  const known = PRACTICE_BY.find((each) => each === by);
  if (known === undefined) return undefined;
  return typeof of === 'string' ? { by: known, of } : { by: known };
}

const addressOf = ({ by, of }: PracticeWish): string =>
  `/practice?by=${by}${of === undefined ? '' : `&of=${encodeURIComponent(of)}`}`;

function titleOf({ by, of }: PracticeWish): string {
  if (by === 'misconception') return courseNow().misconceptions.get(of ?? '') ?? 'a belief';
  return of ?? 'a mix of everything';
}

function Choices({ standing }: { readonly standing: Standing }) {
  const { modules } = courseNow();
  const tasks = [...new Set([...standing.items.values()].flatMap((item) => item.examTasks))].toSorted();
  return (
    <div className="practice">
      <h1>Practice</h1>
      <p>
        Ten questions at a time, chosen so that you are right about four times out of five. Each answer is explained option by
        option, and what was wrong comes back before the end.
      </p>
      <p>
        <a className="button button-main" href={addressOf({ by: 'mixed' })}>
          A mix of everything
        </a>
      </p>
      {standing.held.length > 0 && (
        <Group
          title="What you mix up"
          links={standing.held.map(({ misconception }) => ({ by: 'misconception', of: misconception }))}
        />
      )}
      <Group title="By module" links={modules.map(({ id }) => ({ by: 'module', of: id }))} names={moduleNames()} />
      <Group title="By lesson" links={lessonsOf(courseNow()).map(({ id }) => ({ by: 'lesson', of: id }))} names={lessonNames()} />
      <Group title="By exam task" links={tasks.map((task) => ({ by: 'exam-task', of: task }))} names={domainNames()} />
    </div>
  );
}

const moduleNames = () => new Map(courseNow().modules.map(({ id, title }) => [id, title] as const));
const lessonNames = () => new Map(lessonsOf(courseNow()).map(({ id, title }) => [id, title] as const));

const domainNames = () =>
  new Map(
    courseNow().exams.flatMap((exam) =>
      exam.kind === 'questions'
        ? Object.entries(exam.domainNames).map(([domain, name]) => [`${exam.id}/${domain}`, name] as const)
        : [],
    ),
  );

interface GroupProps {
  readonly title: string;
  readonly links: readonly PracticeWish[];
  readonly names?: ReadonlyMap<string, string>;
}

function Group({ title, links, names }: GroupProps) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="practice-choices">
        {links.map((wish) => (
          <li key={wish.of}>
            <a href={addressOf(wish)}>
              {titleOf(wish)} <span className="soft">{names?.get(wish.of ?? '')}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
