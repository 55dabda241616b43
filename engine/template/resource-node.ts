import { type Diagnostic, errorAt, infoAt, type Span } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import { asString, at, type Located, type LocatedEntry } from './tree.ts';

/** One entry of `Resources`, as it stands in the text: functions are not resolved. */
export interface ResourceNode {
  readonly logicalId: string;
  /** Undefined where the learner has not written a Type that is text; the fault is reported. */
  readonly type: string | undefined;
  readonly properties: Located | undefined;
  readonly condition: Located | undefined;
  readonly dependsOn: readonly { readonly logicalId: string; readonly span: Span }[];
  readonly body: Located;
  readonly span: Span;
  readonly keySpan: Span;
}

/** What a resource may have beside its Type. */
const ATTRIBUTES = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'CreationPolicy',
  'DeletionPolicy',
  'UpdatePolicy',
  'UpdateReplacePolicy',
] as const;

/** The resources of the section by logical id, without those that loops make where they are written out later; faults of their outline go to `diagnostics`. */
export function resourcesOf(
  section: ReadonlyMap<string, LocatedEntry>,
  diagnostics: Diagnostic[],
  writesLoopsOut: boolean,
): ReadonlyMap<string, ResourceNode> {
  const resources = new Map<string, ResourceNode>();
  for (const entry of section.values()) {
    if (writesLoopsOut && entry.key.startsWith('Fn::ForEach::')) continue;
    if (entry.key.startsWith('Fn::')) {
      const message = `\`${entry.key}\` makes resources at AWS only: they are not here.`;
      diagnostics.push(infoAt('TRANSFORM_NOT_APPLIED', message, entry.keySpan));
    } else resources.set(entry.key, resourceOf(entry, diagnostics));
  }
  return resources;
}

function resourceOf({ key: logicalId, keySpan, value: body }: LocatedEntry, diagnostics: Diagnostic[]): ResourceNode {
  if (!/^[A-Za-z0-9]{1,255}$/.test(logicalId)) {
    const message = `The logical id \`${logicalId.slice(0, 80)}\` is not made of letters and digits alone (at most 255 of them).`;
    diagnostics.push(errorAt('INVALID_LOGICAL_ID', message, keySpan));
  }
  if (body.kind !== 'map') {
    const empty = body.kind === 'scalar' && body.value === null;
    if (!empty)
      diagnostics.push(errorAt('RESOURCE_NOT_A_MAP', `\`${logicalId}\` is a map with a Type and Properties.`, body.span));
  } else attributes(logicalId, body.entries, diagnostics);
  return {
    logicalId,
    type: body.kind === 'map' ? typeOf(logicalId, at(body, 'Type'), keySpan, diagnostics) : undefined,
    properties: propertiesOf(logicalId, at(body, 'Properties'), diagnostics),
    condition: at(body, 'Condition'),
    dependsOn: dependsOn(at(body, 'DependsOn'), diagnostics),
    body,
    span: body.span,
    keySpan,
  };
}

function attributes(logicalId: string, entries: ReadonlyMap<string, LocatedEntry>, diagnostics: Diagnostic[]): void {
  for (const { key, keySpan } of entries.values()) {
    if (ATTRIBUTES.some((name) => name === key)) continue;
    const hint = didYouMean(key, ATTRIBUTES) || ' Properties of the resource stand under `Properties`.';
    diagnostics.push(errorAt('UNKNOWN_RESOURCE_ATTRIBUTE', `\`${key}\` cannot stand here in \`${logicalId}\`.${hint}`, keySpan));
  }
}

function typeOf(logicalId: string, node: Located | undefined, keySpan: Span, diagnostics: Diagnostic[]): string | undefined {
  if (node === undefined) {
    diagnostics.push(errorAt('MISSING_TYPE', `\`${logicalId}\` has no Type, such as AWS::EC2::VPC.`, keySpan));
  } else if (node.kind !== 'scalar' || (typeof node.value !== 'string' && node.value !== null)) {
    diagnostics.push(errorAt('INVALID_TYPE', `The Type of \`${logicalId}\` is text, such as AWS::EC2::VPC.`, node.span));
  }
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

function propertiesOf(logicalId: string, node: Located | undefined, diagnostics: Diagnostic[]): Located | undefined {
  if (node === undefined || node.kind === 'map') return node;
  if (node.kind !== 'scalar' || node.value !== null) {
    diagnostics.push(errorAt('PROPERTIES_NOT_A_MAP', `The Properties of \`${logicalId}\` are a map.`, node.span));
  }
  return undefined;
}

function dependsOn(node: Located | undefined, diagnostics: Diagnostic[]): ResourceNode['dependsOn'] {
  const each = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return each.flatMap((item) => {
    const logicalId = asString(item);
    if (logicalId !== undefined) return [{ logicalId, span: item.span }];
    const empty = item.kind === 'scalar';
    if (!empty) diagnostics.push(errorAt('INVALID_DEPENDS_ON', 'DependsOn holds logical ids, and no functions.', item.span));
    return [];
  });
}
