import type { Located } from './tree.ts';
export interface Template {
  readonly root: Located;
}
