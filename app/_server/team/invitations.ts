import { invitationId, newInvitation } from '../../../prisma/invitation-token.ts';
import { database } from '../db.ts';
import type { Role } from './accounts.ts';

/** The secret part of a link that makes one account of `role`, good for seven days; only its hash is stored. */
export async function invite(role: Role, now: Date = new Date()): Promise<string> {
  const { token, id, expiresAt } = newInvitation(now);
  await database().invitation.create({ data: { id, role, expiresAt } });
  return token;
}

/** The role that a link gives, or undefined when it was used, is too old or never was. */
export async function invitedRole(token: string, now: Date = new Date()): Promise<Role | undefined> {
  const row = await database().invitation.findFirst({ where: { id: invitationId(token), usedAt: null, expiresAt: { gt: now } } });
  return row === null ? undefined : (row.role as Role);
}

/** Uses the link up; true for one caller only. */
export async function spendInvitation(token: string, now: Date = new Date()): Promise<boolean> {
  const used = await database().invitation.updateMany({
    where: { id: invitationId(token), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return used.count === 1;
}

/** Makes the link good again, for one whose account was refused. */
export async function restoreInvitation(token: string): Promise<void> {
  await database().invitation.updateMany({ where: { id: invitationId(token) }, data: { usedAt: null } });
}
