import type { Metadata } from 'next';
import Link from 'next/link';
import { ENOUGH_ANSWERS } from '#engine';
import { type ItemReport, itemReports, writtenItems } from '#server/item-statistics';
import { themeNow } from '#server/page-data';
import { beginningOf } from '../_ui/beginning.ts';
import { Page } from '../_ui/shell/page.tsx';
import { FLAG_WORDS } from './flag-words.ts';
import { onlyAuthors } from './who-writes.ts';
import '../_ui/profile/profile.css';

export const metadata: Metadata = { title: 'Questions and what they measure' };

/** What everybody's first answers say of each question, for authors: in a team for who teaches. */
export default async function AuthorPage() {
  await onlyAuthors();
  const [theme, reports] = await Promise.all([themeNow(), itemReports()]);
  const flagged = reports.filter(({ flags }) => flags.length > 0).length;
  return (
    <Page theme={theme} crumbs={[{ title: 'Questions' }]}>
      <div className="profile">
        <div>
          <h1>Questions and what they measure</h1>
          <p>
            {reports.length} of {writtenItems().size} questions have {ENOUGH_ANSWERS} first answers or more; of the others nothing
            is shown. {flagged} want a look and stand first.
          </p>
          <dl className="terms">
            <dt>Facility</dt>
            <dd>the mean mark of first answers</dd>
            <dt>Discrimination</dt>
            <dd>how far the mark goes with a learner’s other marks, from −100 to 100</dd>
            <dt>Efficiency</dt>
            <dd>how far it goes with them of what it could at most</dd>
          </dl>
          <p className="small soft">In brackets: the range in which the true value lies with 95 % confidence.</p>
        </div>
        {reports.length > 0 && <Reports reports={reports} />}
      </div>
    </Page>
  );
}

function Reports({ reports }: { readonly reports: readonly ItemReport[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="wide-table" aria-label="Questions" tabIndex={0}>
      <table className="profile-table">
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">Answers</th>
            <th scope="col">Facility</th>
            <th scope="col">Discrimination</th>
            <th scope="col">Efficiency</th>
            <th scope="col">To look at</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <tr key={report.item}>
              <th scope="row">
                <Link href={`/author/${encodeURIComponent(report.item)}`} title={`${report.at.file}:${report.at.start.line}`}>
                  {report.item}
                </Link>
                <div className="small soft">{beginningOf(report.stem)}</div>
              </th>
              <td>{report.answers}</td>
              <td>
                {Math.round(100 * report.facility.mean)} %{' '}
                <Range low={100 * report.facility.low} high={100 * report.facility.high} />
              </td>
              <td>
                {report.discrimination?.toFixed(0)}{' '}
                {report.discriminationRange !== undefined && <Range {...report.discriminationRange} />}
              </td>
              <td>{report.efficiency?.toFixed(0)}</td>
              <td>{report.flags.map((flag) => FLAG_WORDS[flag]).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Range = ({ low, high }: { readonly low: number; readonly high: number }) => (
  <span className="soft range">
    ({Math.round(low)} to {Math.round(high)})
  </span>
);
