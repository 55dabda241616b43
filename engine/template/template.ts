import { type Diagnostic, errorAt, infoAt, type Span } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { MAX_RESOURCES } from './limits.ts';
import { type ResourceNode, resourcesOf } from './resource-node.ts';
import { asString, at, type Located, type LocatedEntry } from './tree.ts';

type Section = ReadonlyMap<string, LocatedEntry>;

/** A template as written. `root` has all of it; the sections are views of it, empty where they are absent. */
export interface Template {
  readonly root: Located;
  readonly parameters: Section;
  readonly mappings: Section;
  readonly conditions: Section;
  readonly resources: ReadonlyMap<string, ResourceNode>;
  readonly outputs: Section;
  readonly transforms: readonly { readonly name: string; readonly span: Span }[];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
  'Hooks',
] as const;

/** The transform whose functions are resolved here; every other one is named and left. */
export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/** The template of a tree and everything that CloudFormation would say of its outline; undefined where `root` is no map. */
export function templateOf(root: Located): { readonly template?: Template; readonly diagnostics: readonly Diagnostic[] } {
  if (root.kind !== 'map') {
    return { diagnostics: [errorAt('ROOT_NOT_A_MAP', 'A template is a map with a section `Resources`.', root.span)] };
  }
  const diagnostics: Diagnostic[] = [];
  const transforms = transformsOf(root.entries.get('Transform')?.value);
  outline(root.entries, transforms.length > 0, diagnostics);
  nulls(root, '', diagnostics);
  const template: Template = {
    root,
    parameters: section(root, 'Parameters', diagnostics),
    mappings: section(root, 'Mappings', diagnostics),
    conditions: section(root, 'Conditions', diagnostics),
    resources: resourcesOf(
      section(root, 'Resources', diagnostics),
      diagnostics,
      transforms.some(({ name }) => name === LANGUAGE_EXTENSIONS),
    ),
    outputs: section(root, 'Outputs', diagnostics),
    transforms,
  };
  for (const { name, span } of transforms) {
    if (name === LANGUAGE_EXTENSIONS) continue;
    const message = `The transform \`${name}\` runs at AWS only: what it would add or change is not here.`;
    diagnostics.push(infoAt('TRANSFORM_NOT_APPLIED', message, span));
  }
  return { template, diagnostics };
}

function outline(entries: Section, transformed: boolean, diagnostics: Diagnostic[]): void {
  for (const { key, keySpan } of entries.values()) {
    // A transform may bring sections of its own, as SAM brings Globals.
    if (transformed || SECTIONS.some((name) => name === key)) continue;
    const message = `A template has no section \`${key}\`.${didYouMean(key, SECTIONS)}`;
    diagnostics.push(errorAt('UNKNOWN_SECTION', message, keySpan));
  }
  const version = entries.get('AWSTemplateFormatVersion')?.value;
  if (version?.kind === 'scalar' && version.value !== null && asString(version) !== '2010-09-09') {
    const message = 'The only version of the template format is 2010-09-09.';
    diagnostics.push(errorAt('TEMPLATE_VERSION', message, version.span));
  }
}

/** "null values are not allowed in templates": mostly a key whose value is still to be typed. */
function nulls(node: Located, pointer: string, diagnostics: Diagnostic[]): void {
  if (node.kind === 'list')
    for (const [index, item] of node.items.entries()) nullAt(item, item.span, `${pointer}/${index}`, diagnostics);
  if (node.kind === 'map') {
    for (const { key, keySpan, value } of node.entries.values()) nullAt(value, keySpan, `${pointer}/${key}`, diagnostics);
  }
}

function nullAt(node: Located, span: Span, pointer: string, diagnostics: Diagnostic[]): void {
  if (node.kind !== 'scalar') nulls(node, pointer, diagnostics);
  if (node.kind !== 'scalar' || node.value !== null) return;
  const message = `CloudFormation takes no empty value (null) at ${pointer}: write a value or remove the key.`;
  diagnostics.push(errorAt('NULL_VALUE', message, span));
}

function section(
  root: Located,
  name: 'Parameters' | 'Mappings' | 'Conditions' | 'Resources' | 'Outputs',
  diagnostics: Diagnostic[],
): Section {
  const node = at(root, name);
  if (node?.kind === 'map') {
    if (name === 'Resources') countResources(node.entries, node.span, diagnostics);
    return node.entries;
  }
  if (node === undefined && name === 'Resources') {
    const message = 'A template needs a section `Resources` with at least one resource.';
    diagnostics.push(errorAt('NO_RESOURCES', message, { ...root.span, end: root.span.start }));
  }
  // An empty section has its remark already: its value is null.
  if (node !== undefined && !(node.kind === 'scalar' && node.value === null)) {
    diagnostics.push(errorAt('SECTION_NOT_A_MAP', `\`${name}\` is a map from names to definitions.`, node.span));
  }
  return new Map();
}

function countResources(entries: Section, span: Span, diagnostics: Diagnostic[]): void {
  if (entries.size === 0) diagnostics.push(errorAt('NO_RESOURCES', 'A template needs at least one resource.', span));
  if (entries.size <= MAX_RESOURCES) return;
  const beyond = [...entries.values()][MAX_RESOURCES]?.keySpan ?? span;
  const message = `A template has at most ${MAX_RESOURCES} resources, and this one has ${entries.size}. Split it into several stacks.`;
  diagnostics.push(errorAt('TOO_MANY_RESOURCES', message, beyond));
}

function transformsOf(node: Located | undefined): Template['transforms'] {
  const each = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return each.flatMap((item) => {
    const name = asString(item.kind === 'map' ? at(item, 'Name') : item);
    return name === undefined ? [] : [{ name, span: item.span }];
  });
}
