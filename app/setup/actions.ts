'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action, aForm, anId, refuse } from '#server/action';
import { createAccount, signIn } from '#server/team/accounts';
import { enter } from '#server/team/enter';
import { invitedRole, restoreInvitation, spendInvitation } from '#server/team/invitations';
import { isTeam } from '#server/team/mode';
import { textIn } from '../_server/team/form-text.ts';

/** Makes the account that a link is for, signs it in, and goes on to the workshops; or says why not, and the link stays good. */
export const acceptInvitation = action([anId, z.unknown(), aForm], async (link, _before, form): Promise<void> => {
  const role = isTeam() ? await invitedRole(link) : undefined;
  if (role === undefined || !(await spendInvitation(link)))
    return refuse('NOT_THERE', 'This link does not work any more. Ask for another one.');
  const [name, email, password] = [textIn(form, 'name', 40), textIn(form, 'email', 200), textIn(form, 'password', 128)];
  const { fault } =
    name === '' ? { fault: 'Give a name that the room will see.' } : await createAccount({ name, email, password, role });
  if (fault !== undefined) {
    await restoreInvitation(link);
    return refuse('NOT_TAKEN', fault);
  }
  const account = await signIn(email, password);
  redirect(account === undefined ? '/sign-in' : await enter(account));
});
