import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { listAnswers } from '#server/answers';
import { currentLearner } from '#server/learner';
import { lessonHref, lessonWith, themeNow } from '#server/page-data';
import { answeredView, shownQuestion } from '#server/question-views';
import { roomBefore } from '#server/team/pace';
import { askedNext, askedWith } from '#server/variants';
import { Quiz } from '../../_ui/question/quiz.tsx';
import { Page } from '../../_ui/shell/page.tsx';
import { NotOpenYet } from '../../_ui/team/not-open-yet.tsx';

interface Params {
  readonly params: Promise<{ readonly lesson: string }>;
}

const lessonOf = async ({ params }: Params) => lessonWith(decodeURIComponent((await params).lesson));

export async function generateMetadata(props: Params): Promise<Metadata> {
  const lesson = await lessonOf(props);
  return lesson === undefined ? {} : { title: `Questions: ${lesson.title}` };
}

export default async function QuizPage(props: Params) {
  const lesson = await lessonOf(props);
  if (lesson === undefined || lesson.questions.length === 0) notFound();
  const learner = await currentLearner();
  const room = await roomBefore(learner, `quiz/${lesson.id}`);
  if (room !== undefined) return <NotOpenYet room={room} theme={await themeNow()} />;
  const [theme, answers] = await Promise.all([themeNow(), listAnswers(learner, lesson.id)]);
  const items = lesson.questions.map((question) => {
    const given = answers.filter((each) => each.questionId === question.id);
    const last = given.at(-1);
    const next = askedNext(question, learner, given.length + 1);
    const now = last?.seed === undefined ? askedNext(question, learner, given.length) : askedWith(question, last.seed);
    return {
      question: shownQuestion(now.question, true, now.shownId),
      ...(last === undefined ? {} : { answered: answeredView(now.question, last.answer) }),
      ...(next.seed === undefined ? {} : { again: shownQuestion(next.question, true, next.shownId) }),
    };
  });
  const href = lessonHref(lesson.id);
  return (
    <Page theme={theme} crumbs={[{ title: `${lesson.id} ${lesson.title}`, href }, { title: 'Questions' }]}>
      <Quiz title={lesson.title} items={items} lessonHref={href} />
    </Page>
  );
}
