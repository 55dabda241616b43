import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { own } from '../engine/course/expect.ts';
import { loadTerraform, worldSchema } from '../engine/index.ts';
import { isJsonObject, type Json } from '../engine/json.ts';
import { toJson } from '../engine/template/tree.ts';
import { TERRAFORM_TYPES } from '../engine/terraform/types/index.ts';

interface Row {
  readonly type: string;
  readonly hcl: string;
  /** What it becomes, by what stands behind its name. */
  readonly becomes?: Readonly<Record<string, readonly [string, Json]>>;
  /** Properties of others that it sets. */
  readonly changes?: Readonly<Record<string, Json>>;
}

const { around, rows }: { around: string; rows: readonly Row[] } = parse(
  readFileSync(fileURLToPath(new URL('./corpus/terraform-types.yaml', import.meta.url)), 'utf8'),
);
const read = await loadTerraform();
const world = worldSchema.parse({});

function declarationsOf({ type, hcl }: Row): ReadonlyMap<string, readonly [string, Json]> {
  const text = `${around}\nresource "${type}" "it" {\n${hcl}\n}\n`;
  const { stacks, names, diagnostics } = read({ files: [{ path: 'main.tf', text }], world });
  expect(diagnostics.filter((each) => each.severity !== 'info')).toEqual([]);
  const ids = [...names].toSorted(([, a], [, b]) => b.length - a.length);
  const named = (value: Json): Json => {
    if (typeof value === 'string') return ids.reduce((all, [name, id]) => all.replaceAll(id, `<${name}>`), value);
    if (Array.isArray(value)) return value.map((each: Json) => named(each));
    return isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(each ?? null)]))
      : value;
  };
  const all = stacks.flatMap((stack) => stack.declarations);
  return new Map(all.map((each) => [each.logicalId, [each.type, named(toJson(each.properties))]]));
}

/** Those properties of `value` that `wanted` speaks of. */
function spokenOf(value: Json | undefined, wanted: Json): Json | undefined {
  if (!isJsonObject(wanted) || value === undefined || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, own(value, key) ?? null]));
}

test.each(rows)('$type becomes what AWS would have', (row) => {
  const made = declarationsOf(row);
  for (const [part, [type, properties]] of Object.entries(row.becomes ?? {})) {
    const found = made.get(`${row.type}.it${part}`);
    expect([part, found?.[0], spokenOf(found?.[1], properties)]).toEqual([part, type, properties]);
  }
  for (const [name, properties] of Object.entries(row.changes ?? {}))
    expect([name, spokenOf(made.get(name)?.[1], properties)]).toEqual([name, properties]);
  const parts = [...made.keys()].filter((name) => name.startsWith(`${row.type}.it`));
  expect(parts.toSorted()).toEqual(
    Object.keys(row.becomes ?? {})
      .map((part) => `${row.type}.it${part}`)
      .toSorted(),
  );
});

test('every type that is simulated has a row', () => {
  const shown = new Set(rows.map((row) => row.type));
  expect(TERRAFORM_TYPES.map((each) => each.type).filter((type) => !shown.has(type))).toEqual([]);
});
