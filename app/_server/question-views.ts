import 'server-only';
import { createHash } from 'node:crypto';
import {
  askEngine,
  type ConfigurationInput,
  describeBlock,
  markAnswer,
  openConfiguration,
  type PublicQuestion,
  playsOf,
  publicQuestionOf,
  type Question,
  type QuestionAnswer,
  type QuestionMark,
} from '#engine';
import { draw } from '../_ui/diagram/draw.ts';
import type { Drawing } from '../_ui/diagram/drawing.ts';
import type { Answered, LineView, MarkView, PlayView, ShownQuestion } from '../_ui/question/view.ts';
import { traceOf } from '../_ui/trace/trace-of.ts';
import { courseNow, factsFor } from './page-data.ts';

/** One order for everybody, so that people in a room can speak of "the second option"; the key has no part in it. */
export const SEED = 'workbook';

/** What may be shown of `question` before it is answered, under `shownId`. Its configuration goes out as a drawing only. */
export function shownQuestion(question: Question, drawn: boolean, shownId: string = question.id): ShownQuestion {
  const open = publicQuestionOf(question, SEED);
  const { stem, kind } = open;
  return {
    id: shownId,
    stem,
    kind,
    items: itemsOf(open),
    partners: open.kind === 'match' ? open.right : [],
    choose: open.kind === 'multiple' ? open.choose : 1,
    ...(drawn && open.kind === 'predict' ? { drawing: drawingOf(open.configuration) } : {}),
    ...(open.kind === 'hotspot' ? spotsOf(open) : {}),
  };
}

/** What is pointed at: a list where the question has one, otherwise the drawing. */
const spotsOf = ({ list, configuration }: Extract<PublicQuestion, { kind: 'hotspot' }>) =>
  list === undefined ? { drawing: drawingOf(configuration) } : { list };

function itemsOf(question: PublicQuestion): ShownQuestion['items'] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
    case 'hotspot':
      return question.options;
    case 'fill-in':
      return [];
    case 'order':
      return question.items;
    case 'match':
      return question.left;
  }
}

export const drawingOf = (configuration: ConfigurationInput, focus: readonly string[] = []): Drawing =>
  draw(openConfiguration(configuration).resources, configuration.world.hosts, focus, configuration.world.region);

/** The mark of `answer` with every reason: for after the answer, never before. */
export function markView(question: Question, mark: QuestionMark): MarkView {
  const { misconceptions } = courseNow();
  const lines = mark.options.map((option): LineView => {
    const { id, text, correct, chosen, reason, partner } = option;
    const belief = option.misconception === undefined || correct ? undefined : misconceptions.get(option.misconception);
    const more = { ...(belief === undefined ? {} : { misconception: belief }), ...(partner === undefined ? {} : { partner }) };
    return { id, text, correct, chosen, reason, ...more };
  });
  return {
    correct: mark.correct,
    credit: mark.credit,
    lines: inShownOrder(question, lines),
    ...(mark.reason === undefined ? {} : { reason: mark.reason }),
    accepted: mark.accepted ?? [],
    ...(mark.answer === undefined ? {} : { trace: traceOf(mark.answer, describeBlock) }),
    plays: playViews(question, mark),
    facts: factsFor([...mark.facts, ...mark.options.flatMap((option) => factOfSource(option.source))]),
  };
}

const PLAYED = { right: 'What the right choice does', chosen: 'What your choice does', question: 'What happens' };

function playViews(question: Question, mark: QuestionMark): readonly PlayView[] {
  if (question.kind === 'predict' || question.kind === 'hotspot') {
    const { answer } = mark;
    if (answer === undefined || answer.error !== undefined) return [];
    return [{ title: PLAYED.question, drawing: drawingOf(question.configuration), trace: traceOf(answer, describeBlock) }];
  }
  const chosen = mark.options.filter((each) => each.chosen).map((each) => each.id);
  return playsOf(question, chosen).map(({ of, configuration, probe }) => ({
    title: PLAYED[of],
    drawing: drawingOf(configuration),
    trace: traceOf(askEngine(configuration, probe), describeBlock),
  }));
}

/** Options keep the places in which they were shown; what was to be ordered stands in its right order now. */
function inShownOrder(question: Question, lines: readonly LineView[]): readonly LineView[] {
  if (question.kind === 'order' || question.kind === 'fill-in') return lines;
  const places = itemsOf(publicQuestionOf(question, SEED)).map((item) => item.id);
  return lines.toSorted((a, b) => places.indexOf(a.id) - places.indexOf(b.id));
}

const factOfSource = (source: string | undefined): readonly string[] => (source?.startsWith('facts:') ? [source.slice(6)] : []);

/** A recorded answer with its mark, made anew: reasons are the course's and may have become better since. */
export function answeredView(question: Question, answer: QuestionAnswer): Answered {
  return { answer, mark: markView(question, markAnswer(question, answer)) };
}

/** Tells one wording of a question from another. */
export const questionHash = (question: Question): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 16);
