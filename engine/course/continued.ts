import { extentsIn } from '../editing/extents.ts';
import type { SourceFile } from '../probe/configuration.ts';
import { parseTemplate } from '../template/parse.ts';
import type { Continuation } from './lab.ts';

/**
 * `files`, which passed in the lab that is continued, with the faults put in: what is dropped is taken out where it is there, what is added
 * stands behind the last resource. Undefined where that cannot be done or read, as with a text that is written in brackets.
 */
export function continuedFrom({ faults }: Continuation, files: readonly SourceFile[]): readonly SourceFile[] | undefined {
  const after: SourceFile[] = [];
  for (const { path, text } of files) {
    const mine = faults.filter((fault) => fault.path === path);
    const kept = mine.flatMap(({ drop }) => drop).reduce(without, text);
    const changed = mine.reduce<string | undefined>((before, { add }) => withMore(before, add ?? ''), kept);
    if (changed === undefined || parseTemplate(changed, '').diagnostics.some((each) => each.severity === 'error'))
      return undefined;
    after.push({ path, text: changed });
  }
  return after;
}

function without(text: string, logicalId: string): string {
  const extent = extentsIn(text).find((each) => each.logicalId === logicalId);
  if (extent === undefined) return text;
  return text
    .split('\n')
    .toSpliced(extent.firstLine - 1, extent.lastLine - extent.firstLine + 1)
    .join('\n');
}

function withMore(text: string | undefined, more: string): string | undefined {
  const last = text === undefined ? undefined : extentsIn(text).at(-1);
  return last === undefined
    ? undefined
    : text
        ?.split('\n')
        .toSpliced(last.lastLine, 0, ...lines(more))
        .join('\n');
}

const lines = (text: string): readonly string[] => (text === '' ? [] : text.trimEnd().split('\n'));
