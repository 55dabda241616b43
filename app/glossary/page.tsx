import type { Metadata } from 'next';
import Link from 'next/link';
import { courseNow, factsFor, lessonHref, lessonWith, themeNow } from '#server/page-data';
import { FactMark } from '../_ui/facts/facts.tsx';
import '../_ui/lesson/glossary.css';
import { Page } from '../_ui/shell/page.tsx';
import { Text } from '../_ui/text.tsx';

export const metadata: Metadata = { title: 'Glossary' };

export default async function GlossaryPage() {
  const theme = await themeNow();
  const terms = courseNow().glossary.toSorted((a, b) => a.term.localeCompare(b.term, 'en'));
  const named = new Map(terms.map((term) => [term.id, term.term]));
  return (
    <Page theme={theme} crumbs={[{ title: 'Glossary' }]}>
      <div className="glossary">
        <h1>Glossary</h1>
        <p>
          Beside it: <Link href="/changes">what AWS changed</Link>, <Link href="/facts">every fact with its source</Link>, and{' '}
          <Link href="/card">a card to print</Link>.
        </p>
        <dl>
          {terms.map((term) => (
            <div key={term.id} id={term.id} className="glossary-entry">
              <dt>{term.term}</dt>
              <dd>
                <Text>{term.text}</Text>{' '}
                {factsFor(term.facts).map((fact) => (
                  <FactMark key={fact.id} fact={fact} />
                ))}
                <p className="small soft">
                  <Taught lesson={term.lesson} />
                  {term.see.map((id) => (
                    <a key={id} href={`#${id}`}>
                      {named.get(id) ?? id}
                    </a>
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

function Taught({ lesson: id }: { readonly lesson: string | undefined }) {
  const lesson = id === undefined ? undefined : lessonWith(id);
  return lesson === undefined ? null : (
    <Link href={lessonHref(lesson.id)}>
      {lesson.id} {lesson.title}
    </Link>
  );
}
