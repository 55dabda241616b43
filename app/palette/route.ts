import { labsOf, lessonsOf } from '#engine';
import { courseNow, labHref, lessonHref, quizHref } from '#server/page-data';
import type { Entry } from '../_ui/palette/search.ts';

/** Everything that can be gone to, for the palette: it is fetched when somebody opens it for the first time. */
export function GET(): Response {
  const course = courseNow();
  const lessons = lessonsOf(course);
  const entries: readonly Entry[] = [
    ...PAGES,
    ...course.exams.map(({ id, title }): Entry => ({ kind: 'exam', title, text: 'exam', href: `/exam#exam-${id}` })),
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
    ...course.glossary.map(
      ({ id, term, text }): Entry => ({ kind: 'term', title: term, text: short(text), href: `/glossary#${id}` }),
    ),
    ...[...course.facts.values()].map(({ id, claim }): Entry => ({ kind: 'fact', title: id, text: claim, href: `/facts#${id}` })),
  ];
  return Response.json(entries, { headers: { 'cache-control': 'private, max-age=300' } });
}

const page = (title: string, href: string, text: string): Entry => ({ kind: 'page', title, text, href });

const PAGES: readonly Entry[] = [
  page('Home', '/', 'the course, continue'),
  page('Review', '/review', 'what is due today'),
  page('Practice', '/practice', 'questions by module, concept, exam'),
  page('Exams', '/exam', 'simulator, sit an exam'),
  page('What you hold', '/profile', 'profile, misconceptions, calibration, predictions'),
  page('Your own network', '/network', 'cloudformation, terraform, describe output: map and questions'),
  page('Notes and bookmarks', '/notes', 'what you wrote beside lessons and labs'),
  page('Glossary', '/glossary', 'terms'),
  page('Facts', '/facts', 'sources, dates, rows'),
  page('Your data', '/you', 'export import delete progress'),
  page('Certificates', '/you/certificate', 'badge'),
];

/** The first sentence, without the marks of prose: enough to tell two terms apart. */
const short = (text: string): string => (text.split(/(?<=\.)\s/)[0] ?? '').replace(/[`*]/g, '').slice(0, 160);
