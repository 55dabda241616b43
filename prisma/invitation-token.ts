import { createHash, randomBytes } from 'node:crypto';

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;

/** A new link's secret part, what is stored of it, and until when it is good. */
export function newInvitation(now: Date): { readonly token: string; readonly id: string; readonly expiresAt: Date } {
  const token = randomBytes(24).toString('base64url');
  return { token, id: invitationId(token), expiresAt: new Date(now.getTime() + SEVEN_DAYS) };
}

/** What is stored of a link: its hash, so that who reads the database cannot use it. */
export const invitationId = (token: string): string => createHash('sha256').update(token).digest('hex');
