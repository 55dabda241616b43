import { becomeLearner, currentLearner } from '../learner.ts';
import { learnerOfAccount } from './account-learner.ts';
import type { AccountHolder } from './accounts.ts';

/** After signing in: this browser shows the progress of the account from now on. Comes back with the page to go on to. */
export async function enter({ id, role }: AccountHolder): Promise<string> {
  const learner = await learnerOfAccount(id);
  if ((await currentLearner()) !== learner) await becomeLearner(learner);
  return role === 'learner' ? '/' : '/team';
}
