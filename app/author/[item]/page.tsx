import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ENOUGH_ANSWERS, type Question } from '#engine';
import { linesOf } from '#server/content';
import { type ItemReport, itemReports, writtenItems } from '#server/item-statistics';
import { themeNow } from '#server/page-data';
import { beginningOf } from '../../_ui/beginning.ts';
import { Page } from '../../_ui/shell/page.tsx';
import { FLAG_WORDS } from '../flag-words.ts';
import { onlyAuthors } from '../who-writes.ts';
import '../../_ui/profile/profile.css';

export const metadata: Metadata = { title: 'A question and what it measures' };

interface Props {
  readonly params: Promise<{ readonly item: string }>;
}

/** One question for its author: who took which option, and the lines in which it is written. */
export default async function AuthoredItemPage({ params }: Props) {
  await onlyAuthors();
  const { item } = await params;
  const written = writtenItems().get(decodeURIComponent(item));
  if (written === undefined) notFound();
  const { question, at } = written;
  const report = (await itemReports()).find((each) => each.item === question.id);
  return (
    <Page theme={await themeNow()} crumbs={[{ title: 'Questions', href: '/author' }, { title: question.id }]}>
      <div className="profile">
        <div>
          <h1>{question.id}</h1>
          <p>{beginningOf(question.stem)}</p>
        </div>
        {report === undefined ? (
          <p>Fewer than {ENOUGH_ANSWERS} have answered it: nothing is shown of how it does.</p>
        ) : (
          <>
            {report.flags.length > 0 && <p>To look at: {report.flags.map((flag) => FLAG_WORDS[flag]).join('; ')}.</p>}
            <Taken question={question} report={report} />
          </>
        )}
        <section>
          <h2>Where it is written</h2>
          <p>
            <code>
              {at.file}:{at.start.line}
            </code>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
          <pre className="source" tabIndex={0}>
            <code>
              {linesOf(at)
                .map(({ number, text }) => `${String(number).padStart(4)}  ${text}`)
                .join('\n')}
            </code>
          </pre>
        </section>
      </div>
    </Page>
  );
}

/** How many took each option; nothing for a question without options. */
function Taken({ question, report }: { readonly question: Question; readonly report: ItemReport }) {
  if (!('options' in question)) return null;
  return (
    <section>
      <h2>What was chosen first</h2>
      <table className="profile-table">
        <thead>
          <tr>
            <th scope="col">Option</th>
            <th scope="col">Taken by</th>
          </tr>
        </thead>
        <tbody>
          {question.options.map(({ id, text }) => (
            <tr key={id}>
              <th scope="row">
                <code>{id}</code> {beginningOf(text)}
              </th>
              <td>
                {report.taken[id] ?? 0} of {report.answers}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
