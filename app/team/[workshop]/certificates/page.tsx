import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { themeNow } from '#server/page-data';
import { accountNow } from '#server/team/accounts';
import { completionsOf } from '#server/team/completions';
import { isTeam } from '#server/team/mode';
import { ownWorkshop } from '#server/team/workshops';
import { Print } from '../../../_ui/card/print.tsx';
import { Page } from '../../../_ui/shell/page.tsx';
import '../../../_ui/you/you.css';

export const metadata: Metadata = { title: 'Certificates of a workshop' };

/** A sheet for each learner who has done every step of the room, and how far the others are. */
export default async function CertificatesPage({ params }: { readonly params: Promise<{ readonly workshop: string }> }) {
  const { workshop } = await params;
  const room = isTeam() ? await ownWorkshop(await accountNow(), workshop) : undefined;
  if (room === undefined) notFound();
  const all = await completionsOf(room.id);
  const open = all.filter((each) => each.doneAt === undefined);
  return (
    <Page
      theme={await themeNow()}
      crumbs={[{ title: 'Workshops', href: '/team' }, { title: room.title, href: `/team/${room.id}` }, { title: 'Certificates' }]}
    >
      <div className="you">
        <div className="no-print">
          <h1>Certificates</h1>
          <p>
            Each learner who has done every step has a sheet here. A credential that can be checked he gets himself, at “Your
            data”.
          </p>
          <Print />
        </div>
        {all.map(({ seat, name, of, doneAt }) =>
          doneAt === undefined ? null : (
            <article key={seat} className="certificate">
              <h2>{name}</h2>
              <p>has done every one of the {of} steps of the workshop</p>
              <p>
                <strong>{room.title}</strong>
              </p>
              <p className="small soft">PrivateLink Workbook, {new Date(doneAt).toISOString().slice(0, 10)}</p>
            </article>
          ),
        )}
        {open.length > 0 && (
          <section className="no-print">
            <h2>Not yet</h2>
            <ul>
              {open.map(({ seat, name, done, of }) => (
                <li key={seat}>
                  {name}: {done} of {of} steps
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Page>
  );
}
