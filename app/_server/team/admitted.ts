import { LEARNER_COOKIE, learnerOfToken } from '../learner.ts';
import { auth } from './accounts.ts';

/** Whether a request comes from a learner or an account that there is: a cookie alone says nothing. For what stands before every page. */
export async function isAdmitted(cookie: (name: string) => string | undefined, headers: Headers): Promise<boolean> {
  if ((await learnerOfToken(cookie(LEARNER_COOKIE))) !== undefined) return true;
  return (await auth().api.getSession({ headers })) !== null;
}
