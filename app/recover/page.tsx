import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { themeNow } from '#server/page-data';
import { isTeam } from '#server/team/mode';
import { Page } from '../_ui/shell/page.tsx';
import { RecoverForm } from '../_ui/team/recover-form.tsx';
import { recover } from '../join/actions.ts';

export const metadata: Metadata = { title: 'Go on from another device' };

export default async function RecoverPage() {
  if (!isTeam()) notFound();
  return (
    <Page theme={await themeNow()} crumbs={[{ title: 'Join a workshop', href: '/join' }, { title: 'Four words' }]}>
      <div className="team">
        <h1>Go on from another device</h1>
        <p>
          The four words that you were shown when you joined. Lost them? The instructor gives you new ones, or you{' '}
          <Link href="/join">join anew</Link>.
        </p>
        <RecoverForm recover={recover} />
      </div>
    </Page>
  );
}
