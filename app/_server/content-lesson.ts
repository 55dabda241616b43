import path from 'node:path';
import {
  CONTENT_SCHEMAS,
  type ConfigurationInput,
  drawQuestion,
  FIRST_SEED,
  hotspotOf,
  keyProofOf,
  type Lesson,
  type Locate,
  type PredictQuestion,
  type Question,
  readAs,
  type Span,
  type World,
  worldSchema,
} from '#engine';
import { addFault, checked, namesIn, type Shelf, shownName, textOf, topOf, yamlOf } from './content-files.ts';
import { labAt } from './content-lab.ts';
import { readingMinutesOf, readProse, splitLesson } from './content-mdx.ts';
import { readYaml } from './content-yaml.ts';

type LessonProbes = ReturnType<typeof CONTENT_SCHEMAS.probes.parse>;
type Written = ReturnType<typeof CONTENT_SCHEMAS.quiz.parse>['questions'][number];
type ConfigurationRef = LessonProbes['configurations'][string];

/** The lesson in `folder`; undefined when its front matter cannot be read. Every fault is on the shelf. */
export function lessonAt(shelf: Shelf, folder: string): Lesson | undefined {
  const file = path.posix.join(folder, 'lesson.mdx');
  const text = textOf(shelf, file);
  const split = text === undefined ? undefined : splitLesson(text);
  if (text !== undefined && split === undefined)
    addFault(
      shelf,
      'FRONT_MATTER',
      'A lesson begins with its front matter between two lines of `---`: write it.',
      topOf(shelf, file),
    );
  if (split === undefined) return undefined;
  const head = checked(shelf, readYaml(split.head, shownName(shelf, file), 1), CONTENT_SCHEMAS.lesson);
  const prose = readProse(split.body, shownName(shelf, file), split.bodyLine);
  shelf.faults.push(...prose.faults);
  const besides = besidesAt(shelf, folder, head?.value.id ?? path.posix.basename(folder));
  if (head === undefined) return undefined;
  const { body, bodyLine } = split;
  const slug = path.posix.basename(folder).replace(/^\d+-/, '');
  const at = { ...besides.at, lesson: head.yaml.locate };
  return {
    ...head.value,
    ...besides,
    slug,
    folder,
    readingMinutes: readingMinutesOf(body),
    body,
    bodyLine,
    mentions: prose.mentions,
    at,
  };
}

/** What stands beside the prose: probes, questions and labs. */
function besidesAt(shelf: Shelf, folder: string, lesson: string) {
  const nowhere =
    (name: string): Locate =>
    () =>
      topOf(shelf, path.posix.join(folder, name));
  const has = namesIn(shelf, folder);
  const probes = has.includes('probes.yaml')
    ? yamlOf(shelf, path.posix.join(folder, 'probes.yaml'), CONTENT_SCHEMAS.probes)
    : undefined;
  const quiz = has.includes('quiz.yaml') ? yamlOf(shelf, path.posix.join(folder, 'quiz.yaml'), CONTENT_SCHEMAS.quiz) : undefined;
  const at = { probes: probes?.yaml.locate ?? nowhere('probes.yaml'), quiz: quiz?.yaml.locate ?? nowhere('quiz.yaml') };
  const bench = workbench(shelf, folder, probes?.value.configurations ?? {}, at.probes);
  const labs = namesIn(shelf, path.posix.join(folder, 'labs')).flatMap(
    (name) => labAt(shelf, path.posix.join(folder, 'labs', name)) ?? [],
  );
  return {
    ...shownParts(bench, shelf, probes?.value, lesson, at.probes),
    ...quizOf(bench, shelf, quiz?.value.questions ?? [], at.quiz),
    labs,
    at,
  };
}

function shownParts(bench: Workbench, shelf: Shelf, written: LessonProbes | undefined, lesson: string, at: Locate) {
  const predictions = (written?.predictions ?? []).flatMap((it, index): readonly PredictQuestion[] => {
    const configuration = bench.named(it.configuration, at(['predictions', index, 'configuration']));
    const { id, question, probe, options, concept, facts } = it;
    const named = concept === undefined ? {} : { concept };
    return configuration === undefined
      ? []
      : [
          {
            kind: 'predict',
            id: `${lesson}/${id}`,
            stem: question,
            probe,
            options,
            facts,
            examTasks: [],
            configuration,
            ...named,
          },
        ];
  });
  const placed = <T extends { readonly configuration: string }>(list: readonly T[], key: string) =>
    list.flatMap((it, index) => {
      const configuration = bench.named(it.configuration, at([key, index, 'configuration']));
      return configuration === undefined ? [] : [{ ...it, configuration }];
    });
  const checks = questionsOf(bench, shelf, written?.checks ?? [], (index) => at(['checks', index, 'configuration']));
  return {
    predictions,
    probes: placed(written?.probes ?? [], 'probes'),
    figures: placed(written?.figures ?? [], 'figures'),
    checks: checks.map((check) => ({ ...check, id: `${lesson}/${check.id}` })),
  };
}

const quizOf = (bench: Workbench, shelf: Shelf, written: readonly Written[], at: Locate) => ({
  questions: questionsOf(bench, shelf, written, (index) => at(['questions', index, 'configuration'])),
});

function questionsOf(
  bench: Workbench,
  shelf: Shelf,
  written: readonly Written[],
  place: (index: number) => Span,
): readonly Question[] {
  return written.flatMap(({ parameters, ...question }, index): readonly Question[] => {
    const read = questionOf(bench, question, place(index), parameters !== undefined);
    if (read === undefined || parameters === undefined) return read === undefined ? [] : [read];
    const drawn = drawQuestion({ ...read, template: { parameters, written: read } }, FIRST_SEED);
    if (drawn.ok) return [drawn.value];
    addFault(shelf, 'NO_VARIANT', `No variant of ${question.id} can be drawn: ${drawn.errors.join(', ')}.`, place(index));
    return [];
  });
}

function questionOf(
  bench: Workbench,
  question: Omit<Written, 'parameters'>,
  place: Span,
  isTemplate: boolean,
): Question | undefined {
  // Leaving one field out of a union makes TypeScript forget that the rest still tells its members apart.
  const written = question as Written;
  const read = (wanted: string | ConfigurationRef) =>
    typeof wanted === 'string' ? bench.named(wanted, place) : bench.read(wanted, place);
  if (written.kind !== 'predict' && written.kind !== 'hotspot') {
    const keyProof = keyProofOf(written, read);
    return keyProof === undefined ? written : { ...written, keyProof };
  }
  const configuration = read(written.configuration);
  if (configuration === undefined) return undefined;
  if (written.kind !== 'hotspot') return { ...written, configuration };
  // A template's things get their names when it is drawn: before, its configuration may say nothing.
  const options = written.options.map((option) => ({ ...option, text: option.text ?? '' }));
  return hotspotOf(isTemplate ? { ...written, options } : written, configuration);
}

interface Workbench {
  readonly named: (name: string, from: Span) => ConfigurationInput | undefined;
  readonly read: (ref: ConfigurationRef, from: Span) => ConfigurationInput | undefined;
}

/** The configurations of a lesson: each is read once, however many things show it. */
function workbench(shelf: Shelf, folder: string, refs: Readonly<Record<string, ConfigurationRef>>, at: Locate): Workbench {
  const worlds = new Map<string, World | undefined>();
  const read = (ref: ConfigurationRef, from: Span): ConfigurationInput | undefined => {
    const templates = ref.stacks?.map((stack) => stack.template) ?? [ref.template ?? ''];
    const files = [...new Set(templates)].flatMap((template) => {
      const text = textOf(shelf, path.posix.join(folder, template), from);
      const name = ref.stacks === undefined ? path.posix.basename(template) : template;
      return text === undefined ? [] : [{ path: name, text }];
    });
    const world = worldFrom(shelf, folder, ref.world ?? {}, from, worlds);
    if (files.length < new Set(templates).size || world === undefined) return undefined;
    const stacks = ref.stacks?.map(({ template, ...place }) => ({ ...place, path: template }));
    return {
      ...{ files, world },
      ...(stacks === undefined ? {} : { stacks }),
      ...(ref.parameters === undefined ? {} : { parameters: ref.parameters }),
    };
  };
  const opened = new Map(Object.entries(refs).map(([name, ref]) => [name, read(ref, at(['configurations', name]))]));
  const named = (name: string, from: Span) => {
    if (opened.has(name)) return opened.get(name);
    const known = [...opened.keys()];
    return addFault(
      shelf,
      'UNKNOWN_CONFIGURATION',
      `There is no configuration \`${name}\` in probes.yaml: it has ${known.join(', ') || 'none'}.`,
      from,
    );
  };
  return { named, read };
}

/** A world that is written out or named by its file; each file is read, and its faults said, once. */
function worldFrom(
  shelf: Shelf,
  folder: string,
  world: string | Readonly<Record<string, unknown>>,
  from: Span,
  known: Map<string, World | undefined> = new Map(),
): World | undefined {
  if (typeof world !== 'string') {
    const read = readAs(worldSchema, world, () => from);
    if (read.ok) return read.value;
    shelf.faults.push(...read.errors);
    return undefined;
  }
  const file = path.posix.join(folder, world);
  if (!known.has(file)) known.set(file, yamlOf(shelf, file, worldSchema, from)?.value);
  return known.get(file);
}
