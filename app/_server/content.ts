import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import {
  CONTENT_SCHEMAS,
  type Course,
  type Diagnostic,
  type FactRow,
  type Locate,
  lessonsOf,
  type Module,
  type Span,
} from '#engine';
import {
  addFault,
  filesBelow,
  fingerprintOf,
  namesIn,
  openShelf,
  type Shelf,
  shownName,
  topOf,
  yamlOf,
} from './content-files.ts';
import { lessonAt } from './content-lesson.ts';

/** The course as far as it could be read, and every fault that kept a part of it out. */
export interface Content {
  readonly course: Course;
  readonly faults: readonly Diagnostic[];
}

export interface ContentOptions {
  /** The content folder; by default `content` below the working directory. */
  readonly root?: string;
  /** Whether a change on disk is looked for; by default not in production, where everything is read once. */
  readonly watch?: boolean;
}

interface Held {
  readonly fingerprint: string;
  readonly content: Content;
}

/** A built server has this module several times, for pages, for routes and for its start: the course is read once and held once. */
const shared = globalThis as { workbookContent?: Map<string, Held> };

function heldContent(): Map<string, Held> {
  shared.workbookContent ??= new Map();
  return shared.workbookContent;
}

/** The content of the workbook. Read again only when something in the folder has changed and `watch` asks for it. */
export function contentOf(options: ContentOptions = {}): Content {
  const root = path.resolve(options.root ?? path.join(/* turbopackIgnore: true */ process.cwd(), 'content'));
  const watch = options.watch ?? process.env.NODE_ENV !== 'production';
  const held = heldContent();
  const before = held.get(root);
  if (before !== undefined && !watch) return before.content;
  const fingerprint = fingerprintOf(root);
  if (before?.fingerprint === fingerprint) return before.content;
  const content = readContent(root);
  held.set(root, { fingerprint, content });
  return content;
}

/** The lines of a file of the course that `span` covers, each with its number from 1. */
export function linesOf({ file, start, end }: Span): readonly { readonly number: number; readonly text: string }[] {
  const lines = readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8').split('\n');
  const last = end.column === 1 ? end.line - 1 : end.line;
  return lines.slice(start.line - 1, last).map((text, index) => ({ number: start.line + index, text }));
}

/** Everything under `root`, read now. Faults are in the order of the files. */
export function readContent(root: string): Content {
  const shelf = openShelf(root);
  const facts = factsIn(shelf);
  const misconceptions = yamlOf(shelf, 'misconceptions.yaml', CONTENT_SCHEMAS.misconceptions);
  const concepts = yamlOf(shelf, 'concepts.yaml', CONTENT_SCHEMAS.concepts);
  const modules = namesIn(shelf, '').flatMap((name) =>
    /^\d\d-.*\/$/.test(name) ? (moduleAt(shelf, name.slice(0, -1)) ?? []) : [],
  );
  const nowhere =
    (file: string): Locate =>
    () =>
      topOf(shelf, file);
  const seeds = namesIn(shelf, '').includes('seeds.yaml') ? yamlOf(shelf, 'seeds.yaml', CONTENT_SCHEMAS.seeds) : undefined;
  const course: Course = {
    modules,
    seeds: new Map(Object.entries(seeds?.value ?? {})),
    exams: filesOf(shelf, 'exams', CONTENT_SCHEMAS.exam),
    packs: filesOf(shelf, 'packs', CONTENT_SCHEMAS.pack),
    glossary: listIn(shelf, 'glossary.yaml', CONTENT_SCHEMAS.glossary),
    ladder: listIn(shelf, 'ladder.yaml', CONTENT_SCHEMAS.ladder),
    confusable: listIn(shelf, 'confusable.yaml', CONTENT_SCHEMAS.confusable),
    facts,
    misconceptions: new Map(Object.entries(misconceptions?.value ?? {})),
    concepts: new Map(Object.entries(concepts?.value ?? {})),
    at: {
      misconceptions: misconceptions?.yaml.locate ?? nowhere('misconceptions.yaml'),
      concepts: concepts?.yaml.locate ?? nowhere('concepts.yaml'),
    },
  };
  sayStrays(shelf, course);
  return { course, faults: shelf.faults };
}

/** The entries of a file that is a list, each with the place of everything in it; none where there is no such file. */
function listIn<T>(shelf: Shelf, file: string, schema: z.ZodType<readonly T[]>): readonly (T & { readonly at: Locate })[] {
  const read = namesIn(shelf, '').includes(file) ? yamlOf(shelf, file, schema) : undefined;
  if (read === undefined) return [];
  return read.value.map((entry, index) => ({ ...entry, at: (inner, part) => read.yaml.locate([index, ...inner], part) }));
}

/** What each file of a folder describes, with the place of everything in it. */
function filesOf<S extends z.ZodType>(
  shelf: Shelf,
  folder: string,
  schema: S,
): readonly (z.output<S> & { readonly at: Locate })[] {
  return filesBelow(shelf, folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => {
      const read = yamlOf(shelf, file, schema);
      return read === undefined ? [] : [Object.assign({}, read.value, { at: read.yaml.locate })];
    });
}

function factsIn(shelf: Shelf): ReadonlyMap<string, FactRow> {
  const rows = new Map<string, FactRow>();
  for (const file of filesBelow(shelf, 'facts').filter((each) => each.endsWith('.yaml'))) {
    const read = yamlOf(shelf, file, CONTENT_SCHEMAS.facts);
    for (const [index, fact] of (read?.value ?? []).entries()) {
      const at = read?.yaml.locate([index, 'id']) ?? topOf(shelf, file);
      const before = rows.get(fact.id);
      if (before !== undefined)
        addFault(
          shelf,
          'DUPLICATE_ID',
          `The row ${fact.id} is already in ${before.at.file}:${before.at.start.line}: give this one another id.`,
          at,
        );
      else rows.set(fact.id, { ...fact, at });
    }
  }
  return rows;
}

function moduleAt(shelf: Shelf, folder: string): Module | undefined {
  const head = yamlOf(shelf, path.posix.join(folder, 'module.yaml'), CONTENT_SCHEMAS.module);
  const lessons = namesIn(shelf, folder).flatMap((name) => {
    const inside = path.posix.join(folder, name);
    if (/^\d\d-.*\/$/.test(name)) return lessonAt(shelf, inside.replace(/\/$/, '')) ?? [];
    return [];
  });
  return head === undefined ? undefined : { ...head.value, folder, lessons, at: head.yaml.locate };
}

/** Says every file that no part of the course has opened, outside the labs, which say theirs themselves. */
function sayStrays(shelf: Shelf, course: Course): void {
  const known = (file: string) => file === 'README.md' || shelf.opened.has(file) || /\/labs\/[^/]+\//.test(file);
  const unread = new Set(lessonsOf(course).map((lesson) => lesson.folder));
  for (const file of filesBelow(shelf, '').filter((each) => !known(each))) {
    const inLesson = file.split('/').slice(0, 2).join('/');
    if (/^\d\d-[^/]+\/\d\d-/.test(file) && !unread.has(inLesson)) continue;
    addFault(
      shelf,
      'STRAY_FILE',
      `${shownName(shelf, file)} is read by nothing: name it where it belongs or delete it.`,
      topOf(shelf, file),
    );
  }
}
