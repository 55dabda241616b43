import 'server-only';
import { countedAnswers, endOf, lessonsOf, type Place, type Question } from '#engine';
import type { PlaceView, SavedPlace, SittingState } from '../_ui/exam/view.ts';
import { courseNow } from './page-data.ts';
import { shownQuestion } from './question-views.ts';
import type { ExamAnswerRecord, SittingRecord } from './sittings.ts';
import { askedWith } from './variants.ts';

/** The question at a place in the variant that was drawn for it, or undefined where the course has lost it. */
export function askedAt({ item, seed }: Place): Question | undefined {
  const written = lessonsOf(courseNow())
    .flatMap((lesson) => lesson.questions)
    .find((question) => question.id === item);
  return written === undefined ? undefined : askedWith(written, seed ?? '').question;
}

/** The record that counts at each place at `now`. */
export function lastSaved(
  sitting: SittingRecord,
  answers: readonly ExamAnswerRecord[],
  now: number,
): ReadonlyMap<number, ExamAnswerRecord> {
  const counted = new Set(countedAnswers(sitting, answers, now).values());
  return new Map(answers.filter((each) => counted.has(each)).map((each) => [each.place, each] as const));
}

/** A sitting under way, as a window may know it: nothing of how the answers are. */
export function sittingState(sitting: SittingRecord, answers: readonly ExamAnswerRecord[], now: number): SittingState {
  const saved = lastSaved(sitting, answers, now);
  return {
    over: endOf(sitting, now) !== undefined,
    leftMs: Math.max(0, sitting.endsAt - now),
    places: sitting.places.map((_, place) => savedPlace(place, saved.get(place))),
  };
}

const LOST = { stem: 'This question was taken out of the course.', kind: 'fill-in', items: [], partners: [], choose: 1 } as const;

/** Every place of a sitting under way with its question and what was last saved there. */
export function placeViews(sitting: SittingRecord, state: SittingState): readonly PlaceView[] {
  return state.places.map((saved) => {
    const place = sitting.places[saved.place];
    const question = place === undefined ? undefined : askedAt(place);
    const id = `exam-${saved.place}`;
    return { saved, question: question === undefined ? { id, ...LOST } : shownQuestion(question, true, id) };
  });
}

function savedPlace(place: number, record: ExamAnswerRecord | undefined): SavedPlace {
  if (record === undefined) return { place, order: 0, answer: {}, flagged: false };
  const { order, answer, flagged, certainty } = record;
  return { place, order, answer, flagged, ...(certainty === undefined ? {} : { certainty }) };
}
