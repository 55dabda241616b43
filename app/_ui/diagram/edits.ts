import type {
  Drawing,
  DrawnChip,
  DrawnDoor,
  DrawnSubnet,
  DrawnTable,
  DrawnThing,
  DrawnVpc,
  DrawnZone,
  EditMark,
} from './drawing.ts';

/**
 * `after` with what the edit from `before` did: each thing that is new, says something else, or is gone is marked, and what is gone keeps
 * its place. Two drawings of one network are never marked.
 */
export function withEdits(before: Drawing, after: Drawing): Drawing {
  if (before.vpcs.length === 0) return after;
  const vpcs = merged(before.vpcs, after.vpcs, plainVpc, (old, now) => vpcEdits(old, now));
  const transits = merged(before.transits, after.transits, plain, (_, now) => now);
  return { ...after, vpcs, transits, edits: editsIn(vpcs, transits) };
}

/** How many things an edit touched, for the sentence below the map. */
function editsIn(vpcs: readonly DrawnVpc[], transits: readonly DrawnThing[]): Drawing['edits'] {
  const inside = vpcs.flatMap((vpc) => {
    const subnets = vpc.zones.flatMap((zone) => zone.subnets);
    return [vpc, ...subnets, ...subnets.flatMap((subnet) => subnet.chips), ...vpc.tables, ...vpc.doors];
  });
  const marks = new Map<string, EditMark>();
  for (const { id, edit } of [...inside, ...transits]) if (edit !== undefined && !marks.has(id)) marks.set(id, edit);
  return [...marks].map(([id, edit]) => ({ id, edit }));
}

function vpcEdits(old: DrawnVpc, now: DrawnVpc): DrawnVpc {
  return {
    ...now,
    zones: mergedZones(old.zones, now.zones),
    tables: merged<DrawnTable>(old.tables, now.tables, plain, (_, table) => table),
    doors: merged<DrawnDoor>(old.doors, now.doors, plain, (_, door) => door),
  };
}

function mergedZones(old: readonly DrawnZone[], now: readonly DrawnZone[]): readonly DrawnZone[] {
  const names = [...new Set([...old, ...now].map((zone) => zone.name))].toSorted();
  const kept = new Set(now.flatMap((zone) => zone.subnets.map((subnet) => subnet.id)));
  return names.flatMap((name) => {
    const subnetsOf = (zones: readonly DrawnZone[]) => zones.find((zone) => zone.name === name)?.subnets ?? [];
    // A subnet that moved to another zone is shown where it is, not where it was.
    const gone = subnetsOf(old).filter((subnet) => !kept.has(subnet.id) || subnetsOf(now).some((each) => each.id === subnet.id));
    const subnets = merged<DrawnSubnet>(gone, subnetsOf(now), plainSubnet, subnetEdits);
    return subnets.length === 0 ? [] : [{ name, subnets }];
  });
}

const subnetEdits = (old: DrawnSubnet, now: DrawnSubnet): DrawnSubnet => ({
  ...now,
  chips: merged<DrawnChip>(old.chips, now.chips, plain, (_, chip) => chip),
});

/** Things of `now` with their marks, and those of `old` that are gone, at their place in the order of names. */
function merged<T extends DrawnThing>(
  old: readonly T[],
  now: readonly T[],
  plainOf: (it: T) => unknown,
  inside: (old: T, now: T) => T,
): readonly T[] {
  const same = (a: T, b: T) => JSON.stringify(plainOf(a)) === JSON.stringify(plainOf(b));
  const all = now.map((it): T => {
    const was = old.find((each) => each.id === it.id);
    if (was === undefined) return { ...it, edit: 'added' };
    const kept = inside(was, it);
    return same(was, it) ? kept : { ...kept, edit: 'changed' };
  });
  for (const [index, it] of old.entries()) {
    if (now.some((each) => each.id === it.id)) continue;
    const next = all.findIndex((each) => old.slice(index + 1).some((later) => later.id === each.id));
    const last = all.findLastIndex((each) => old.slice(0, index).some((earlier) => earlier.id === each.id));
    const at = next === -1 ? last + 1 : next;
    all.splice(at, 0, { ...it, edit: 'removed' });
  }
  return all;
}

const plain = (it: DrawnThing): unknown => ({ ...it, stress: false, edit: undefined });
const plainVpc = ({ id, cidr }: DrawnVpc): unknown => ({ id, cidr });
const plainSubnet = ({ id, cidr, table, acl }: DrawnSubnet): unknown => ({ id, cidr, table, acl });
