import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ENOUGH_ANSWERS, type Flag } from '#engine';
import { type ItemReport, itemReports } from '#server/item-statistics';
import { themeNow } from '#server/page-data';
import { accountNow } from '#server/team/accounts';
import { isTeam } from '#server/team/mode';
import { Page } from '../_ui/shell/page.tsx';
import '../_ui/profile/profile.css';

export const metadata: Metadata = { title: 'Questions and what they measure' };

const FLAG_WORDS: Readonly<Record<Flag, string>> = {
  'negative-discrimination': 'those who know more miss it more often: read the key again',
  'too-easy': 'nearly everybody is right',
  'too-hard': 'nearly everybody is wrong',
  'dead-distractor': 'an option that nobody takes',
};

/** What everybody's first answers say of each question, for authors: in a team for who teaches. */
export default async function AuthorPage() {
  const role = isTeam() ? ((await accountNow())?.role ?? 'learner') : 'admin';
  if (role === 'learner') notFound();
  const [theme, reports] = await Promise.all([themeNow(), itemReports()]);
  return (
    <Page theme={theme} crumbs={[{ title: 'Questions' }]}>
      <div className="profile">
        <h1>Questions and what they measure</h1>
        <p>
          Facility is the mean mark of first answers, discrimination how far it goes with a learner's other marks, efficiency how
          far it goes of what it could. Below {ENOUGH_ANSWERS} answers nothing is shown.
        </p>
        {reports.length === 0 ? <p>No question has {ENOUGH_ANSWERS} first answers yet.</p> : <Reports reports={reports} />}
      </div>
    </Page>
  );
}

function Reports({ reports }: { readonly reports: readonly ItemReport[] }) {
  return (
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
              {report.item}
              <br />
              <code className="small">
                {report.file}:{report.line}
              </code>
            </th>
            <td>{report.answers}</td>
            <td>
              {Math.round(100 * report.facility.mean)} %{' '}
              <span className="soft">
                ({Math.round(100 * report.facility.low)} to {Math.round(100 * report.facility.high)})
              </span>
            </td>
            <td>{report.discrimination?.toFixed(0)}</td>
            <td>{report.efficiency?.toFixed(0)}</td>
            <td>{report.flags.map((flag) => FLAG_WORDS[flag]).join('; ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
