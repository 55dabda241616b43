import type { Position } from '../../diagnostic.ts';
import type { Completions } from '../completions.ts';
import type { Hover } from '../hover.ts';
import { type TerraformSurroundings, terraformCompletionsAt } from './completions.ts';
import { terraformHoverAt } from './hover.ts';

/** What helps to write a text of Terraform; whoever shows templates alone carries nothing of it. */
export interface TerraformEditing {
  readonly completionsAt: (text: string, position: Position, around: TerraformSurroundings) => Completions;
  readonly hoverAt: (text: string, position: Position, around: TerraformSurroundings) => Hover | undefined;
}

export const terraformEditing: TerraformEditing = { completionsAt: terraformCompletionsAt, hoverAt: terraformHoverAt };
