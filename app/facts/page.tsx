import type { Metadata } from 'next';
import Link from 'next/link';
import { lessonsOf } from '#engine';
import { courseNow, factsFor, lessonHref, themeNow } from '#server/page-data';
import { FactWords } from '../_ui/facts/facts.tsx';
import '../_ui/lesson/glossary.css';
import { Page } from '../_ui/shell/page.tsx';

export const metadata: Metadata = { title: 'Facts' };

export default async function FactsPage() {
  const theme = await themeNow();
  const course = courseNow();
  const facts = factsFor([...course.facts.keys()]);
  const lessons = lessonsOf(course);
  return (
    <Page theme={theme} crumbs={[{ title: 'Facts' }]}>
      <div className="glossary">
        <h1>Facts</h1>
        <p className="soft">
          {facts.length} rows on which the lessons, the questions and the engine rest, each with its source and the day on which
          it was checked.
        </p>
        <ul className="fact-rows small">
          {facts.map((fact) => (
            <li key={fact.id} id={fact.id} className="glossary-entry">
              <FactWords fact={fact} />
              <Cited lessons={lessons.filter((lesson) => lesson.facts.includes(fact.id))} />
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

function Cited({ lessons }: { readonly lessons: readonly { readonly id: string; readonly title: string }[] }) {
  if (lessons.length === 0) return null;
  return (
    <p className="small soft">
      {lessons.map((lesson) => (
        <Link key={lesson.id} href={lessonHref(lesson.id)}>
          {lesson.id} {lesson.title}
        </Link>
      ))}
    </p>
  );
}
