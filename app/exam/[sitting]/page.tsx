import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { type Exam, endOf } from '#engine';
import { examWith } from '#server/exam-forms';
import { placeViews, sittingState } from '#server/exam-places';
import { currentLearner } from '#server/learner';
import type { LearnerId } from '#server/learner-rows';
import { labHref, themeNow } from '#server/page-data';
import { passedLabs, resultFor } from '#server/results';
import { examAnswers, type SittingRecord, sittingOf } from '#server/sittings';
import { ExamRun } from '../../_ui/exam/exam-run.tsx';
import { LabExam } from '../../_ui/exam/lab-exam.tsx';
import { Page } from '../../_ui/shell/page.tsx';
import { submitExam } from '../actions.ts';
import { LabReview, Result, Review } from './result.tsx';
import '../../_ui/exam/exam.css';

export const metadata: Metadata = { title: 'Exam' };

interface Props {
  readonly params: Promise<{ readonly sitting: string }>;
}

export default async function SittingPage({ params }: Props) {
  const learner = await currentLearner();
  const sitting = await sittingOf(learner, (await params).sitting);
  if (sitting === undefined) notFound();
  const now = Date.now();
  const exam = examWith(sitting.examId.split('/')[0] ?? '');
  const title = exam?.title ?? sitting.examId;
  const shown = { learner, sitting, exam, title, now };
  return (
    <Page theme={await themeNow()} crumbs={[{ title: 'Exams', href: '/exam' }, { title }]}>
      {endOf(sitting, now) === undefined ? <UnderWay {...shown} /> : <Over {...shown} />}
    </Page>
  );
}

interface SittingProps {
  readonly learner: LearnerId | undefined;
  readonly sitting: SittingRecord;
  readonly exam: Exam | undefined;
  readonly title: string;
  readonly now: number;
}

async function UnderWay({ sitting, exam, title, now }: SittingProps) {
  const head = { sitting: sitting.id, title, leftMs: sitting.endsAt - now, submit: submitExam };
  if (exam?.kind === 'labs')
    return <LabExam {...head} labs={sitting.places.map(({ item }) => ({ id: item, href: labHref(item) }))} />;
  const state = sittingState(sitting, await examAnswers(sitting.id), now);
  return <ExamRun {...head} places={placeViews(sitting, state)} />;
}

async function Over({ learner, sitting, exam, title, now }: SittingProps) {
  const result = await resultFor(learner, sitting, now);
  return (
    <Result title={title} exam={exam} result={result}>
      {exam?.kind === 'labs' ? (
        <LabReview sitting={sitting} passed={await passedLabs(learner, sitting, now)} />
      ) : (
        <Review sitting={sitting} answers={await examAnswers(sitting.id)} now={now} />
      )}
    </Result>
  );
}
