import { isJsonObject, type Json } from '../json.ts';
import type { Declaration } from '../template/environment.ts';
import { type Template, templateOf } from '../template/template.ts';
import { fromJson, type Located } from '../template/tree.ts';

/**
 * The template with `change` merged into its Resources as JSON Merge Patch says (RFC 7396: null deletes), references written out as
 * CloudFormation's JSON has them (`{"Ref": "Vpc"}`). What the change adds stands where the resource stood, or at the template's beginning.
 */
export function changedTemplate(
  template: Template,
  change: Readonly<Record<string, unknown>>,
): { readonly template: Template } | { readonly error: string } {
  const resources = template.root.kind === 'map' ? template.root.entries.get('Resources') : undefined;
  if (template.root.kind !== 'map' || resources === undefined) return { error: 'The configuration has no Resources to change.' };
  const merged = merge(resources.value, change as Json);
  const entries = new Map(template.root.entries).set('Resources', { ...resources, value: merged });
  const changed = templateOf({ ...template.root, entries }).template;
  return changed === undefined ? { error: 'The change leaves no template.' } : { template: changed };
}

/**
 * `declarations` with `change` merged in the same way: its keys are their names, its values maps with `Properties`, and a `Type` where
 * the thing is new. References in it become the ids that `idOf` knows.
 */
export function changedDeclarations(
  declarations: readonly Declaration[],
  change: Readonly<Record<string, unknown>>,
  idOf: (name: string, by: string) => string | undefined,
): readonly Declaration[] {
  const named = new Map(declarations.map((each) => [each.logicalId, each]));
  for (const [logicalId, patch] of Object.entries(change)) {
    const before = named.get(logicalId);
    const { Type: type = before?.type, Properties: properties } = (patch ?? {}) as Readonly<Record<string, Json>>;
    if (patch === null || typeof type !== 'string') remove(named, logicalId);
    else {
      const written = properties === undefined ? undefined : referring(properties, (name) => idOf(name, logicalId));
      named.set(logicalId, changedDeclaration(before ?? newDeclaration(logicalId, type), written));
    }
  }
  return [...named.values()];
}

/** `value` with each `{"Ref": name}` of a known name as the id that it stands for. */
function referring(value: Json, idOf: (name: string) => string | undefined): Json {
  if (Array.isArray(value)) return value.map((each: Json) => referring(each, idOf));
  if (!isJsonObject(value)) return value;
  const { Ref: name, ...others } = value;
  const id = typeof name === 'string' && Object.keys(others).length === 0 ? idOf(name) : undefined;
  return id ?? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, referring(each ?? null, idOf)]));
}

/** Takes a thing out with its parts, which go by its name and a word behind it. */
function remove(named: Map<string, Declaration>, logicalId: string): void {
  for (const name of [...named.keys()]) if (name === logicalId || name.startsWith(`${logicalId}.`)) named.delete(name);
}

/** What of `after` refers to something that is no longer there, each name once. */
export function danglingReferences(before: readonly Declaration[], after: readonly Declaration[]): readonly string[] {
  const left = new Set(after.map((each) => each.logicalId));
  const gone = new Set(before.map((each) => each.logicalId).filter((name) => !left.has(name)));
  return [...new Set(after.flatMap((each) => each.references.filter((name) => gone.has(name))))];
}

const changedDeclaration = (before: Declaration, properties: Json | undefined): Declaration =>
  properties === undefined ? before : { ...before, properties: merge(before.properties, properties) };

function newDeclaration(logicalId: string, type: string): Declaration {
  const start = { line: 1, column: 1 };
  const span = { file: '', start, end: start };
  return {
    logicalId,
    type,
    physicalId: logicalId,
    properties: fromJson({}, span),
    dependsOn: [],
    references: [],
    span,
    keySpan: span,
  };
}

function merge(target: Located, patch: Json): Located {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return fromJson(patch, target.span);
  const entries = new Map(target.kind === 'map' ? target.entries : []);
  for (const [key, value] of Object.entries(patch)) {
    const before = entries.get(key);
    if (value === null) entries.delete(key);
    else
      entries.set(key, {
        key,
        keySpan: before?.keySpan ?? target.span,
        value: merge(before?.value ?? fromJson({}, target.span), value),
      });
  }
  return { kind: 'map', entries, span: target.span };
}
