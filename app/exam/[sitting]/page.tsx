import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { countedAnswers, type ExamResult, endOf, labsOf, lessonsOf, type Question } from '#engine';
import { examWith } from '#server/exam-forms';
import { currentLearner } from '#server/learner';
import { courseNow, labHref, lessonHref, themeNow } from '#server/page-data';
import { answeredView, shownQuestion } from '#server/question-views';
import { passedLabs, resultFor } from '#server/results';
import { type ExamAnswerRecord, examAnswers, type SittingRecord, sittingOf } from '#server/sittings';
import { askedWith } from '#server/variants';
import { ExamRun } from '../../_ui/exam/exam-run.tsx';
import { LabExam } from '../../_ui/exam/lab-exam.tsx';
import type { PlaceView } from '../../_ui/exam/view.ts';
import { Marked } from '../../_ui/question/marked.tsx';
import { Page } from '../../_ui/shell/page.tsx';
import { Text } from '../../_ui/text.tsx';
import { submitExam } from '../actions.ts';
import '../../_ui/exam/exam.css';
import '../../_ui/profile/profile.css';

export const metadata: Metadata = { title: 'Exam' };

interface Props {
  readonly params: Promise<{ readonly sitting: string }>;
}

export default async function SittingPage({ params }: Props) {
  const learner = await currentLearner();
  const sitting = await sittingOf(learner, (await params).sitting);
  if (sitting === undefined) notFound();
  const now = Date.now();
  const [theme, answers, result] = await Promise.all([themeNow(), examAnswers(sitting.id), resultFor(learner, sitting, now)]);
  const exam = examWith(sitting.examId.split('/')[0] ?? '');
  const title = exam?.title ?? sitting.examId;
  const over = endOf(sitting, now) !== undefined;
  const passed = exam?.kind === 'labs' ? await passedLabs(learner, sitting, now) : undefined;
  return (
    <Page theme={theme} crumbs={[{ title: 'Exams', href: '/exam' }, { title }]}>
      {over ? (
        <Result title={title} result={result}>
          {passed === undefined ? (
            <Review sitting={sitting} answers={answers} now={now} />
          ) : (
            <LabReview sitting={sitting} passed={passed} />
          )}
        </Result>
      ) : exam?.kind === 'labs' ? (
        <LabExam
          sitting={sitting.id}
          title={title}
          labs={sitting.places.map(({ item }) => ({ id: item, href: labHref(item) }))}
          leftMs={sitting.endsAt - now}
          submit={submitExam}
        />
      ) : (
        <ExamRun
          sitting={sitting.id}
          title={title}
          places={placesOf(sitting, answers, now)}
          leftMs={sitting.endsAt - now}
          submit={submitExam}
        />
      )}
    </Page>
  );
}

/** The question at each place in the variant that was drawn for it, or undefined where the course has lost it. */
function questionsOf({ places }: SittingRecord): readonly (Question | undefined)[] {
  const written = new Map(
    lessonsOf(courseNow()).flatMap((lesson) => lesson.questions.map((question) => [question.id, question] as const)),
  );
  return places.map(({ item, seed }) => {
    const question = written.get(item);
    return question === undefined ? undefined : askedWith(question, seed ?? '').question;
  });
}

const LOST = { stem: 'This question was taken out of the course.', kind: 'fill-in', items: [], partners: [], choose: 1 } as const;

function placesOf(sitting: SittingRecord, answers: readonly ExamAnswerRecord[], now: number): readonly PlaceView[] {
  const counted = countedAnswers(sitting, answers, now);
  return questionsOf(sitting).map((question, place) => {
    const held = answers.find((each) => each === counted.get(place));
    const id = `exam-${place}`;
    return {
      question: question === undefined ? { id, ...LOST } : shownQuestion(question, true, id),
      answer: held?.answer ?? {},
      flagged: held?.flagged ?? false,
    };
  });
}

interface ResultProps {
  readonly title: string;
  readonly result: ExamResult;
  readonly children: ReactNode;
}

function Result({ title, result, children }: ResultProps) {
  return (
    <div className="profile">
      <h1>{title}</h1>
      <p>
        <strong>
          {result.right} of {result.of}
        </strong>{' '}
        that count, {Math.round(result.percent)} %, {result.scaled} of 1000 by our mapping:{' '}
        {result.passed ? 'passed' : 'not passed'}.
      </p>
      <table className="profile-table">
        <caption className="visually-hidden">By domain</caption>
        <thead>
          <tr>
            <th scope="col">Domain</th>
            <th scope="col">Right</th>
            <th scope="col">Of</th>
          </tr>
        </thead>
        <tbody>
          {result.domains.map((row) => (
            <tr key={row.domain}>
              <th scope="row">{row.domain}</th>
              <td>{row.right}</td>
              <td>{row.of}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
      <p>
        <Link href="/exam">To the exams</Link>
      </p>
    </div>
  );
}

/** Every lab with whether it was passed in the time of the exam. */
function LabReview({ sitting, passed }: { readonly sitting: SittingRecord; readonly passed: ReadonlySet<number> }) {
  const titles = new Map(labsOf(courseNow()).map((lab) => [lab.id, lab.title] as const));
  return (
    <section aria-label="Every lab">
      <h2>Every lab</h2>
      <ul>
        {sitting.places.map(({ item }, place) => (
          <li key={item}>
            <Link href={labHref(item)}>
              {item} {titles.get(item)}
            </Link>
            : {passed.has(place) ? 'passed' : 'not passed in this time'}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ReviewProps {
  readonly sitting: SittingRecord;
  readonly answers: readonly ExamAnswerRecord[];
  readonly now: number;
}

/** Every question with what was answered and why it is so; those that were wrong stand open. */
function Review({ sitting, answers, now }: ReviewProps) {
  const counted = countedAnswers(sitting, answers, now);
  return (
    <section aria-label="Every question">
      <h2>Every question</h2>
      {questionsOf(sitting).map((question, place) => {
        const held = answers.find((each) => each === counted.get(place));
        if (question === undefined) return null;
        const lesson = lessonsOf(courseNow()).find((each) => each.questions.some(({ id }) => id === question.id));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number.
          <details key={place} open={held?.mark !== 1}>
            <summary>
              {place + 1}. {held === undefined ? 'open' : held.mark === 1 ? 'right' : 'wrong'}
              {sitting.places[place]?.scored === false && ', does not count'}
            </summary>
            <p>
              <Text>{question.stem}</Text> {lesson !== undefined && <Link href={lessonHref(lesson.id)}>{lesson.id}</Link>}
            </p>
            <Marked
              question={shownQuestion(question, false)}
              mark={answeredView(question, held?.answer ?? {}).mark}
              arrived={false}
            />
          </details>
        );
      })}
    </section>
  );
}
