import type { Json } from '../json.ts';
import { toJson } from '../template/tree.ts';
import { worldSchema } from '../world.ts';
import { evaluateTerraform } from './evaluate.ts';
import type { TerraformConfiguration, TerraformFile, TerraformInput } from './instance.ts';

/** A configuration for tests, in the default world; a text alone is `main.tf`. Ids are made of addresses. */
export function toyConfiguration(
  written: string | Readonly<Record<string, string>>,
  over: Partial<Omit<TerraformInput, 'files' | 'world'>> & { readonly world?: object } = {},
): TerraformConfiguration {
  const texts = typeof written === 'string' ? { 'main.tf': written } : written;
  const files = Object.entries(texts).map(([path, text]): TerraformFile => ({ path, text }));
  const { world = {}, ...rest } = over;
  return evaluateTerraform({
    files,
    world: worldSchema.parse(world),
    attributeOf: ({ address }, attribute) =>
      attribute === 'id' || attribute === 'arn'
        ? { kind: 'known', value: `${address}#${attribute}` }
        : { kind: 'unknown', reason: `${address}.${attribute} is known after apply` },
    ...rest,
  });
}

/** What an expression gives; `{unknown}` where that is not known, and the codes of what is wrong with it. */
export function toyValue(expression: string, more = ''): { readonly value: Json; readonly codes: readonly string[] } {
  const { outputs, diagnostics } = toyConfiguration(`output "it" {\n  value = ${expression}\n}\n${more}`);
  const value = outputs.find(({ name }) => name === 'it')?.value;
  return {
    value: value === undefined ? null : toJson(value, () => ({ unknown: true })),
    codes: diagnostics.map(({ code }) => code),
  };
}
