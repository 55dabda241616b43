import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import { type Course, type Lesson, labsOf, lessonsOf } from '../course.ts';
import type { Question } from '../question.ts';

/** A text that somebody reads, and where it stands. */
interface Prose {
  readonly text: string;
  readonly at: Span;
}

/** Terms that are spelled otherwise than AWS spells them, and links of the course that lead nowhere. */
export function proseFaults(course: Course, within: (folder: string) => boolean): readonly Diagnostic[] {
  const texts = proseOf(course, within);
  const places = placesOf(course);
  return texts.flatMap((prose) => [...spellingFaults(prose), ...linkFaults(prose, places)]);
}

function proseOf(course: Course, within: (folder: string) => boolean): readonly Prose[] {
  return [
    ...lessonsOf(course).flatMap((lesson) => (within(lesson.folder) ? lessonProse(lesson) : [])),
    ...labsOf(course).flatMap((lab) => {
      if (!within(lab.folder)) return [];
      const { hints, solutions, steps = [] } = lab.secrets;
      const said = [...lab.checks.flatMap((check) => [check.title, ...check.feedback.map((entry) => entry.text)])];
      const more = [
        ...lab.rejected.map((entry) => entry.text),
        ...Object.values(hints),
        ...solutions.map((each) => each.tradeOff),
      ];
      const stepped = steps.flatMap((step) => [
        step.text,
        ...(step.predict?.options ?? []).flatMap((it) => [it.text, it.reason]),
      ]);
      const texts = [lab.title, lab.brief, ...lab.objectives, ...said, ...more, ...stepped];
      return texts.map((text) => ({ text, at: lab.at(['brief']) }));
    }),
    ...[...course.facts.values()].map((fact) => ({ text: fact.claim, at: fact.at })),
    ...[...course.misconceptions].map(([name, text]) => ({ text, at: course.at.misconceptions([name]) })),
    ...course.glossary.map((term) => ({ text: `${term.text}`, at: term.at(['text']) })),
  ];
}

function lessonProse(lesson: Lesson): readonly Prose[] {
  const { at } = lesson;
  const placed = (question: Question, place: Span) => textsOf(question).map((text) => ({ text, at: place }));
  const head = [lesson.title, lesson.summary, ...lesson.objectives].map((text) => ({ text, at: at.lesson(['title']) }));
  return [
    ...head,
    ...linesOf(lesson),
    ...lesson.predictions.flatMap((it, index) => placed(it, at.probes(['predictions', index]))),
    ...lesson.checks.flatMap((it, index) => placed(it, at.probes(['checks', index]))),
    ...lesson.questions.flatMap((it, index) => placed(it, at.quiz(['questions', index]))),
    ...lesson.figures.map((it, index) => ({ text: it.caption, at: at.probes(['figures', index, 'caption']) })),
  ];
}

/** The lines of the body, each in its place; code in fences is blanked first so that the lines keep their numbers. */
function linesOf({ body, bodyLine, at }: Lesson): readonly Prose[] {
  const { file } = at.lesson([]);
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  const open = body.replace(/^([ \t>]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\2[ \t]*$|(?![\s\S]))/gm, blank);
  return open.split('\n').map((text, index) => {
    const start = { line: bodyLine + index, column: 1 };
    return { text: text.replace(/<[^<>]*>/g, ' '), at: { file, start, end: start } };
  });
}

function textsOf(question: Question): readonly string[] {
  const said = (list: readonly { readonly text?: string; readonly reason?: string }[]) =>
    list.flatMap((each) => [each.text ?? '', each.reason ?? '']);
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
    case 'hotspot':
      return [question.stem, ...said(question.options)];
    case 'fill-in':
      return [question.stem, question.reason, ...said(question.nearMisses)];
    case 'order':
      return [question.stem, ...said(question.items)];
    case 'match':
      return [question.stem, ...said([...question.left, ...question.right]), ...Object.values(question.reasons)];
  }
}

/** Spellings that AWS does not use, each with the one that it does. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\bRoute53\b/, 'Route 53'],
  [/\b(?:Private Link|Privatelink|privatelink)\b/, 'PrivateLink'],
  [/\bCloudwatch\b/, 'CloudWatch'],
  [/\bCloudformation\b/, 'CloudFormation'],
  [/\bCloudtrail\b/, 'CloudTrail'],
  [/\bEventbridge\b/, 'EventBridge'],
  [/\b(?:Dynamo DB|DynamoDb|Dynamodb)\b/, 'DynamoDB'],
  [/\b[Aa]vailability zones?\b/, 'Availability Zone'],
  [/\bVPC Endpoints?\b/, 'VPC endpoint'],
  [/\b(?:Nat [Gg]ateway|NAT Gateway|nat gateway)s?\b/, 'NAT gateway'],
  [/(?<!^|[.!?:] )\bInternet Gateways?\b/, 'internet gateway'],
  [/\bTransit Gateways?\b/, 'transit gateway'],
  [/\bDirect connect\b/, 'Direct Connect'],
  [/\bSecret Manager\b/, 'Secrets Manager'],
  [/\bSecurity Groups?\b/, 'security group'],
  [/\bPrefix Lists?\b/, 'prefix list'],
  [/\bRoute Tables?\b/, 'route table'],
  [/\b[Nn]etwork acls?\b/, 'network ACL'],
  [/\bInterface Endpoints?\b/, 'interface endpoint'],
  [/\bGateway Endpoints?\b/, 'gateway endpoint'],
  [/\bregions?\b/, 'Region'],
];

/** `text` without what is no prose of ours: code, quotations of AWS in code, addresses, names of things. */
const readable = (text: string): string =>
  text
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/`[^`]*`/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\bAWS Transit Gateway\b|[\w-]*[-/]regions?[-/\w]*|\bregions?-\w+/g, ' ');

function spellingFaults({ text, at }: Prose): readonly Diagnostic[] {
  const prose = readable(text);
  return SPELLINGS.flatMap(([pattern, right]) => {
    const found = pattern.exec(prose);
    return found === null ? [] : [errorAt('SPELLING', `“${found[0]}” is written “${right}” by AWS.`, at)];
  });
}

/** Every address of the course, and of lessons the anchors of their headings. */
type Places = ReadonlyMap<string, ReadonlySet<string>>;

function placesOf(course: Course): Places {
  const none = new Set<string>();
  return new Map([
    ['/', none] as const,
    ['/glossary', new Set(course.glossary.map((term) => term.id))] as const,
    ...lessonsOf(course).flatMap((lesson) => [
      [`/learn/${lesson.id}`, new Set(anchorsOf(lesson.body))] as const,
      [`/quiz/${lesson.id}`, none] as const,
    ]),
    ...labsOf(course).map((lab) => [`/lab/${lab.id}`, none] as const),
  ]);
}

const anchorsOf = (body: string): readonly string[] =>
  [...body.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .replace(/[`*_]/g, '')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-'),
  );

function linkFaults({ text, at }: Prose, places: Places): readonly Diagnostic[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
    const [href = ''] = match.slice(1);
    if (href.startsWith('https://')) return [];
    const [path = '', anchor] = href.split('#');
    const anchors = places.get(path);
    if (path !== '' && anchors === undefined)
      return [errorAt('DEAD_LINK', `The link ${href} leads nowhere: name a lesson, a lab, a quiz or the glossary.`, at)];
    return anchor === undefined || path === '' || anchors?.has(anchor) === true
      ? []
      : [errorAt('DEAD_LINK', `${path} has no heading #${anchor}: correct the anchor.`, at)];
  });
}
