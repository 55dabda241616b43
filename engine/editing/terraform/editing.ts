import type { Position } from '../../diagnostic.ts';
import type { Completions } from '../completions.ts';
import type { Extent } from '../extents.ts';
import type { Fix, FixedText } from '../fixes.ts';
import type { Hover } from '../hover.ts';
import { type TerraformSurroundings, terraformCompletionsAt } from './completions.ts';
import { terraformExtentsIn } from './extents.ts';
import { terraformFixesOf } from './fixes.ts';
import { terraformHoverAt } from './hover.ts';

/** All that helps an editor with a text of Terraform; whoever shows templates alone carries nothing of it. */
export interface TerraformEditing {
  readonly completionsAt: (text: string, position: Position, around: TerraformSurroundings) => Completions;
  readonly hoverAt: (text: string, position: Position, around: TerraformSurroundings) => Hover | undefined;
  readonly extentsIn: (text: string) => readonly Extent[];
  readonly fixesOf: (
    diagnostic: Parameters<typeof terraformFixesOf>[0],
    text: FixedText,
    around: TerraformSurroundings,
  ) => readonly Fix[];
}

export const terraformEditing: TerraformEditing = {
  completionsAt: terraformCompletionsAt,
  hoverAt: terraformHoverAt,
  extentsIn: terraformExtentsIn,
  fixesOf: terraformFixesOf,
};
