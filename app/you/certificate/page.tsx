import type { Metadata } from 'next';
import Link from 'next/link';
import { achievementsNow } from '#server/awards';
import { themeNow } from '#server/page-data';
import { Page } from '../../_ui/shell/page.tsx';
import '../../_ui/you/you.css';

export const metadata: Metadata = { title: 'Certificates' };

interface Props {
  readonly searchParams: Promise<{ readonly name?: string | string[] }>;
}

/** What was earned, as a page to print and as a credential to keep. */
export default async function CertificatePage({ searchParams }: Props) {
  const [theme, earned, { name }] = await Promise.all([themeNow(), achievementsNow(), searchParams]);
  const recipient = typeof name === 'string' ? name.trim().slice(0, 100) : '';
  return (
    <Page theme={theme} crumbs={[{ title: 'Your data', href: '/you' }, { title: 'Certificates' }]}>
      <div className="you">
        <h1>Certificates</h1>
        {earned.length === 0 ? (
          <p>
            A module is certified when its lessons are read, its labs passed and its questions answered right; a workshop when its
            every step is done. <Link href="/">To the course</Link>
          </p>
        ) : (
          <>
            <form className="you-name" method="get">
              <label>
                The name on it <input className="field" name="name" defaultValue={recipient} maxLength={100} />
              </label>
              <button type="submit" className="button">
                Show
              </button>
            </form>
            {earned.map(({ id, name: title, criteria }) => (
              <article key={id} className="certificate">
                <h2>{title}</h2>
                <p>{recipient === '' ? 'Say above whose it is.' : recipient}</p>
                <p className="small soft">{criteria}</p>
                {recipient !== '' && (
                  <p className="no-print">
                    <a
                      className="button"
                      href={`/you/badge/${encodeURIComponent(id)}?name=${encodeURIComponent(recipient)}`}
                      download
                    >
                      Open Badges credential
                    </a>
                  </p>
                )}
              </article>
            ))}
            <p className="small soft no-print">
              Printing this page makes a PDF. The credential is signed with the key of this workbook;{' '}
              <code>./cli/workbook verify FILE</code> says whether it is unchanged.
            </p>
          </>
        )}
      </div>
    </Page>
  );
}
