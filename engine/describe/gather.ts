import { type Diagnostic, errorAt, infoAt, warningAt } from '../diagnostic.ts';
import { readJsonTexts } from '../template/text/json.ts';
import { linesOf } from '../template/text/lines.ts';
import { asString, at, type Located, type LocatedMap } from '../template/tree.ts';

/** One file of output; `path` uses `/`, relative to the folder that was given. */
export interface DescribedFile {
  readonly path: string;
  readonly text: string;
}

/** Where a file was gathered, as far as its path or its content says so. */
export interface Place {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** One thing that an `aws` command printed. */
export interface Item {
  readonly node: LocatedMap;
  readonly place: Place;
}

/** Everything that was printed, by the key of the response that it stood under; a response of one thing stands under `KEYLESS`. */
export interface Gathered {
  readonly items: ReadonlyMap<string, readonly Item[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Responses that are one thing, recognised by the keys that they have. */
const KEYLESS: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['VpcAttribute', ['VpcId', 'EnableDnsSupport']],
  ['VpcAttribute', ['VpcId', 'EnableDnsHostnames']],
  ['TransitRoutes', ['TransitGatewayRouteTableId', 'Routes']],
  ['TransitAssociations', ['TransitGatewayRouteTableId', 'Associations']],
  ['TransitPropagations', ['TransitGatewayRouteTableId', 'TransitGatewayRouteTablePropagations']],
  ['PrefixListEntries', ['PrefixListId', 'Entries']],
  ['TargetHealth', ['TargetGroupArn', 'TargetHealthDescriptions']],
  ['TargetGroupAttributes', ['TargetGroupArn', 'Attributes']],
  ['LoadBalancerAttributes', ['LoadBalancerArn', 'Attributes']],
  ['HostedZone', ['HostedZone', 'VPCs']],
  ['RecordSets', ['HostedZoneId', 'ResourceRecordSets']],
  ['ResolverAddresses', ['ResolverEndpointId', 'IpAddresses']],
  ['BucketPolicy', ['Bucket', 'Policy']],
  ['ServicePermissions', ['ServiceId', 'AllowedPrincipals']],
];

/** Lists that say nothing of which thing they belong to: the command that gathers them has to write its id beside them. */
const ORPHANS = [
  'Routes',
  'Associations',
  'TransitGatewayRouteTablePropagations',
  'Entries',
  'TargetHealthDescriptions',
  'Attributes',
  'ResourceRecordSets',
  'IpAddresses',
  'Policy',
];

/** Keys of a response that are no things. */
const PAPERWORK = [
  'ResponseMetadata',
  'NextToken',
  'NextMarker',
  'Marker',
  'IsTruncated',
  'MaxItems',
  'MaxResults',
  'ServiceNames',
];

interface Gathering {
  readonly known: ReadonlySet<string>;
  readonly items: Map<string, Item[]>;
  readonly diagnostics: Diagnostic[];
}

/** The things in `files`, recognised by what they hold; a key that is not in `known` is named and left. */
export function gather(files: readonly DescribedFile[], known: ReadonlySet<string>): Gathered {
  const gathering: Gathering = { known, items: new Map(), diagnostics: [] };
  for (const file of files) {
    const text = file.text.startsWith('\uFEFF') ? file.text.slice(1) : file.text;
    const lines = linesOf(text, file.path);
    if (text.length > MAX_FILE) {
      const message = `${file.path} is larger than ${MAX_FILE / 1_000_000} MB: gather fewer things at once.`;
      gathering.diagnostics.push(errorAt('DESCRIBED_TOO_LARGE', message, lines.spanOf(0, 0)));
      continue;
    }
    const place = placeOf(file);
    for (const root of readJsonTexts(text, lines, gathering.diagnostics)) response(root, place, gathering, 0);
  }
  return gathering;
}

const MAX_FILE = 40_000_000;

/** By folders `accounts/ID/region/`, then by what the text itself says first. */
function placeOf({ path, text }: DescribedFile): Place {
  const steps = path.split('/');
  const account =
    steps.find((step) => /^\d{12}$/.test(step)) ??
    /"OwnerId"\s*:\s*"(\d{12})"/.exec(text)?.[1] ??
    /"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(text)?.[1];
  const region =
    steps.find((step) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(step)) ??
    /"(?:AvailabilityZone|ZoneName)"\s*:\s*"([a-z]{2}(?:-[a-z]+)+-\d)[a-z]"/.exec(text)?.[1] ??
    /"com\.amazonaws\.(?:vpce\.)?([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(text)?.[1] ??
    /"arn:aws[a-z-]*:(?:ec2|elasticloadbalancing|route53resolver):([a-z]{2}(?:-[a-z]+)+-\d):/.exec(text)?.[1];
  return { account, region };
}

/** A response, a list of responses, or responses by the name of their command. */
function response(node: Located, place: Place, gathering: Gathering, depth: number): void {
  if (node.kind === 'list' && depth < 3) for (const item of node.items) response(item, place, gathering, depth + 1);
  if (node.kind !== 'map') return;
  const single = KEYLESS.find(([, keys]) => keys.every((key) => node.entries.has(key)));
  if (single !== undefined) {
    add(single[0], node, place, gathering);
    return;
  }
  for (const { key, keySpan, value } of node.entries.values()) {
    if (gathering.known.has(key) && value.kind === 'list') {
      for (const item of value.items) if (item.kind === 'map') add(key, item, place, gathering);
    } else if (PAPERWORK.includes(key) || value.kind === 'scalar') continue;
    else if (ORPHANS.includes(key) || (value.kind === 'list' && value.items.some((item) => item.kind === 'map' && isThing(item))))
      left(key, value, keySpan, gathering);
    else if (depth < 3) response(value, place, gathering, depth + 1);
  }
}

const isThing = (node: LocatedMap): boolean =>
  [...node.entries.values()].some(({ key, value }) => value.kind === 'scalar' && /(Id|Arn|Name)$/.test(key));

function left(key: string, value: Located, span: Diagnostic['span'], { diagnostics }: Gathering): void {
  const count = value.kind === 'list' ? value.items.length : 1;
  if (count === 0) return;
  if (ORPHANS.includes(key)) {
    const message = `\`${key}\` does not say what it belongs to, so it is not read: gather it as cli/collect.sh does, with the id beside it.`;
    diagnostics.push(warningAt('DESCRIBED_WITHOUT_OWNER', message, span));
    return;
  }
  diagnostics.push(infoAt('NOT_SIMULATED', `${count} of \`${key}\` are not simulated: they have no part in any verdict.`, span));
}

function add(key: string, node: LocatedMap, place: Place, { items }: Gathering): void {
  const item = { node, place };
  const before = items.get(key);
  if (before === undefined) items.set(key, [item]);
  else before.push(item);
}

/** The text at `path` of an item; undefined where it is missing. */
export const textAt = (node: Located, ...path: readonly (string | number)[]): string | undefined => asString(at(node, ...path));

/** The elements of the list at `path`; none where it is missing. */
export function listAt(node: Located, ...path: readonly (string | number)[]): readonly Located[] {
  const list = at(node, ...path);
  return list?.kind === 'list' ? list.items : [];
}
