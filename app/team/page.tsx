import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { themeNow } from '#server/page-data';
import { accountNow } from '#server/team/accounts';
import { isTeam } from '#server/team/mode';
import { workshopSources } from '#server/team/sources';
import { type WorkshopView, workshopsOf } from '#server/team/workshops';
import { ActionForm } from '../_ui/action-form.tsx';
import { Page } from '../_ui/shell/page.tsx';
import { InstructorLink } from '../_ui/team/instructor-link.tsx';
import { PasskeyAdd } from '../_ui/team/passkey.tsx';
import { StartForm } from '../_ui/team/start-form.tsx';
import '../_ui/team/team.css';
import { signOutHere } from '../sign-in/actions.ts';
import { inviteInstructor, startWorkshop } from './actions.ts';

export const metadata: Metadata = { title: 'Workshops' };

export default async function WorkshopsPage() {
  if (!isTeam()) notFound();
  const [theme, who] = await Promise.all([themeNow(), accountNow()]);
  if (who === undefined || who.role === 'learner') redirect('/sign-in');
  const rooms = await workshopsOf(who);
  const sources = workshopSources().map(({ id, title, minutes, steps }) => ({ id, title, minutes, count: steps.length }));
  return (
    <Page theme={theme} crumbs={[{ title: 'Workshops' }]}>
      <div className="team">
        <h1>Workshops</h1>
        <section className="team-section">
          <h2>Start one</h2>
          <StartForm sources={sources} start={startWorkshop} />
        </section>
        <section className="team-section">
          <h2>{who.role === 'admin' ? 'All workshops' : 'Your workshops'}</h2>
          {rooms.length === 0 ? <p className="soft">None yet. The first one takes a minute.</p> : <Rooms rooms={rooms} />}
        </section>
        <section className="team-section">
          <h2>{who.name}</h2>
          <PasskeyAdd />
          {who.role === 'admin' && <InstructorLink invite={inviteInstructor} />}
          <ActionForm action={signOutHere}>
            <button type="submit" className="button">
              Sign out
            </button>
          </ActionForm>
        </section>
      </div>
    </Page>
  );
}

function Rooms({ rooms }: { readonly rooms: readonly WorkshopView[] }) {
  return (
    <table className="team-table">
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col">Code</th>
          <th scope="col">Begun</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {rooms.map((room) => (
          <tr key={room.id}>
            <td>
              <Link href={`/team/${room.id}`}>{room.title}</Link>
            </td>
            <td className="team-code">{room.code}</td>
            <td>{new Date(room.createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC</td>
            <td>{room.endedAt === undefined ? 'open' : 'ended'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
