import 'server-only';
import type { Award, Progress } from '#engine';
import { courseNow } from './page-data.ts';

/** What has been earned: a module whose every step is done, or the whole course. */
export function achievements(progress: Progress): readonly Award['achievement'][] {
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
