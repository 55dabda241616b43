import 'server-only';
import { type ItemTry, xapiStatements } from '#engine';
import type { LearnerId } from '../learner-rows.ts';
import { triesOf } from '../standing.ts';
import { seatsOf } from './seats.ts';
import type { WorkshopView } from './workshops.ts';

/** Under which name a learner's statements go out: it stands for him, and says nothing of who he is. */
export const statementName = (learner: LearnerId): string => learner.slice(0, 16);

/**
 * What the learners of a room did at its steps, as xAPI statements of `site`, each with the name on the board. They are the same
 * statements that a learner exports himself.
 */
export async function roomStatements(room: WorkshopView, site: string) {
  const isOfRoom = ofSteps(room);
  const seats = await seatsOf(room.id);
  const all = await Promise.all(
    seats.map(async ({ learnerId, name }) => {
      const tries = (await triesOf(learnerId, Date.now())).filter(isOfRoom);
      const timestampOf = (at: number) => new Date(at).toISOString();
      return xapiStatements(tries, { homePage: site, name: statementName(learnerId), called: name, timestampOf });
    }),
  );
  return all.flat().toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
}

/** A room has its labs, the predictions and checks of its lessons, and the questions of its quizzes; nothing else of a learner is its own. */
function ofSteps({ steps }: WorkshopView): (each: ItemTry) => boolean {
  const keys = new Set(steps.map(({ kind, id }) => `${kind}/${id}`));
  return ({ item, of }) => {
    if (of.kind === 'lab') return keys.has(`lab/${item}`);
    return keys.has(`${of.kind === 'question' ? 'quiz' : 'lesson'}/${of.lesson}`);
  };
}
