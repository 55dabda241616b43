import type { Json } from '../json.ts';
import type { Block } from './answer.ts';

/** A fault's own component, and one of its facts, as a sentence has them: empty where there is none, elements of a list one after the other. */
export const name = (block: Block): string => code(block.logicalId ?? block.id);
export const fact = (block: Block, key: string): string => words(block.facts[key]);

export const words = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : Array.isArray(value) ? value.map(words).join(', ') : String(value);
export const code = (text: string): string => `\`${text}\``;
