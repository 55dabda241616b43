import type { SourceFile } from '#engine';
import type { Design } from '../levers/view.ts';
import type { AttemptView, SolutionView } from './view.ts';
import { CLASS_WORDS } from './words.ts';

/** Every text at hand that a design may be compared with: the given one, what was submitted, and solutions that were opened. */
export function designsOf(
  start: readonly SourceFile[],
  attempts: readonly AttemptView[],
  solutions: readonly SolutionView[] = [],
): readonly Design[] {
  return [
    { name: 'the given text', files: start },
    ...attempts.map((each) => ({
      name: `your attempt of ${new Date(each.at).toLocaleString()}, ${CLASS_WORDS[each.class]}`,
      files: each.files,
    })),
    ...solutions.map((each) => ({ name: `solution: ${each.title.replaceAll('`', '')}`, files: each.files })),
  ];
}
