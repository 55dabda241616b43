import { type Diagnostic, errorAt, type Span } from '../diagnostic.ts';
import { type Extent, extentsIn } from '../editing/extents.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { ConfigurationResource } from '../probe/configuration.ts';
import { own } from './expect.ts';
import type { Locked } from './format/lab-schema.ts';

const LOCKED_PART_CHANGED = 'LOCKED_PART_CHANGED';

type Resources = readonly ConfigurationResource[];

/** How the lines of a text are found, and the stack that it is; no stack where there is one alone. */
interface Reading {
  readonly extentsIn?: ((text: string) => readonly Extent[]) | undefined;
  readonly stack?: string | undefined;
}

/** The lines of `text` that are not its author's to change: each given resource that the lab holds fixed, as far as it still stands there. */
export function lockedExtents(
  locked: Locked | undefined,
  start: string,
  text: string,
  { extentsIn: extents = extentsIn, stack }: Reading = {},
): readonly Extent[] {
  if (locked === undefined) return [];
  const given = new Set(extents(start).map((each) => each.logicalId));
  const isFixed = (name: string): boolean => isHeld(locked, name) || (stack !== undefined && isHeld(locked, `${stack}/${name}`));
  return extents(text).filter(({ logicalId }) => given.has(logicalId) && isFixed(logicalId));
}

/** Whether the lab holds a thing of this name fixed; what a block of Terraform makes beside itself is held with it. */
const isHeld = ({ resources }: Locked, name: string): boolean =>
  resources === 'all' ||
  resources.some((each) => name === each || (name.startsWith(each) && /^[.[]/.test(name.slice(each.length))));

/**
 * Every way in which `submission` changes what the lab holds fixed, in the order of the start, then of the submission. Compared by
 * meaning: comments, order of keys and notation are free. `whole` is where a remark about something that is gone is shown.
 */
export function brokenLocks(
  locked: Locked | undefined,
  start: Resources,
  submission: Resources,
  whole: Span,
): readonly Diagnostic[] {
  if (locked === undefined) return [];
  const found = new Map(submission.map((each) => [each.logicalId, each]));
  const fixed = start.filter((each) => isHeld(locked, each.logicalId));
  const changes = fixed.flatMap((before) => changeOf(before, found.get(before.logicalId), whole));
  return [...changes, ...wrongAdditions(locked, start, submission)];
}

function changeOf(before: ConfigurationResource, after: ConfigurationResource | undefined, whole: Span): readonly Diagnostic[] {
  const name = `\`${before.logicalId}\` (${before.type})`;
  if (after === undefined) return [changed(`${name} belongs to the given part of this lab and is gone: put it back.`, whole)];
  if (after.type !== before.type) {
    return [
      changed(
        `\`${before.logicalId}\` is a ${before.type} in the given part of this lab, here it is a ${after.type}: change it back.`,
        after.span,
      ),
    ];
  }
  if (after.place !== before.place)
    return [changed(`${name} is fixed in this lab and is deployed elsewhere here (${after.place}): put it back.`, after.span)];
  const properties = differingProperties(before.properties, after.properties);
  if (properties.length === 0) return [];
  const list = properties.map((each) => `\`${each}\``).join(', ');
  const differ = properties.length === 1 ? `its ${list} differs` : `its ${list} differ`;
  return [changed(`${name} is fixed in this lab and ${differ} from the start: put it back and solve it elsewhere.`, after.span)];
}

function wrongAdditions(locked: Locked, start: Resources, submission: Resources): readonly Diagnostic[] {
  const given = new Set(start.map((each) => each.logicalId));
  const added = submission.filter((each) => !given.has(each.logicalId));
  const types = locked.additions;
  const strange = types === undefined ? [] : added.filter((each) => !types.includes(each.type));
  const most = locked.maxAdditions ?? Number.POSITIVE_INFINITY;
  const surplus = strange.length > 0 ? [] : added.slice(most);
  const allowed = types === undefined || types.length === 0 ? 'nothing' : `only ${types.join(', ')}`;
  return [
    ...strange.map((each) =>
      changed(`\`${each.logicalId}\` is a ${each.type}; ${allowed} may be added in this lab: remove it.`, each.span),
    ),
    ...surplus.map((each) =>
      changed(`\`${each.logicalId}\` is more than may be added in this lab (${most}): remove it or another one.`, each.span),
    ),
  ];
}

/** The names of the properties that differ, nested ones as `Tags[0].Value`; a whole value where the shape itself differs. */
function differingProperties(before: Json | undefined, after: Json | undefined, path = ''): readonly string[] {
  if (before === after) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differingProperties(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((each: Json, index) => differingProperties(each, after[index] as Json, `${path}[${index}]`));
  }
  return [path === '' ? 'Properties' : path];
}

const changed = (message: string, span: Span): Diagnostic => errorAt(LOCKED_PART_CHANGED, message, span);
