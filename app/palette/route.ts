import { labsOf, lessonsOf } from '#engine';
import { courseNow, labHref, lessonHref, quizHref } from '#server/page-data';
import type { Entry } from '../_ui/palette/search.ts';

/** Everything that can be gone to, for the palette: it is fetched when somebody opens it for the first time. */
export function GET(): Response {
  const course = courseNow();
  const lessons = lessonsOf(course);
  const homeOf = new Map(lessons.flatMap((lesson) => lesson.facts.map((fact) => [fact, lesson.id] as const)));
  const entries: readonly Entry[] = [
    { kind: 'page', title: 'Home', text: 'the course', href: '/' },
    { kind: 'page', title: 'Your data', text: 'export delete progress', href: '/you' },
    ...lessons.map(({ id, title, teaches }): Entry => {
      const text = teaches.join(' ').replaceAll('-', ' ');
      return { kind: 'lesson', title: `${id} ${title}`, text, href: lessonHref(id) };
    }),
    ...lessons
      .filter((lesson) => lesson.questions.length > 0)
      .map(({ id, title }): Entry => ({ kind: 'quiz', title: `Quiz of ${id}`, text: title, href: quizHref(id) })),
    ...labsOf(course).map(
      ({ id, title, kind }): Entry => ({ kind: 'lab', title: `${id} ${title}`, text: kind, href: labHref(id) }),
    ),
    ...[...course.concepts].map(
      ([id, lesson]): Entry => ({ kind: 'concept', title: id.replaceAll('-', ' '), text: lesson, href: lessonHref(lesson) }),
    ),
    ...[...course.facts.values()].map(({ id, claim }): Entry => {
      const home = homeOf.get(id);
      return { kind: 'fact', title: id, text: claim, href: home === undefined ? '/' : lessonHref(home) };
    }),
  ];
  return Response.json(entries, { headers: { 'cache-control': 'private, max-age=300' } });
}
