import type { Json } from '../json.ts';
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
