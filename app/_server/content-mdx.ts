import { type Diagnostic, LESSON_COMPONENTS, type LessonComponent, type Mention, type Position } from '#engine';

/** A lesson's file in two: `head` begins on line 2, `body` on line `bodyLine`. */
export interface SplitLesson {
  readonly head: string;
  readonly body: string;
  readonly bodyLine: number;
}

/** The front matter and the prose of a lesson, or undefined when it does not begin with `---` lines. */
export function splitLesson(text: string): SplitLesson | undefined {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return undefined;
  const [whole, head = ''] = match;
  return { head, body: text.slice(whole.length), bodyLine: whole.split('\n').length };
}

/** How long the prose takes to read at 200 words a minute, in whole minutes, at least one. */
export const readingMinutesOf = (body: string): number =>
  Math.max(1, Math.round((body.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) / 200));

/** The components that `body` uses, in order, and every fault of its form: prose may hold nothing that runs. */
export function readProse(
  body: string,
  file: string,
  bodyLine: number,
): { readonly mentions: readonly Mention[]; readonly faults: readonly Diagnostic[] } {
  const prose = withoutCode(body);
  const place = placesIn(prose, bodyLine);
  const span = (from: number, to: number) => ({ file, start: place(from), end: place(to) });
  const fault = (code: string, message: string, from: number, to: number): Diagnostic => ({
    severity: 'error',
    code,
    message,
    span: span(from, to),
  });
  const faults = [
    ...[...prose.matchAll(/^(import|export)\s/gm)].map((it) =>
      fault(
        'PROSE_RUNS_CODE',
        `A lesson may not \`${it[1]}\` anything: use the components that are there.`,
        it.index,
        it.index + 6,
      ),
    ),
    ...[...prose.matchAll(/(?<!\\)\{/g)].map((it) =>
      fault(
        'PROSE_RUNS_CODE',
        'A lesson may not hold an expression: write \\{ for a brace, or put it into `code`.',
        it.index,
        it.index + 1,
      ),
    ),
  ];
  const mentions: Mention[] = [];
  for (const it of prose.matchAll(/(?<!\\)<(\/?)([A-Za-z][\w.]*)?([^<>]*)>?/g)) {
    const [whole, closing = '', name = '', rest = ''] = it;
    const to = it.index + whole.length;
    const read = readTag(name, rest);
    if (typeof read === 'string') faults.push(fault('PROSE_COMPONENT', read, it.index, to));
    else if (closing === '') mentions.push({ component: read.component, name: read.name, at: span(it.index, to) });
  }
  return {
    mentions,
    faults: [
      ...faults,
      ...unclosed(prose).map(([name, at]) =>
        fault('PROSE_COMPONENT', `<${name}> is opened and not closed, or closed and not opened.`, at, at + name.length + 1),
      ),
    ],
  };
}

function readTag(name: string, rest: string): { readonly component: LessonComponent; readonly name: string } | string {
  const known = Object.keys(LESSON_COMPONENTS) as LessonComponent[];
  const component = known.find((each) => each === name);
  if (component === undefined)
    return name === ''
      ? 'Write \\< for a less-than sign, or put it into `code`.'
      : `<${name}> is not a component of lessons: they are ${known.join(', ')}.`;
  const attributes = [...rest.matchAll(/([A-Za-z]+)\s*=\s*"([^"]*)"/g)];
  const left = rest
    .replace(/([A-Za-z]+)\s*=\s*"([^"]*)"/g, '')
    .replace(/\/\s*$/, '')
    .trim();
  const allowed: readonly string[] = LESSON_COMPONENTS[component];
  const strange = attributes.find(([, attribute = '']) => !allowed.includes(attribute));
  if (left !== '' || strange !== undefined)
    return `<${component}> takes only ${allowed.map((each) => `${each}="…"`).join(' ')}: remove \`${strange?.[0] ?? left}\`.`;
  const value = attributes.find(([, attribute]) => attribute === allowed[0])?.[2] ?? '';
  return { component, name: value };
}

/** Components that hold text and whose opening and closing tags do not pair up, each with its place. */
function unclosed(prose: string): readonly (readonly [string, number])[] {
  const open: (readonly [string, number])[] = [];
  const wrong: (readonly [string, number])[] = [];
  for (const it of prose.matchAll(/(?<!\\)<(\/?)([A-Z]\w*)([^<>]*)>/g)) {
    const [, closing, name = '', rest = ''] = it;
    if (closing === '/') {
      const last = open.pop();
      if (last?.[0] !== name) wrong.push([name, it.index]);
    } else if (!rest.trimEnd().endsWith('/')) open.push([name, it.index]);
  }
  return [...wrong, ...open];
}

/** `body` with every character of code replaced by a space, so that places stay the same. */
function withoutCode(body: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  return body
    .replace(/^([ \t>]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\2[`~]*[ \t]*$|(?![\s\S]))/gm, blank)
    .replace(/(?<!\\)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, blank);
}

function placesIn(text: string, firstLine: number): (offset: number) => Position {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((it) => it.index + 1)];
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + firstLine, column: offset - (starts[line] ?? 0) + 1 };
  };
}
