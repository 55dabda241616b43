import 'server-only';
import type { Award, Progress } from '#engine';
import { currentLearner } from './learner.ts';
import { courseNow, progressNow } from './page-data.ts';
import { finishedWorkshops } from './team/completions.ts';

/** What the reader has earned: modules, the whole course, workshops. */
export async function achievementsNow(): Promise<readonly Award['achievement'][]> {
  const [progress, workshops] = await Promise.all([progressNow(), currentLearner().then(finishedWorkshops)]);
  return [...achievements(progress), ...workshops];
}

/** A module whose every step is done, or the whole course. */
function achievements(progress: Progress): readonly Award['achievement'][] {
  const { modules } = courseNow();
  const done = progress.modules.filter(({ steps }) => steps.of > 0 && steps.done === steps.of).map(({ id }) => id);
  const earned = modules
    .filter(({ id }) => done.includes(id))
    .map(({ id, title, summary }) => ({
      ...{ id, name: `PrivateLink Workbook: ${title}`, description: summary },
      criteria: 'Every lesson read, every lab passed and every question answered right.',
    }));
  if (modules.length === 0 || done.length < modules.length) return earned;
  const whole = {
    ...{
      id: 'course',
      name: 'PrivateLink Workbook',
      description: 'Private connectivity in AWS, learned on real configurations.',
    },
    criteria: 'Every module of the course completed.',
  };
  return [...earned, whole];
}
