import { type Diagnostic, errorAt } from '../../diagnostic.ts';
import type { Lesson } from '../course.ts';

/** What is read before each lesson: what its prerequisites name, what those name, and so on; by the lesson's id. */
export function requiredBy(lessons: readonly Lesson[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  return new Map(lessons.map((lesson) => [lesson.id, reached(lesson.needs, byId)]));
}

function reached(start: readonly string[], byId: ReadonlyMap<string, Lesson>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(byId.get(id)?.needs ?? []));
  }
  return found;
}

/** Every lesson that is, by way of its prerequisites, a prerequisite of itself. */
export function cycleFaults(lessons: readonly Lesson[]): readonly Diagnostic[] {
  const required = requiredBy(lessons);
  return lessons
    .filter((lesson) => required.get(lesson.id)?.has(lesson.id) === true)
    .map((lesson) =>
      errorAt(
        'CYCLE',
        `${lesson.id} is needed by what it needs itself: take one of the \`needs\` away.`,
        lesson.at.lesson(['needs']),
      ),
    );
}
