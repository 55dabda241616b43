import type { World } from '#engine';
import type { Drawing } from './drawing.ts';
import { ofType, type Resource, type Resources, type Stock, stockOf } from './resources.ts';

/** Lines of a text and the things of the map that they made. */
export interface ThingLines {
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly things: readonly string[];
}

/**
 * Which lines made which things of `drawing`. What has no place of its own is shown at what it is about: a route at its table, an association at
 * its subnet, a group at the hosts that wear it, an ACL's entry at its subnets.
 */
export function linesOf(resources: Resources, hosts: World['hosts'], drawing: Drawing): readonly ThingLines[] {
  const stock = stockOf(resources, hosts);
  const drawn = drawnIn(drawing);
  const vpcs = new Set(drawing.vpcs.map((vpc) => vpc.id));
  return resources.map((resource) => {
    const { file, start, end } = resource.span;
    return { file, firstLine: start.line, lastLine: end.line, things: thingsOf(stock, drawn, vpcs, resource, new Set()) };
  });
}

/** The things that `line` of `file` made; of lines within lines the inner ones. */
export function thingsAt(lines: readonly ThingLines[], file: string, line: number): readonly string[] {
  const around = lines.filter((each) => each.file === file && each.firstLine <= line && line <= each.lastLine);
  const inner = around.toSorted((a, b) => a.lastLine - a.firstLine - (b.lastLine - b.firstLine))[0];
  return inner?.things ?? [];
}

/** The names that stand somewhere on the map. */
function drawnIn({ vpcs, transits }: Drawing): ReadonlySet<string> {
  const inside = vpcs.flatMap((vpc) => {
    const subnets = vpc.zones.flatMap((zone) => zone.subnets);
    return [vpc, ...vpc.tables, ...vpc.doors, ...subnets, ...subnets.flatMap((subnet) => subnet.chips)];
  });
  return new Set([...inside, ...transits].map((thing) => thing.id));
}

function thingsOf(
  stock: Stock,
  drawn: ReadonlySet<string>,
  vpcs: ReadonlySet<string>,
  resource: Resource,
  seen: Set<string>,
): readonly string[] {
  const { logicalId } = resource;
  if (drawn.has(logicalId)) return [logicalId];
  // Two groups may name each other.
  if (seen.has(logicalId)) return [];
  seen.add(logicalId);
  const named = namedIn(stock, resource.properties);
  const own = named.filter((id) => drawn.has(id) && !vpcs.has(id));
  if (own.length > 0) return own;
  const worn = wearersOf(stock, drawn, logicalId);
  if (worn.length > 0) return worn;
  const further = named.flatMap((id) => {
    const other = stock.named.get(id);
    return other === undefined || vpcs.has(id) ? [] : thingsOf(stock, drawn, vpcs, other, seen);
  });
  return further.length > 0 ? [...new Set(further)] : named.filter((id) => vpcs.has(id));
}

/** What of the map wears a group or an ACL. */
function wearersOf(stock: Stock, drawn: ReadonlySet<string>, id: string): readonly string[] {
  const hosts = Object.entries(stock.hosts).flatMap(([name, host]) => (host.securityGroups?.includes(id) === true ? [name] : []));
  const others = stock.all.filter((each) => drawn.has(each.logicalId) && namedIn(stock, each.properties).includes(id));
  const subnets = ofType(stock, 'SubnetNetworkAclAssociation')
    .map((each) => namedIn(stock, each.properties))
    .filter((names) => names.includes(id))
    .flat();
  const worn = [...hosts, ...others.map((each) => each.logicalId), ...subnets].filter((name) => drawn.has(name));
  return [...new Set(worn)];
}

/** The learner's names of the resources that a value refers to, each once. */
function namedIn(stock: Stock, value: Resource['properties']): readonly string[] {
  const names = new Set<string>();
  const look = (each: Resource['properties']): void => {
    if (typeof each === 'string') {
      const found = stock.named.get(each)?.logicalId;
      if (found !== undefined) names.add(found);
    } else if (Array.isArray(each)) each.forEach(look);
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(look);
  };
  look(value);
  return [...names];
}
