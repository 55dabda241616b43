import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { type Lesson, lessonsOf } from '#engine';
import { currentLearner } from '#server/learner';
import { lessonBody } from '#server/lesson-body';
import { ownNoteOf } from '#server/own-notes';
import { courseNow, factsFor, labHref, lessonHref, lessonWith, quizHref, themeNow } from '#server/page-data';
import { listPredictions } from '#server/predictions';
import { roomBefore } from '#server/team/pace';
import { visitOf } from '#server/visits';
import { FactList } from '../../_ui/facts/facts.tsx';
import { Contents } from '../../_ui/lesson/contents.tsx';
import '../../_ui/lesson/lesson.css';
import { Reading } from '../../_ui/lesson/reading.tsx';
import { OwnNote } from '../../_ui/notes/own-note.tsx';
import { Page } from '../../_ui/shell/page.tsx';
import { NotOpenYet } from '../../_ui/team/not-open-yet.tsx';
import { inline } from '../../_ui/text.tsx';
import { lessonParts } from './parts.tsx';

interface Params {
  readonly params: Promise<{ readonly lesson: string }>;
}

const lessonOf = async ({ params }: Params): Promise<Lesson | undefined> => lessonWith(decodeURIComponent((await params).lesson));

export async function generateMetadata(props: Params): Promise<Metadata> {
  const lesson = await lessonOf(props);
  return lesson === undefined ? {} : { title: lesson.title, description: lesson.summary };
}

export default async function LessonPage(props: Params) {
  const lesson = await lessonOf(props);
  if (lesson === undefined) notFound();
  const learner = await currentLearner();
  const room = await roomBefore(learner, `lesson/${lesson.id}`);
  if (room !== undefined) return <NotOpenYet room={room} theme={await themeNow()} />;
  const [theme, visit, given, note] = await Promise.all([
    themeNow(),
    visitOf(learner, lesson.id),
    listPredictions(learner, lesson.id),
    ownNoteOf(learner, lesson.id),
  ]);
  const { Body, sections } = await lessonBody(lesson, courseNow().glossary);
  const finished = visit?.completedAt !== undefined;
  const stopped = finished ? undefined : sections.find((section) => section.id === sectionIn(visit?.position));
  const facts = factsFor(lesson.facts);
  return (
    <Page theme={theme} crumbs={[{ title: `${lesson.id} ${lesson.title}` }]}>
      <div className="lesson">
        <article className="prose">
          <LessonHead lesson={lesson} />
          <Body components={lessonParts(lesson, given)} />
          <Reading lesson={lesson.id} sections={sections} finished={finished} {...(stopped === undefined ? {} : { stopped })} />
          <LessonFoot lesson={lesson} />
        </article>
        <aside className="lesson-side" aria-label="Contents and facts">
          <Contents sections={sections} />
          <OwnNote subject={lesson.id} note={note} />
          <details className="lesson-facts">
            <summary>
              <h2>Facts</h2> <span className="soft">{facts.length} rows, each with its source and the day it was checked</span>
            </summary>
            <FactList facts={facts} />
          </details>
        </aside>
      </div>
    </Page>
  );
}

/** The section that a stored position names; positions of older versions of this page name none. */
function sectionIn(position: unknown): string | undefined {
  return typeof position === 'object' && position !== null && 'section' in position ? String(position.section) : undefined;
}

function LessonHead({ lesson }: { readonly lesson: Lesson }) {
  return (
    <header className="lesson-head">
      <h1>{inline(lesson.title)}</h1>
      <p className="lesson-summary">{inline(lesson.summary)}</p>
      <p className="small soft">
        {lesson.readingMinutes} min to read, {lesson.doingMinutes} min to do
      </p>
    </header>
  );
}

function LessonFoot({ lesson }: { readonly lesson: Lesson }) {
  const all = lessonsOf(courseNow());
  const at = all.findIndex((each) => each.id === lesson.id);
  const [before, after] = [all[at - 1], all[at + 1]];
  return (
    <footer className="lesson-foot">
      <h2>At the keyboard</h2>
      <ul className="lesson-todo">
        {lesson.labs.map((lab) => (
          <li key={lab.id}>
            <Link href={labHref(lab.id)}>
              {lab.id} {lab.title}
            </Link>{' '}
            <span className="soft">
              {lab.kind}, {lab.minutes} min
            </span>
          </li>
        ))}
        {lesson.questions.length > 0 && (
          <li>
            <Link href={quizHref(lesson.id)}>Questions of this lesson</Link>{' '}
            <span className="soft">{lesson.questions.length}</span>
          </li>
        )}
      </ul>
      <nav className="lesson-turn" aria-label="Next and previous lesson">
        {before === undefined ? <span /> : <Link href={lessonHref(before.id)}>← {before.title}</Link>}
        {after === undefined ? <Link href="/">To the course</Link> : <Link href={lessonHref(after.id)}>{after.title} →</Link>}
      </nav>
    </footer>
  );
}
