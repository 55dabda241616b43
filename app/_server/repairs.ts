import 'server-only';
import { lessonsOf } from '#engine';
import type { RepairLinks } from '../_ui/profile/repair.tsx';
import { courseNow, lessonHref } from './page-data.ts';

/** Five minutes against a belief: the part of a lesson that meets it, or else the lesson where it showed, then questions that could show it again. */
export function repairOf(misconception: string, shownIn: string | undefined): RepairLinks {
  const lesson = lessonsOf(courseNow()).find((each) =>
    each.mentions.some(({ component, name }) => component === 'Misconception' && name === misconception),
  );
  const read = lesson?.id ?? shownIn;
  return {
    ...(read === undefined ? {} : { read: { lesson: read, href: `${lessonHref(read)}#misconception-${misconception}` } }),
    practice: `/practice?by=misconception&of=${encodeURIComponent(misconception)}`,
  };
}
