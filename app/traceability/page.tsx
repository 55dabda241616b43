import type { Metadata } from 'next';
import Link from 'next/link';
import { type TraceRow, tasksOf, traceability } from '#engine';
import { courseNow, labHref, lessonHref, themeNow } from '#server/page-data';
import '../_ui/lesson/lesson.css';
import { Page } from '../_ui/shell/page.tsx';
import { inline } from '../_ui/text.tsx';

export const metadata: Metadata = { title: 'What became of the old notes' };

/** Each bullet of the notes that the course grew from, with every place that takes it up. */
export default async function TraceabilityPage() {
  const theme = await themeNow();
  const course = courseNow();
  return (
    <Page theme={theme} crumbs={[{ title: 'What became of the old notes' }]}>
      <article className="prose">
        <h1>What became of the old notes</h1>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <div className="table" tabIndex={0}>
          <table>
            <caption>Each bullet, and where the course takes it up</caption>
            <Head cells={['Bullet', 'What it said', 'Lessons', 'Labs', 'Questions', 'Simulated']} />
            <tbody>
              {traceability(course).map((row) => (
                <Row key={row.seed} row={row} />
              ))}
            </tbody>
          </table>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above. */}
        <div className="table" tabIndex={0}>
          <table>
            <caption>Each domain of each exam</caption>
            <Head cells={['Domain', 'Lessons', 'Labs', 'Questions']} />
            <tbody>
              {tasksOf(course).map(({ task, lessons, labs, questions }) => (
                <tr key={task}>
                  <th scope="row">{task}</th>
                  <td>{lessons}</td>
                  <td>{labs}</td>
                  <td>{questions}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </article>
    </Page>
  );
}

function Head({ cells }: { readonly cells: readonly string[] }) {
  return (
    <thead>
      <tr>
        {cells.map((cell) => (
          <th key={cell} scope="col">
            {cell}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row }: { readonly row: TraceRow }) {
  return (
    <tr>
      <th scope="row">{row.seed}</th>
      <td>{inline(row.said)}</td>
      <td>{linked(row.lessons, lessonHref)}</td>
      <td>{linked(row.labs, labHref)}</td>
      <td>{row.questions.length}</td>
      <td>{row.simulated}</td>
    </tr>
  );
}

const linked = (ids: readonly string[], href: (id: string) => string) =>
  ids.map((id) => (
    <span key={id} className="line-of-links">
      <Link href={href(id)}>{id}</Link>{' '}
    </span>
  ));
