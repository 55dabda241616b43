import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import type { Json } from '../../json.ts';
import type { ConfigurationInput } from '../../probe/configuration.ts';
import { type Asking, ask } from '../ask.ts';
import type { Lesson, Mention } from '../course.ts';
import { differences, meets } from '../expect.ts';
import type { Locate, Path } from '../format/read-as.ts';
import type { PredictQuestion, Question } from '../question.ts';
import { hotspotFaults, keyFaults, provedFaults } from './keys.ts';
import { questionVariantFaults } from './variants.ts';

/** Every prediction, probe, figure and question of `lesson` that the engine does not bear out, and every id that leads nowhere. */
export function proveLesson(lesson: Lesson, asking: Asking): readonly Diagnostic[] {
  const { at } = lesson;
  return [
    ...lesson.predictions.flatMap((it, index) => keyFaults(it, at.probes(['predictions', index, 'options']), asking)),
    ...questionsFaults(lesson.checks, at.probes, ['checks'], asking),
    ...questionsFaults(lesson.questions, at.quiz, ['questions'], asking),
    ...probeFaults(lesson, asking),
    ...figureFaults(lesson, asking),
    ...mentionFaults(lesson),
  ];
}

function questionsFaults(questions: readonly Question[], at: Locate, base: Path, asking: Asking): readonly Diagnostic[] {
  return questions.flatMap((question, index) => {
    const place = at([...base, index, 'id']);
    const options = at([...base, index, 'options']);
    const source = question.kind === 'predict' ? [] : sourceFaults(question, place);
    return [
      ...keyOfFaults(question, place, options, asking),
      ...source,
      ...questionVariantFaults(question, place, asking),
      ...repeatedIds(question, place),
    ];
  });
}

function keyOfFaults(question: Question, place: Span, options: Span, asking: Asking): readonly Diagnostic[] {
  if (question.kind === 'predict') return keyFaults(question, options, asking);
  return question.kind === 'hotspot' ? hotspotFaults(question, options, asking) : provedFaults(question, place, asking);
}

function sourceFaults(question: Exclude<Question, PredictQuestion>, at: Span): readonly Diagnostic[] {
  const sourced =
    question.facts.length > 0 || ('options' in question && question.options.every((each) => each.source !== undefined));
  return sourced
    ? []
    : [errorAt('NO_SOURCE', `${question.id} rests on nothing: name its rows in \`facts\`, or a \`source\` for each option.`, at)];
}

function repeatedIds(question: Question, at: Span): readonly Diagnostic[] {
  const lists =
    'options' in question
      ? [question.options]
      : 'items' in question
        ? [question.items]
        : 'left' in question
          ? [question.left, question.right]
          : [];
  const repeated = lists.flatMap((list) => {
    const ids = list.map((each) => each.id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
  return repeated.map((id) => errorAt('DUPLICATE_ID', `${question.id} has two options \`${id}\`: give each its own id.`, at));
}

function probeFaults(lesson: Lesson, asking: Asking): readonly Diagnostic[] {
  return lesson.probes.flatMap((it, index) => {
    const answer = ask(asking, it.configuration, it.probe) as unknown as Json;
    if (meets(it.expect, answer)) return [];
    const { actual } = differences(it.expect, answer);
    return [
      errorAt(
        'PROBE_EXPECTATION',
        `The probe \`${it.id}\` answers ${JSON.stringify(actual)}: correct \`expect\`, or what it is asked of.`,
        lesson.at.probes(['probes', index, 'expect']),
      ),
    ];
  });
}

function figureFaults(lesson: Lesson, asking: Asking): readonly Diagnostic[] {
  const known = (input: ConfigurationInput) => new Set(asking.open(input).resources.map((each) => each.logicalId));
  return lesson.figures.flatMap((it, index) => {
    const names = known(it.configuration);
    const hosts = it.configuration.world.hosts;
    return it.focus
      .filter((name) => !names.has(name) && !Object.hasOwn(hosts, name))
      .map((name) =>
        errorAt(
          'UNKNOWN_FOCUS',
          `The figure \`${it.id}\` stresses \`${name}\`, which its configuration does not hold.`,
          lesson.at.probes(['figures', index, 'focus']),
        ),
      );
  });
}

const SHOWN = { Predict: 'predictions', Probe: 'probes', Check: 'checks', Figure: 'figures' } as const;

function mentionFaults(lesson: Lesson): readonly Diagnostic[] {
  return (Object.keys(SHOWN) as (keyof typeof SHOWN)[]).flatMap((component) => {
    const list = SHOWN[component];
    const ids = lesson[list].map((each) =>
      component === 'Predict' || component === 'Check' ? each.id.slice(lesson.id.length + 1) : each.id,
    );
    const mentions = lesson.mentions.filter((mention) => mention.component === component);
    return [
      ...leadNowhere(mentions, ids, list),
      ...unshown(ids, mentions, (index) => lesson.at.probes([list, index, 'id'])),
      ...twice(ids, (index) => lesson.at.probes([list, index, 'id'])),
    ];
  });
}

function leadNowhere(mentions: readonly Mention[], ids: readonly string[], list: string): readonly Diagnostic[] {
  return mentions
    .filter((mention) => !ids.includes(mention.name))
    .map((mention) =>
      errorAt(
        'UNKNOWN_ID',
        `<${mention.component} id="${mention.name}"> leads nowhere: \`${list}\` of probes.yaml has ${ids.join(', ') || 'nothing'}.`,
        mention.at,
      ),
    );
}

function unshown(ids: readonly string[], mentions: readonly Mention[], at: (index: number) => Span): readonly Diagnostic[] {
  return ids.flatMap((id, index) =>
    mentions.some((mention) => mention.name === id)
      ? []
      : [errorAt('NEVER_SHOWN', `\`${id}\` is shown nowhere in the lesson: show it or delete it.`, at(index))],
  );
}

function twice(ids: readonly string[], at: (index: number) => Span): readonly Diagnostic[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [errorAt('DUPLICATE_ID', `There are two \`${id}\` in this list: give each its own id.`, at(index))],
  );
}
