import { notFound } from 'next/navigation';
import { accountNow } from '#server/team/accounts';
import { isTeam } from '#server/team/mode';

/** Goes on for an author: whoever works alone, and in a team who teaches. For anybody else there is no such page. */
export async function onlyAuthors(): Promise<void> {
  if (isTeam() && ((await accountNow())?.role ?? 'learner') === 'learner') notFound();
}
