import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { currentLearner } from '#server/learner';
import { themeNow } from '#server/page-data';
import { codeIn } from '#server/team/codes';
import { isTeam } from '#server/team/mode';
import { Page } from '../_ui/shell/page.tsx';
import { JoinForm } from '../_ui/team/join-form.tsx';
import { join } from './actions.ts';

export const metadata: Metadata = { title: 'Join a workshop' };

interface Props {
  readonly searchParams: Promise<{ readonly code?: string | string[] }>;
}

export default async function JoinPage({ searchParams }: Props) {
  if (!isTeam()) notFound();
  const [theme, { code }, learner] = await Promise.all([themeNow(), searchParams, currentLearner()]);
  return (
    <Page theme={theme} crumbs={[{ title: 'Join a workshop' }]}>
      <div className="team">
        <h1>Join a workshop</h1>
        <p>The code stands on the screen or on your card. No account, no e-mail address.</p>
        <JoinForm code={typeof code === 'string' ? (codeIn(code) ?? '') : ''} join={join} isKnown={learner !== undefined} />
        <p>
          You were here before, on another device? <Link href="/recover">Use your four words</Link>. You have an account?{' '}
          <Link href="/sign-in">Sign in</Link>.
        </p>
      </div>
    </Page>
  );
}
