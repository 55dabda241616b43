import Link from 'next/link';
import type { LessonProgress, NextStep } from '#engine';
import { courseNow, labHref, lessonHref, progressNow, quizHref, themeNow } from '#server/page-data';
import { Line } from './_ui/home/line.tsx';
import type { StopView } from './_ui/home/view.ts';
import './_ui/home/home.css';
import { dueNow } from '#server/standing';
import { Page } from './_ui/shell/page.tsx';

export default async function HomePage() {
  const [theme, progress, due] = await Promise.all([themeNow(), progressNow(), dueNow()]);
  const course = courseNow();
  const byLesson = new Map(progress.modules.flatMap((module) => module.lessons).map((lesson) => [lesson.id, lesson]));
  const fresh =
    progress.steps.done === 0 && progress.modules.every((module) => module.lessons.every((each) => each.state === 'new'));
  return (
    <Page theme={theme}>
      <div className="home">
        <Top next={progress.next} fresh={fresh} done={progress.steps.done} of={progress.steps.of} />
        <nav className="home-ways" aria-label="Other ways to learn">
          <Link href="/review">{due === 0 ? 'Review' : `Due for review: ${due}`}</Link>
          <Link href="/practice">Practice</Link>
          <Link href="/exam">Exams</Link>
          <Link href="/profile">What you hold</Link>
          <Link href="/notes">Notes</Link>
          <Link href="/network">Your own network</Link>
        </nav>
        {course.modules.map((module) => (
          <section key={module.id} className="module" aria-labelledby={module.id}>
            <header className="module-head">
              <h2 id={module.id}>{module.title}</h2>
              <p className="small soft">{module.summary}</p>
            </header>
            <Line stops={module.lessons.map((lesson) => stopOf(lesson, byLesson.get(lesson.id), progress.next))} />
          </section>
        ))}
        <p className="home-foot small soft">
          Your work is kept in this workbook's own database, without an account. <Link href="/you">Your data</Link> ·{' '}
          <Link href="/glossary">Glossary</Link> · <Link href="/facts">Facts</Link> ·{' '}
          <Link href="/traceability">What became of the old notes</Link>
        </p>
      </div>
    </Page>
  );
}

type CourseLesson = ReturnType<typeof courseNow>['modules'][number]['lessons'][number];

function stopOf(lesson: CourseLesson, progress: LessonProgress | undefined, next: NextStep | undefined): StopView {
  const passed = new Set(progress?.passedLabs);
  const here = next === undefined ? undefined : next.kind === 'lab' ? next.lesson : next.id;
  return {
    id: lesson.id,
    title: lesson.title,
    summary: lesson.summary,
    href: lessonHref(lesson.id),
    minutes: lesson.readingMinutes + lesson.doingMinutes,
    state: progress?.state ?? 'new',
    here: here === lesson.id,
    read: progress?.read ?? false,
    labs: lesson.labs.map(({ id, title }) => ({ id, title, href: labHref(id), passed: passed.has(id) })),
    questions: { href: quizHref(lesson.id), right: progress?.right.done ?? 0, of: lesson.questions.length },
  };
}

interface TopProps {
  readonly next: NextStep | undefined;
  readonly fresh: boolean;
  readonly done: number;
  readonly of: number;
}

/** What comes next, and nothing else above it. */
function Top({ next, fresh, done, of }: TopProps) {
  if (next === undefined) {
    return (
      <header className="home-top">
        <h1>{of === 0 ? 'There is no lesson yet' : 'Everything here is done'}</h1>
        <p className="home-lead">
          {of === 0
            ? 'Lessons are folders in content; the first one appears here.'
            : `All ${of} steps: read, passed and answered.`}
        </p>
      </header>
    );
  }
  return (
    <header className="home-top">
      <h1>{fresh ? 'A timeout is not a denial' : 'Continue'}</h1>
      <p className="home-lead">
        {fresh
          ? 'Private connectivity in AWS, learned on real configurations: predict what happens, see which hop stopped it, and fix it.'
          : `${done} of ${of} steps are done.`}
      </p>
      <Link className="button button-main home-next" href={hrefOf(next)}>
        {wordOf(next, fresh)} <span className="home-next-title">{next.title}</span>
      </Link>
    </header>
  );
}

function hrefOf(next: NextStep): string {
  switch (next.kind) {
    case 'lesson':
      return lessonHref(next.id);
    case 'lab':
      return labHref(next.id);
    case 'quiz':
      return quizHref(next.id);
  }
}

function wordOf(next: NextStep, fresh: boolean): string {
  switch (next.kind) {
    case 'lesson':
      return fresh ? 'Start with' : next.resume ? 'Go on reading' : 'Read';
    case 'lab':
      return `Lab ${next.id}`;
    case 'quiz':
      return 'Questions';
  }
}
