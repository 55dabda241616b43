import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { themeNow } from '#server/page-data';
import { accountNow } from '#server/team/accounts';
import { isTeam } from '#server/team/mode';
import { Page } from '../_ui/shell/page.tsx';
import { AccountForm } from '../_ui/team/account-form.tsx';
import { PasskeySignIn } from '../_ui/team/passkey.tsx';
import { signInHere } from './actions.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage() {
  if (!isTeam()) notFound();
  const [theme, account] = await Promise.all([themeNow(), accountNow()]);
  if (account !== undefined) redirect('/sign-in/enter');
  return (
    <Page theme={theme} crumbs={[{ title: 'Sign in' }]}>
      <div className="team">
        <h1>Sign in</h1>
        <p>
          For who teaches, and for learners who made an account. With a code you need none:{' '}
          <Link href="/join">join a workshop</Link>.
        </p>
        <AccountForm action={signInHere} word="Sign in" />
        <PasskeySignIn then="/sign-in/enter" />
      </div>
    </Page>
  );
}
