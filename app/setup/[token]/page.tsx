import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { themeNow } from '#server/page-data';
import { invitedRole } from '#server/team/invitations';
import { isTeam } from '#server/team/mode';
import { Message } from '../../_ui/shell/message.tsx';
import { Page } from '../../_ui/shell/page.tsx';
import { AccountForm } from '../../_ui/team/account-form.tsx';
import { acceptInvitation } from '../actions.ts';

export const metadata: Metadata = { title: 'Your account', referrer: 'no-referrer' };

export default async function SetupPage({ params }: { readonly params: Promise<{ readonly token: string }> }) {
  if (!isTeam()) notFound();
  const { token } = await params;
  const [theme, role] = await Promise.all([themeNow(), invitedRole(token)]);
  if (role === undefined) {
    return (
      <Page theme={theme} crumbs={[{ title: 'Your account' }]}>
        <Message title="This link does not work any more">
          <p>
            A link makes one account, within seven days. Ask for another one; the first administrator gets a new one at each
            start.
          </p>
        </Message>
      </Page>
    );
  }
  return (
    <Page theme={theme} crumbs={[{ title: 'Your account' }]}>
      <div className="team">
        <h1>{role === 'admin' ? 'The first administrator' : 'Teach here'}</h1>
        <p>
          {role === 'admin'
            ? 'This account invites instructors and sees every workshop.'
            : 'This account starts workshops and sees the boards of its own.'}{' '}
          The address is only what you sign in with: nothing is ever sent to it.
        </p>
        <AccountForm action={acceptInvitation.bind(null, token)} word="Make the account" withName isNew />
      </div>
    </Page>
  );
}
