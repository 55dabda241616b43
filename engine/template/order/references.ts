import { type Diagnostic, errorAt, type Span, warningAt } from '../../diagnostic.ts';
import { didYouMean } from '../../nearest.ts';
import { getAttForm } from '../functions/lookups.ts';
import { subForm, subParts } from '../functions/sub.ts';
import { LANGUAGE_EXTENSIONS, type Template } from '../template.ts';
import { asString, type Located, type LocatedEntry } from '../tree.ts';

/** A name that a part of the text refers to; `taken` is false in a branch of `Fn::If` that is not chosen. */
export interface Reference {
  readonly kind: 'ref' | 'attribute';
  readonly name: string;
  readonly span: Span;
  readonly taken: boolean;
}

/** Whether a condition holds, as far as that can be known. */
type Holds = (condition: string) => boolean | undefined;

/** Every name that `node` refers to, in the order of the text, also in branches that are not chosen. */
export function referencesIn(node: Located | undefined, holds: Holds): readonly Reference[] {
  const found: Reference[] = [];
  if (node !== undefined) collect(node, holds, true, found);
  return found;
}

function collect(node: Located, holds: Holds, taken: boolean, found: Reference[]): void {
  if (node.kind === 'list') for (const item of node.items) collect(item, holds, taken, found);
  if (node.kind !== 'map') return;
  for (const entry of node.entries.values()) {
    if (node.entries.size > 1 || !collectFunction(entry, holds, taken, found)) collect(entry.value, holds, taken, found);
  }
}

/** Whether the entry is a function that names something; its names are then collected. */
function collectFunction({ key, value }: LocatedEntry, holds: Holds, taken: boolean, found: Reference[]): boolean {
  if (key === 'Ref' && value.kind === 'scalar') found.push({ kind: 'ref', name: asString(value) ?? '', span: value.span, taken });
  else if (key === 'Fn::GetAtt') collectGetAtt(value, holds, taken, found);
  else if (key === 'Fn::Sub') collectSub(value, holds, taken, found);
  else if (key === 'Fn::If' && value.kind === 'list') collectIf(value.items, holds, taken, found);
  else return false;
  return true;
}

function collectGetAtt(value: Located, holds: Holds, taken: boolean, found: Reference[]): void {
  const { logicalId, attribute } = getAttForm(value);
  // Without an attribute the function has a remark of its own.
  if (logicalId === undefined || attribute === undefined) return;
  found.push({ kind: 'attribute', name: String(logicalId.value), span: logicalId.span, taken });
  collect(attribute, holds, taken, found);
}

function collectSub(value: Located, holds: Holds, taken: boolean, found: Reference[]): void {
  const form = subForm(value);
  if (form === undefined) return;
  for (const part of subParts(form.text)) {
    if (part.kind === 'text' || form.variables.has(part.name) || !/^[\w.:]+$/.test(part.name)) continue;
    const dot = part.name.indexOf('.');
    const name = dot === -1 ? part.name : part.name.slice(0, dot);
    found.push({ kind: dot === -1 ? 'ref' : 'attribute', name, span: part.span, taken });
  }
  for (const { value: variable } of form.variables.values()) collect(variable, holds, taken, found);
}

function collectIf(items: readonly Located[], holds: Holds, taken: boolean, found: Reference[]): void {
  const [name, yes, no] = items;
  const condition = asString(name);
  const held = condition === undefined ? undefined : holds(condition);
  if (yes !== undefined) collect(yes, holds, taken && held !== false, found);
  if (no !== undefined) collect(no, holds, taken && held !== true, found);
}

export const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
] as const;

/** The remark on a reference to what the template does not have, with the name that was probably meant; undefined where it has it. */
export function dangling(reference: Reference, template: Template): Diagnostic | undefined {
  const { kind, name, span } = reference;
  if (template.resources.has(name)) return undefined;
  const pseudo = PSEUDO_PARAMETERS.some((each) => each === name);
  if (kind === 'ref' && (pseudo || template.parameters.has(name))) return undefined;
  const message =
    template.parameters.has(name) || pseudo
      ? `\`${name}\` is a parameter and has no attributes: Fn::GetAtt takes a resource.`
      : `\`${name.slice(0, 100)}\` is neither a resource nor a parameter of this template.${hintFor(name, kind, template)}`;
  // What a macro makes has names that only AWS knows.
  return madeAtAws(template) ? warningAt('UNRESOLVED_REFERENCE', message, span) : errorAt('UNRESOLVED_REFERENCE', message, span);
}

function hintFor(name: string, kind: Reference['kind'], template: Template): string {
  const resources = [...template.resources.keys()];
  return didYouMean(name, kind === 'ref' ? [...resources, ...template.parameters.keys(), ...PSEUDO_PARAMETERS] : resources);
}

const madeAtAws = (template: Template): boolean => template.transforms.some(({ name }) => name !== LANGUAGE_EXTENSIONS);
