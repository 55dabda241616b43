import type { Drawing } from './drawing.ts';

/** `drawing` with the thing that is called `name` stressed, and nothing else. */
export function stressedAt(drawing: Drawing, name: string): Drawing {
  const at = <T extends { readonly id: string }>(thing: T) => ({ ...thing, stress: thing.id === name });
  return {
    ...drawing,
    vpcs: drawing.vpcs.map((vpc) => ({
      ...at(vpc),
      zones: vpc.zones.map((zone) => ({
        ...zone,
        subnets: zone.subnets.map((subnet) => ({ ...at(subnet), chips: subnet.chips.map(at) })),
      })),
      tables: vpc.tables.map(at),
      doors: vpc.doors.map(at),
    })),
  };
}
