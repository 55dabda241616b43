import type { Template } from '../template/template.ts';

export function changedTemplate(
  _template: Template,
  _change: Readonly<Record<string, unknown>>,
): { readonly template: Template } | { readonly error: string } {
  return { error: 'not yet' };
}
