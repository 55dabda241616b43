import { currentLearner } from '#server/learner';
import { listOwnNotes } from '#server/own-notes';
import { labHref, labWith, lessonHref, lessonWith } from '#server/page-data';
import type { Entry } from '../../_ui/palette/search.ts';

/** What this learner wrote and marked, for the palette: fetched anew each time that it opens, because it changes under his hands. */
export async function GET(): Promise<Response> {
  const notes = await listOwnNotes(await currentLearner());
  const entries = notes.flatMap(({ subject, text, bookmarked }): readonly Entry[] => {
    const lesson = lessonWith(subject);
    const lab = labWith(subject)?.lab;
    const found = lesson ?? lab;
    if (found === undefined) return [];
    const href = lesson === undefined ? labHref(subject) : lessonHref(subject);
    return [{ kind: bookmarked ? 'bookmark' : 'note', title: `${subject} ${found.title}`, text: text.slice(0, 2000), href }];
  });
  return Response.json(entries, { headers: { 'cache-control': 'no-store' } });
}
