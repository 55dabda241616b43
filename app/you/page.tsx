import type { Metadata } from 'next';
import Link from 'next/link';
import { currentLearner } from '#server/learner';
import { exportLearner, type LearnerExport } from '#server/learner-export';
import { themeNow } from '#server/page-data';
import { hasAccount } from '#server/team/account-learner';
import { isTeam } from '#server/team/mode';
import { ActionForm } from '../_ui/action-form.tsx';
import { Page } from '../_ui/shell/page.tsx';
import { AccountForm } from '../_ui/team/account-form.tsx';
import { Danger } from '../_ui/you/danger.tsx';
import '../_ui/you/you.css';
import { claimMine, deleteMine, importMine, resetMine } from './actions.ts';

export const metadata: Metadata = { title: 'Your data' };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const DONE_WORDS: Readonly<Record<string, string>> = {
  reset: 'Everything you did is deleted. The course begins again from the first stop.',
  claimed: 'You have an account now. Sign in with it wherever you want to go on.',
  delete: 'Everything is deleted, and this browser is no longer known here.',
  'no-file': 'Choose the file first.',
  'no-export': 'This is no export of a PrivateLink Workbook. Nothing was changed.',
};

export default async function YourDataPage({ searchParams }: Props) {
  const [theme, asked, mine, claim] = await Promise.all([
    themeNow(),
    searchParams,
    currentLearner().then(exportLearner),
    claimNow(),
  ]);
  const said = saidOf(asked);
  return (
    <Page theme={theme} crumbs={[{ title: 'Your data' }]}>
      <div className="you">
        <h1>Your data</h1>
        {said !== undefined && (
          <p className="you-done" role="status">
            {said}
          </p>
        )}
        <WhoYouAre claim={claim} />
        <Counts mine={mine} />
        <section>
          <h2>Take it with you</h2>
          <p>One JSON file with every submission, answer, prediction, draft, note, hint and visit.</p>
          <a className="button" href="/you/export" download="privatelink-workbook.json">
            Export as JSON
          </a>
          <p>In the forms of other programs, as far as you have answered:</p>
          <p className="you-more">
            <a className="button" href="/you/export/csv" download>
              Table (CSV)
            </a>
            <a className="button" href="/you/export/xapi" download>
              Statements (xAPI)
            </a>
            <a className="button" href="/you/export/anki" download>
              Cards (Anki)
            </a>
            <a className="button" href="/you/export/qti" download>
              Questions (QTI 3)
            </a>
          </p>
          <p>
            <Link href="/you/certificate">Certificates</Link>
          </p>
        </section>
        <section>
          <h2>Bring it here</h2>
          <p>
            The JSON file of another workbook: submissions are graded and answers marked again here. What is here already stays,
            and a file that comes twice changes nothing.
          </p>
          <ActionForm action={importMine} className="you-name">
            <label>
              Exported file <input className="field" type="file" name="file" accept="application/json,.json" />
            </label>
            <button type="submit" className="button">
              Import
            </button>
          </ActionForm>
        </section>
        <section>
          <h2>Begin again</h2>
          <p>Deletes what you did and keeps the cookie. It cannot be taken back, so export first if you may want it.</p>
          <Danger action={resetMine} word="Reset my progress" confirm="Yes, delete what I did" wipes />
        </section>
        <section>
          <h2>Delete everything</h2>
          <p>Deletes what you did and makes this browser unknown here.</p>
          <Danger action={deleteMine} word="Delete my data" confirm="Yes, delete everything" wipes />
        </section>
      </div>
    </Page>
  );
}

/** Alone nobody has an account; in a team a guest may want one. */
function WhoYouAre({ claim }: { readonly claim: 'alone' | 'guest' | 'account' | 'nobody' }) {
  switch (claim) {
    case 'alone':
      return (
        <p>
          There is no account. A cookie tells this workbook which rows are yours; the rows are in its own database and go nowhere
          else. Your name and address are not in them, because nobody asked.
        </p>
      );
    case 'nobody':
      return <p>Nothing here is yours yet.</p>;
    case 'account':
      return <p>Your rows belong to your account. They are in this workbook’s own database and go nowhere else.</p>;
    case 'guest':
      return (
        <section>
          <p>You are a guest: a cookie, or your four words, tell this workbook which rows are yours. They go nowhere else.</p>
          <h2>Make an account of it</h2>
          <p>Then you sign in wherever you want to go on. The address is only what you sign in with: nothing is sent to it.</p>
          <AccountForm action={claimMine} word="Make the account" withName isNew />
        </section>
      );
  }
}

async function claimNow(): Promise<'alone' | 'guest' | 'account' | 'nobody'> {
  if (!isTeam()) return 'alone';
  const learner = await currentLearner();
  if (learner === undefined) return 'nobody';
  return (await hasAccount(learner)) ? 'account' : 'guest';
}

/** What was done last, in a sentence. */
function saidOf({ done, taken, unknown }: Readonly<Record<string, string | string[] | undefined>>): string | undefined {
  if (typeof done !== 'string') return undefined;
  if (done !== 'import') return DONE_WORDS[done];
  const lost = Number(unknown) || 0;
  const more = lost === 0 ? '' : ` ${lost} speak of what this course does not have and were left out.`;
  return `${Number(taken) || 0} rows were read and judged again here.${more}`;
}

function Counts({ mine }: { readonly mine: LearnerExport }) {
  const rows = [
    ['Submissions', mine.attempts.length],
    ['Answers to questions', mine.quizAnswers.length],
    ['Predictions and checks', mine.predictions.length],
    ['Drafts', mine.drafts.length],
    ['Notes and bookmarks', mine.notes.length],
    ['Hints taken', mine.hintsTaken.length],
    ['Lessons opened', mine.visits.length],
  ] as const;
  return (
    <table className="you-counts">
      <caption className="visually-hidden">What is stored</caption>
      <tbody>
        {rows.map(([name, count]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
