import type { Extent } from '../extents.ts';
import type { Fix, FixedText } from '../fixes.ts';
import type { TerraformSurroundings } from './completions.ts';
import { terraformExtentsIn } from './extents.ts';
import { terraformFixesOf } from './fixes.ts';

/** What a judgement of Terraform is shown with: which lines a resource takes up, and edits that mend a remark. */
export interface TerraformMending {
  readonly extentsIn: (text: string) => readonly Extent[];
  readonly fixesOf: (
    diagnostic: Parameters<typeof terraformFixesOf>[0],
    text: FixedText,
    around: TerraformSurroundings,
  ) => readonly Fix[];
}

export const terraformMending: TerraformMending = { extentsIn: terraformExtentsIn, fixesOf: terraformFixesOf };
