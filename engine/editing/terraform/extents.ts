import type { Extent } from '../extents.ts';
import { withComments } from '../extents.ts';
import { positionAt } from '../surroundings.ts';
import { looseTerraform } from './loose.ts';

/** Where each resource of a text of Terraform stands, by its address; with the comment lines right above it. */
export function terraformExtentsIn(text: string): readonly Extent[] {
  const lines = text.split('\n');
  return looseTerraform(text).blocks.flatMap(({ head: [kind, type, label], start, end }) => {
    if (kind !== 'resource' || type === undefined || label === undefined) return [];
    const keyLine = positionAt(text, start).line;
    const lastLine = positionAt(text, Math.min(end, text.trimEnd().length)).line;
    return [{ logicalId: `${type}.${label}`, firstLine: withComments(lines, keyLine), lastLine }];
  });
}
