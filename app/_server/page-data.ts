import 'server-only';
import { cookies } from 'next/headers';
import {
  type CourseLab,
  type FactRow,
  type Lesson,
  lessonsOf,
  outlineOf,
  type Progress,
  type PublicLab,
  progressOf,
  publicLabOf,
} from '#engine';
import type { FactView } from '../_ui/facts/view.ts';
import { PANES_COOKIE, type PaneSizes, paneSizesOf } from '../_ui/lab/pane-sizes.ts';
import { THEME_COOKIE, type Theme, themeOf } from '../_ui/theme.ts';
import { answerRows } from './answers.ts';
import { attemptRows } from './attempts.ts';
import { contentOf } from './content.ts';
import { currentLearner } from './learner.ts';
import { visitRows } from './visits.ts';

export const courseNow = () => contentOf().course;

export const themeNow = async (): Promise<Theme> => themeOf((await cookies()).get(THEME_COOKIE)?.value);

/** How this browser's panes were left. */
export const paneSizesNow = async (): Promise<PaneSizes> => paneSizesOf((await cookies()).get(PANES_COOKIE)?.value);

/** The lesson with this id, or undefined. */
export const lessonWith = (id: string): Lesson | undefined => lessonsOf(courseNow()).find((lesson) => lesson.id === id);

export interface LabPlace {
  readonly lab: CourseLab;
  readonly lesson: Lesson;
  /** The part of the lab that may leave the server. */
  readonly shown: PublicLab;
}

/** The lab with this id and the lesson that it belongs to, or undefined. */
export function labWith(id: string): LabPlace | undefined {
  const lesson = lessonsOf(courseNow()).find((each) => each.labs.some((lab) => lab.id === id));
  const lab = lesson?.labs.find((each) => each.id === id);
  return lesson === undefined || lab === undefined ? undefined : { lab, lesson, shown: publicLabOf(lab) };
}

export const lessonHref = (id: string): string => `/learn/${encodeURIComponent(id)}`;
export const labHref = (id: string): string => `/lab/${encodeURIComponent(id)}`;
export const quizHref = (lesson: string): string => `/quiz/${encodeURIComponent(lesson)}`;

/** Where the reader stands now, folded from his rows. */
export async function progressNow(): Promise<Progress> {
  const learner = await currentLearner();
  const [attempts, answers, visits] = await Promise.all([attemptRows(learner), answerRows(learner), visitRows(learner)]);
  return progressOf(outlineOf(courseNow()), attempts, answers, visits);
}

/** The rows with these ids, in this order; an id that names no row is left out, and the proof of the content says so. */
export function factsFor(ids: readonly string[]): readonly FactView[] {
  const { facts } = courseNow();
  return [...new Set(ids)].flatMap((id) => {
    const row = facts.get(id);
    return row === undefined ? [] : [factView(row)];
  });
}

/** The lessons that rest on a row, in their order. */
export const lessonsOn = (fact: string): readonly Lesson[] =>
  lessonsOf(courseNow()).filter((lesson) => lesson.facts.includes(fact));

const factView = ({ id, claim, source, checked, confidence, by }: FactRow): FactView => ({
  id,
  claim,
  source: source === 'reasoning' ? '' : source,
  checked,
  confidence,
  by: by ?? [],
});

/** The beliefs that the checks of a lab may name, by their names. */
export function beliefsOf(lab: PublicLab): Readonly<Record<string, string>> {
  const { misconceptions } = courseNow();
  const said = [...lab.checks.flatMap((check) => check.feedback), ...lab.rejected];
  const names = new Set(said.flatMap((entry) => entry.misconception ?? []));
  return Object.fromEntries(
    [...names].flatMap((name) => (misconceptions.has(name) ? [[name, misconceptions.get(name) ?? '']] : [])),
  );
}
