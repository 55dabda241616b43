import type { ReactNode } from 'react';
import type { Lesson, PredictQuestion, Question } from '#engine';
import { courseNow, factsFor } from '#server/page-data';
import { answeredView, drawingOf, shownQuestion } from '#server/question-views';
import type { PredictionRecord } from '../../_server/predictions.ts';
import { Figure } from '../../_ui/diagram/figure.tsx';
import { FactMark } from '../../_ui/facts/facts.tsx';
import { Aside, Dated, MisconceptionNote } from '../../_ui/lesson/asides.tsx';
import { InlineCheck, Prediction } from '../../_ui/lesson/prediction.tsx';
import { ProbeCard } from '../../_ui/lesson/probe-card.tsx';
import { probeWords } from '../../_ui/trace/probe-words.ts';
import { runProbe } from './actions.ts';

interface Named {
  readonly id: string;
}

/** The components that a lesson's prose may use, and nothing besides them. Whoever names a thing that is not there gets nothing drawn; the proof of the content has said so before. */
export function lessonParts(lesson: Lesson, given: readonly PredictionRecord[]): Readonly<Record<string, unknown>> {
  const asked = (questions: readonly (PredictQuestion | Question)[], id: string) => {
    const question = questions.find((each) => each.id === `${lesson.id}/${id}`);
    if (question === undefined) return undefined;
    const last = given.findLast((each) => each.predictId === id);
    const answered = last === undefined ? {} : { answered: answeredView(question, last.answer) };
    return { question: shownQuestion(question, false), ...answered };
  };
  return {
    Predict: ({ id }: Named) => {
      const props = asked(lesson.predictions, id);
      return props === undefined ? null : <Prediction {...props} />;
    },
    Check: ({ id }: Named) => {
      const props = asked(lesson.checks, id);
      return props === undefined ? null : <InlineCheck {...props} />;
    },
    Probe: ({ id }: Named) => {
      const shown = lesson.probes.find((each) => each.id === id);
      if (shown === undefined) return null;
      return <ProbeCard lesson={lesson.id} id={id} title={shown.title} asked={probeWords(shown.probe)} run={runProbe} />;
    },
    Figure: ({ id }: Named) => {
      const figure = lesson.figures.find((each) => each.id === id);
      if (figure === undefined) return null;
      return (
        <Figure
          drawing={drawingOf(figure.configuration, figure.focus)}
          title="The network of this lesson"
          caption={figure.caption}
        />
      );
    },
    Fact: ({ id }: Named) => {
      const [fact] = factsFor([id]);
      return fact === undefined ? null : <FactMark fact={fact} />;
    },
    Aside,
    Misconception: ({ id, children }: Named & { readonly children: ReactNode }) => (
      <MisconceptionNote name={id} belief={courseNow().misconceptions.get(id) ?? ''}>
        {children}
      </MisconceptionNote>
    ),
    Dated,
    Term: ({ id, children }: Named & { readonly children: ReactNode }) => (
      <a className="term" href={`/glossary#${id}`}>
        {children}
      </a>
    ),
    table: (props: object) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      <div className="table" tabIndex={0}>
        <table {...props} />
      </div>
    ),
  };
}
