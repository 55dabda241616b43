import type { Metadata } from 'next';
import Link from 'next/link';
import { courseNow, factsFor, lessonHref, lessonsOn, themeNow } from '#server/page-data';
import { FactMark } from '../_ui/facts/facts.tsx';
import '../_ui/lesson/glossary.css';
import { Page } from '../_ui/shell/page.tsx';
import { Text } from '../_ui/text.tsx';

export const metadata: Metadata = { title: 'AWS changed this' };

export default async function ChangesPage() {
  const rows = [...courseNow().facts.values()].flatMap(({ id, claim, changed }) =>
    changed === undefined ? [] : [{ id, claim, changed }],
  );
  const ordered = rows.toSorted((a, b) => (a.changed.order < b.changed.order ? 1 : -1));
  return (
    <Page theme={await themeNow()} crumbs={[{ title: 'AWS changed this' }]}>
      <div className="glossary">
        <h1>AWS changed this</h1>
        <p>
          What was true once and is still written in many places. When you meet the old sentence, look for the date of its page:
          before the change it was right.
        </p>
        <dl>
          {ordered.map(({ id, claim, changed }) => (
            <div key={id} id={id} className="glossary-entry">
              <dt>{changed.when}</dt>
              <dd>
                <p>
                  <strong>Before:</strong> <Text>{changed.before}</Text>
                </p>
                <p>
                  <strong>Today:</strong> <Text>{claim}</Text>{' '}
                  {factsFor([id]).map((fact) => (
                    <FactMark key={fact.id} fact={fact} />
                  ))}
                </p>
                <p className="small soft">
                  {lessonsOn(id).map((lesson) => (
                    <Link key={lesson.id} href={lessonHref(lesson.id)}>
                      {lesson.id} {lesson.title}
                    </Link>
                  ))}
                </p>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Page>
  );
}
