import type { Block, ProbeAnswer } from '#engine';
import type { Closer, Describe } from './closer.ts';
import { kindWords } from './kind-words.ts';
import type { BlockView } from './view.ts';

/** An answer and who puts it into words. */
export interface Told {
  readonly answer: ProbeAnswer;
  readonly describe: Describe;
  readonly closer: Closer | undefined;
  readonly host: string | undefined;
}

/** A block as it is shown. */
export function blockView(block: Block, describe: Describe): BlockView {
  const { summary, fix } = describe(block);
  const { kind, explanationCode: code, span } = block;
  return {
    kind: kindWords(kind),
    name: block.logicalId ?? block.id,
    code,
    summary,
    fix,
    ...(span === undefined ? {} : { span }),
  };
}
