import Link from 'next/link';
import type { ReactNode } from 'react';
import { type Exam, type ExamResult, labsOf, lessonsOf } from '#engine';
import { askedAt, lastSaved } from '#server/exam-places';
import { courseNow, labHref, lessonHref } from '#server/page-data';
import { repairOf } from '#server/repairs';
import type { ExamAnswerRecord, SittingRecord } from '#server/sittings';
import { beginningOf } from '../../_ui/beginning.ts';
import { type PlaceLine, Reviewed } from '../../_ui/exam/reviewed.tsx';
import { Repair } from '../../_ui/profile/repair.tsx';
import { Text } from '../../_ui/text.tsx';
import { reviewExamPlace } from '../actions.ts';
import '../../_ui/profile/profile.css';

interface ResultProps {
  readonly title: string;
  readonly exam: Exam | undefined;
  readonly result: ExamResult;
  readonly children: ReactNode;
}

/** The result in figures, then what it was made of. */
export function Result({ title, exam, result, children }: ResultProps) {
  const names = exam?.kind === 'questions' ? exam.domainNames : {};
  const from = exam?.kind === 'questions' ? exam.pass.scaled : 10 * (exam?.pass.percent ?? 75);
  return (
    <div className="profile exam-result">
      <div>
        <h1>{title}</h1>
        <p>
          <strong>{result.passed ? 'Passed' : 'Not passed'}</strong>: {result.right} of {result.of} that count,{' '}
          {Math.round(result.percent)} %, {result.scaled} of 1000 by our mapping; it passes from {from}.
        </p>
        <p className="small soft">
          The mapping is ours: ten times the percentage of scored questions that are right, at least 100. AWS publishes none. A
          question is right or wrong as a whole, and what stayed open is wrong.
        </p>
      </div>
      <table className="profile-table">
        <caption className="visually-hidden">By domain</caption>
        <thead>
          <tr>
            <th scope="col">Domain</th>
            <th scope="col">Right</th>
            <th scope="col">Of</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {result.domains.map((row) => (
            <tr key={row.domain}>
              <th scope="row">{names[row.domain] ?? row.domain}</th>
              <td>{row.right}</td>
              <td>{row.of}</td>
              <td>{Math.round((100 * row.right) / row.of)} %</td>
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
export function LabReview({ sitting, passed }: { readonly sitting: SittingRecord; readonly passed: ReadonlySet<number> }) {
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

type Group = 'sure' | 'wrong' | 'right';

/** Every question, those that were wrong in spite of being sure first, and the beliefs that the wrong ones show with what mends them. */
export function Review({ sitting, answers, now }: ReviewProps) {
  const saved = lastSaved(sitting, answers, now);
  const places = sitting.places.map((_, place) => ({
    record: saved.get(place),
    group: groupOf(saved.get(place)),
    line: lineOf(sitting, place, saved.get(place)),
  }));
  const sectionOf = (group: Group, title: string, text?: string) => {
    const here = places.filter((each) => each.group === group);
    if (here.length === 0) return null;
    return (
      <section aria-label={title}>
        <h2>
          {title}: {here.length}
        </h2>
        {text !== undefined && <p className="small soft">{text}</p>}
        <div className="reviewed-list">
          {here.map(({ line }) => (
            <Reviewed key={line.place} sitting={sitting.id} line={line} load={reviewExamPlace} />
          ))}
        </div>
      </section>
    );
  };
  return (
    <>
      {sectionOf(
        'sure',
        'Sure and wrong',
        'Look at these first: what one is sure of one does not look up. They come first in review, too.',
      )}
      <Beliefs records={[...saved.values()].filter(({ mark }) => mark < 1)} sitting={sitting} />
      {sectionOf('wrong', 'Wrong or open')}
      {sectionOf('right', 'Right')}
    </>
  );
}

function groupOf(record: ExamAnswerRecord | undefined): Group {
  if (record?.mark === 1) return 'right';
  return record?.certainty === 'sure' ? 'sure' : 'wrong';
}

function lineOf({ places }: SittingRecord, place: number, record: ExamAnswerRecord | undefined): PlaceLine {
  const at = places[place];
  const question = at === undefined ? undefined : askedAt(at);
  const lesson = lessonsOf(courseNow()).find((each) => each.questions.some(({ id }) => id === at?.item));
  const mark = record === undefined ? 'open' : record.mark === 1 ? 'right' : record.mark > 0 ? 'partly right' : 'wrong';
  const said = record?.certainty === undefined ? '' : `, ${SAID[record.certainty]}`;
  return {
    place,
    word: `${mark}${said}${at?.scored === false ? ', does not count' : ''}`,
    stem: question === undefined ? 'taken out of the course' : beginningOf(question.stem),
    ...(lesson === undefined ? {} : { lesson: { id: lesson.id, href: lessonHref(lesson.id) } }),
  };
}

const SAID = { sure: 'and you were sure', likely: 'and you found it likely', guess: 'and you guessed' } as const;

function Beliefs({ records, sitting }: { readonly records: readonly ExamAnswerRecord[]; readonly sitting: SittingRecord }) {
  const { misconceptions } = courseNow();
  const shown = new Map<string, number[]>();
  for (const { misconceptions: names, place } of records)
    for (const name of new Set(names)) shown.set(name, [...(shown.get(name) ?? []), place]);
  if (shown.size === 0) return null;
  const lessonAt = (place: number | undefined) =>
    lessonsOf(courseNow()).find((each) => each.questions.some(({ id }) => id === sitting.places[place ?? -1]?.item))?.id;
  return (
    <section aria-label="The beliefs behind it">
      <h2>The beliefs behind what was wrong</h2>
      <ul className="beliefs">
        {[...shown]
          .toSorted(([, a], [, b]) => b.length - a.length)
          .map(([name, places]) => (
            <li key={name} className="belief">
              <div>
                <Text>{misconceptions.get(name) ?? name}</Text>
              </div>
              <p className="small soft">
                {places.length === 1 ? 'Question' : 'Questions'} {places.map((place) => place + 1).join(', ')}
              </p>
              <Repair links={repairOf(name, lessonAt(places[0]))} />
            </li>
          ))}
      </ul>
    </section>
  );
}
