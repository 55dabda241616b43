import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { type Exam, endOf, type FormLength, planOf } from '#engine';
import { lackingFor } from '#server/exam-forms';
import { currentLearner } from '#server/learner';
import { courseNow, themeNow } from '#server/page-data';
import { readinessOf, resultsOf } from '#server/results';
import { listSittings } from '#server/sittings';
import { ActionForm } from '../_ui/action-form.tsx';
import { Page } from '../_ui/shell/page.tsx';
import { beginExam } from './actions.ts';
import '../_ui/exam/exam.css';

export const metadata: Metadata = { title: 'Exams' };

interface Props {
  readonly searchParams: Promise<{ readonly undrawn?: string | string[] }>;
}

export default async function ExamsPage({ searchParams }: Props) {
  const now = Date.now();
  const learner = await currentLearner();
  const [theme, sittings, results] = await Promise.all([themeNow(), listSittings(learner), resultsOf(learner, now)]);
  const { undrawn: id } = await searchParams;
  const undrawn = courseNow().exams.find((each) => each.id === id);
  const running = sittings.find((sitting) => endOf(sitting, now) === undefined);
  return (
    <Page theme={theme} crumbs={[{ title: 'Exams' }]}>
      <div className="exam-list">
        <h1>Exams</h1>
        <p>
          Forms in the shape of the papers, on the subject of this course: the same clock and kinds of question, no word until the
          end, some questions that do not count. AWS publishes no mapping of answers to points; ours is ten times the percentage.
        </p>
        {undrawn !== undefined && (
          <p role="alert">
            No form of {undrawn.title} could be put together this time, and nothing was begun. Begin again for another draw.
          </p>
        )}
        {running !== undefined && (
          <p>
            <Link className="button button-main" href={`/exam/${running.id}`}>
              Go on with {running.examId.split('/')[0]}
            </Link>
          </p>
        )}
        {courseNow().exams.map((exam) => (
          <section key={exam.id} className="exam-paper" aria-labelledby={`exam-${exam.id}`}>
            <h2 id={`exam-${exam.id}`}>{exam.title}</h2>
            <Lengths exam={exam} />
            <p className="small soft">
              {readinessOf(exam, results)
                ? 'Ready: seven points above the pass on two different full forms.'
                : 'Ready means seven points above the pass on two different full forms.'}
            </p>
            <ul>
              {results
                .filter((result) => result.exam === exam.id)
                .map((result) => (
                  <li key={result.sitting}>
                    <Link href={`/exam/${result.sitting}`}>
                      {new Date(result.at).toISOString().slice(0, 10)}: {Math.round(result.percent)} %
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  );
}

function Lengths({ exam }: { readonly exam: Exam }) {
  if (exam.kind === 'labs') return <Begin exam={exam} length="full" word={`${countOf(exam)} labs, ${exam.minutes} minutes`} />;
  return (['full', 'sprint'] as const).map((length) => {
    const plan = planOf(exam, length);
    return <Begin key={length} exam={exam} length={length} word={`${plan.items} questions, ${plan.minutes} minutes`} />;
  });
}

const countOf = (exam: Extract<Exam, { kind: 'labs' }>): number =>
  Object.values(exam.labs).reduce((sum, each) => sum + (each ?? 0), 0);

function Begin({ exam, length, word }: { readonly exam: Exam; readonly length: FormLength; readonly word: string }) {
  const lacking = lackingFor(exam, length);
  if (lacking.length > 0) {
    return (
      <details className="small">
        <summary>{word}: not yet, the course has too few questions for it</summary>
        <ul>
          {lacking.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </details>
    );
  }
  return (
    <ActionForm action={beginExam} className="exam-begin">
      <input type="hidden" name="exam" value={exam.id} />
      <input type="hidden" name="length" value={length} />
      <input type="hidden" name="key" value={randomUUID()} />
      <button type="submit" className="button button-main">
        Begin: {word}
      </button>
    </ActionForm>
  );
}
