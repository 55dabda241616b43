import type { SourceFile } from '#engine';

const REGION =
  /\b(?:us|eu|ap|sa|ca|me|af|il|mx)(?:-gov)?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d/g;
const LOOKED_AT = 400_000;

export const USUAL_REGION = 'us-east-1';

/** The Region that the texts name most often: what a template stands for where nobody says it. */
export function regionIn(files: readonly SourceFile[]): string {
  const counts = new Map<string, number>();
  for (const { text } of files)
    for (const [name] of text.slice(0, LOOKED_AT).matchAll(REGION)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? USUAL_REGION;
}
