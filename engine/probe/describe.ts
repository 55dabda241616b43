import type { Block } from './answer.ts';

export interface Description {
  readonly summary: string;
  readonly fix: string;
  readonly facts: readonly string[];
}

/** Placeholder until the network half of the engine lands here. */
export function describeBlock(block: Block): Description {
  return { summary: block.explanationCode, fix: '', facts: [] };
}
