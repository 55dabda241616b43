import { createHmac } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { nextCookies } from 'better-auth/next-js';
import { headers } from 'next/headers';
import { database } from '../db.ts';
import { instanceKey } from '../instance-key.ts';
import { publicUrl } from './mode.ts';

export const ROLES = ['admin', 'instructor', 'learner'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who is signed in. */
export interface AccountHolder {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

const MIN_PASSWORD = 10;

/** Whose passkeys are without a `WORKBOOK_URL`: browsers make them for this name alone where there is no HTTPS, and for no number. */
const LOCAL = 'localhost';

/** Tells better-auth from where a request comes; what a client wrote about that it never sees. */
export const ADDRESS_HEADER = 'x-workbook-address';

const held = globalThis as { workbookAuth?: ReturnType<typeof makeAuth> };

/** Authentication, sessions and hashing, all of them better-auth's. Made at the first call, never while Next builds. */
export function auth(): ReturnType<typeof makeAuth> {
  held.workbookAuth ??= makeAuth();
  return held.workbookAuth;
}

function makeAuth() {
  const url = publicUrl();
  return betterAuth({
    appName: 'PrivateLink Workbook',
    ...(url === undefined ? {} : { baseURL: url }),
    secret: secretFor('sessions'),
    database: prismaAdapter(database(), { provider: 'sqlite' }),
    // Nobody makes an account for himself: an invitation does (`createAccount`).
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'learner' },
        learnerId: { type: 'string', input: false, required: false },
      },
    },
    rateLimit: { enabled: true },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    trustedOrigins: (request) => originsOf(request),
    advanced: { useSecureCookies: url?.startsWith('https:') ?? false, ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] } },
    plugins: [passkey({ rpName: 'PrivateLink Workbook', ...(url === undefined ? { rpID: LOCAL } : {}) }), nextCookies()],
  });
}

/** Only the page's own address, which `proxy.ts` has compared with the request's Origin already. */
function originsOf(request: Request | undefined): string[] {
  const host = request?.headers.get('host');
  return host === null || host === undefined ? [] : [`http://${host}`, `https://${host}`];
}

/** A secret for one purpose that a restart keeps and the database does not hold. */
export const secretFor = (purpose: string): string =>
  createHmac('sha256', instanceKey(process.env.WORKBOOK_DATA ?? 'data'))
    .update(purpose)
    .digest('hex');

/** Who is signed in, or undefined. */
export async function accountNow(): Promise<AccountHolder | undefined> {
  const session = await auth().api.getSession({ headers: await headers() });
  if (session === null) return undefined;
  const { id, name, role } = session.user;
  return { id, name, role: roleOf(role) };
}

const roleOf = (role: unknown): Role => ROLES.find((each) => each === role) ?? 'learner';

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly learnerId?: string;
}

/** Makes an account with a password; says why not when there is one with that address, or what was typed is no account. */
export async function createAccount(account: NewAccount): Promise<{ readonly fault?: string }> {
  const email = account.email.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/.test(email) || email.length > 200)
    return { fault: 'This is no e-mail address. It is only the name that you sign in with; nothing is sent to it.' };
  if (account.password.length < MIN_PASSWORD) return { fault: `A password has at least ${MIN_PASSWORD} characters.` };
  const { internalAdapter, password } = await auth().$context;
  if ((await internalAdapter.findUserByEmail(email)) !== null)
    return { fault: 'There is an account with this address already. Sign in with it.' };
  const { name, role, learnerId } = account;
  const user = await internalAdapter.createUser(
    { name, email, emailVerified: true, role, ...(learnerId === undefined ? {} : { learnerId }) },
    { method: 'email-password' },
  );
  await internalAdapter.linkAccount({
    ...{ userId: user.id, accountId: user.id, providerId: 'credential' },
    password: await password.hash(account.password),
  });
  return {};
}

/** Signs in and sets the cookie; undefined when address and password do not belong together. */
export async function signIn(email: string, password: string): Promise<AccountHolder | undefined> {
  try {
    const body = { email: email.trim().toLowerCase(), password };
    const { user } = await auth().api.signInEmail({ body, headers: await headers() });
    return { id: user.id, name: user.name, role: roleOf(user.role) };
  } catch {
    return undefined;
  }
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await auth().api.signOut({ headers: await headers() });
}
