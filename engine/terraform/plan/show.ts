import { type Diagnostic, errorAt, type Span } from '../../diagnostic.ts';
import { readJson } from '../../template/text/json.ts';
import { linesOf } from '../../template/text/lines.ts';
import { asNumber, asString, at, type Located, type LocatedMap } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { ProviderPlace, TerraformFile, TerraformInstance } from '../instance.ts';
import { given } from '../network/values.ts';
import { defaultAclOf, defaultGroupOf, mainTableOf } from '../types/vpc.ts';
import { fillUnknown } from './references.ts';

/** Instances of a plan or a state, and the faults of its text. */
export interface Shown {
  readonly instances: readonly TerraformInstance[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Characters of a plan or state that are read; one that is larger is refused whole. */
const LARGEST = 24 * 1024 * 1024;

/** Whether a text is what `terraform show -json` prints, or a state file: both say so near their beginning. */
export const isShown = (text: string): boolean =>
  /^\s*\{/.test(text.slice(0, 100)) && /"terraform_version"\s*:/.test(text.slice(0, 4000));

/**
 * The instances of a plan (its planned values; what is known only after apply is followed through the plan's configuration), of a
 * state as `terraform show -json` prints it, or of a state file.
 */
export function readShown(file: TerraformFile, world: World): Shown {
  const diagnostics: Diagnostic[] = [];
  const lines = linesOf(file.text.length > LARGEST ? '' : file.text, file.path);
  if (file.text.length > LARGEST) {
    const message = `A plan or state of at most ${LARGEST / 1024 / 1024} MB is read, and this one is larger.`;
    return { instances: [], diagnostics: [errorAt('TERRAFORM_TOO_LARGE', message, lines.spanOf(0, 0))] };
  }
  const root = readJson(file.text, lines, diagnostics);
  const faults = diagnostics.map((each) => ({ ...each, code: each.code === 'TEMPLATE_SYNTAX' ? 'JSON_SYNTAX' : each.code }));
  if (root === undefined) return { instances: [], diagnostics: faults };
  const planned = at(root, 'planned_values', 'root_module');
  const values = planned ?? at(root, 'values', 'root_module');
  const found = values === undefined ? ofStateFile(root) : ofModule(values);
  const placed = withDerivedDefaults(placedIn(found, root, world));
  return { instances: planned === undefined ? placed : fillUnknown(placed, root, world), diagnostics: faults };
}

/** What AWS makes beside a VPC has an id of our own here: where a state names the real one, ours stands instead. */
function withDerivedDefaults(instances: readonly TerraformInstance[]): readonly TerraformInstance[] {
  const ours = new Map<string, string>();
  for (const { type, values } of instances) {
    const id = asString(given(values, 'id'));
    if ((type !== 'aws_vpc' && type !== 'aws_default_vpc') || id === undefined) continue;
    for (const [attribute, own] of DEFAULTS) {
      const real = asString(given(values, attribute));
      if (real !== undefined) ours.set(real, own(id));
    }
  }
  if (ours.size === 0) return instances;
  return instances.map((each) => {
    const values = renamed(each.values, ours);
    return values.kind === 'map' ? { ...each, values } : each;
  });
}

const DEFAULTS = [
  ['default_network_acl_id', defaultAclOf],
  ['default_route_table_id', mainTableOf],
  ['default_security_group_id', defaultGroupOf],
  ['main_route_table_id', mainTableOf],
] as const;

function renamed(node: Located, names: ReadonlyMap<string, string>): Located {
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => renamed(item, names)) };
  if (node.kind === 'map') {
    const entries = [...node.entries].map(([key, entry]) => [key, { ...entry, value: renamed(entry.value, names) }] as const);
    return { ...node, entries: new Map(entries) };
  }
  const name = node.kind === 'scalar' && typeof node.value === 'string' ? names.get(node.value) : undefined;
  return node.kind === 'scalar' && name !== undefined ? { ...node, value: name } : node;
}

/** An instance whose provider is not known yet. */
type Found = Omit<TerraformInstance, 'provider'>;

function ofModule(module: Located, address = ''): readonly Found[] {
  const own = itemsAt(module, 'resources').flatMap((node) => foundAt(node, address));
  const below = itemsAt(module, 'child_modules').flatMap((child) => ofModule(child, asString(at(child, 'address')) ?? address));
  return [...own, ...below];
}

const itemsAt = (node: Located | undefined, key: string): readonly Located[] => {
  const list = at(node, key);
  return list?.kind === 'list' ? list.items : [];
};

function foundAt(node: Located, module: string): readonly Found[] {
  const [type, name] = [asString(at(node, 'type')), asString(at(node, 'name'))];
  const values = at(node, 'values');
  if (asString(at(node, 'mode')) !== 'managed' || type === undefined || name === undefined) return [];
  const address = asString(at(node, 'address')) ?? `${module === '' ? '' : `${module}.`}${type}.${name}`;
  return [foundWith({ address, type, name, module }, values, keyOf(at(node, 'index')), node)];
}

function foundWith(
  names: Pick<Found, 'address' | 'type' | 'name' | 'module'>,
  values: Located | undefined,
  key: string | number | undefined,
  node: Located,
): Found {
  const written: LocatedMap = values?.kind === 'map' ? values : { kind: 'map', entries: new Map(), span: node.span };
  const keySpan = at(node, 'address')?.span ?? headOf(node.span);
  const shown = { ...names, mode: 'managed' as const, values: written, references: [], dependsOn: [], span: node.span, keySpan };
  return key === undefined ? shown : { ...shown, key };
}

const headOf = (span: Span): Span => ({ ...span, end: span.start });

function keyOf(node: Located | undefined): string | number | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  return typeof node.value === 'number' ? asNumber(node) : asString(node);
}

/** A state file of version 4 lists the instances of each resource. */
function ofStateFile(root: Located): readonly Found[] {
  return itemsAt(root, 'resources').flatMap((resource) => {
    const [type, name] = [asString(at(resource, 'type')), asString(at(resource, 'name'))];
    if (asString(at(resource, 'mode')) !== 'managed' || type === undefined || name === undefined) return [];
    const module = asString(at(resource, 'module')) ?? '';
    const whole = `${module === '' ? '' : `${module}.`}${type}.${name}`;
    return itemsAt(resource, 'instances').map((node) => {
      const key = keyOf(at(node, 'index_key'));
      const address = key === undefined ? whole : `${whole}[${JSON.stringify(key)}]`;
      return foundWith({ address, type, name, module }, at(node, 'attributes'), key, node);
    });
  });
}

/** Where a resource stands that names itself by ARN, such as `arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0a`. */
function placeIn(values: LocatedMap): { readonly region?: string; readonly account?: string } {
  const [, , , region = '', account = ''] = (asString(given(values, 'arn')) ?? '').split(':');
  return { ...(region === '' ? {} : { region }), ...(/^\d{12}$/.test(account) ? { account } : {}) };
}

/** A resource says its place itself (ARN, `region`); others are where most of the configuration is, or where their provider's block says. */
function placedIn(found: readonly Found[], root: Located, world: World): readonly TerraformInstance[] {
  const places = found.map((each) => placeIn(each.values));
  const account = commonest(places.flatMap((each) => each.account ?? [])) ?? world.account;
  const region = commonest(places.flatMap((each) => each.region ?? [])) ?? regionOf(root, 'aws') ?? world.region;
  const keys = providerKeys(root);
  return found.map((each, index): TerraformInstance => {
    const key = keys.get(`${pathOf(each.module)}|${each.type}.${each.name}`);
    const written = asString(given(each.values, 'region'));
    const own = places[index]?.region ?? written ?? (key === undefined ? undefined : regionOf(root, key));
    const provider: ProviderPlace = {
      name: each.type.split('_')[0] ?? 'aws',
      region: own ?? region,
      account: places[index]?.account ?? account,
    };
    return { ...each, provider };
  });
}

function commonest(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const each of texts) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** The address of a module without the keys of its instances. */
export const pathOf = (module: string): string => module.replace(/\[[^\]]*\]/g, '');

/** The Region that a provider's block states, by itself or by a variable. */
function regionOf(root: Located, key: string): string | undefined {
  const region = at(root, 'configuration', 'provider_config', key, 'expressions', 'region');
  const constant = asString(at(region, 'constant_value'));
  const variable = /^var\.(\w+)$/.exec(asString(at(region, 'references', 0)) ?? '')?.[1];
  return constant ?? (variable === undefined ? undefined : asString(at(root, 'variables', variable, 'value')));
}

/** The provider of each resource of the configuration, by module and name. */
function providerKeys(root: Located): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const visit = (module: Located | undefined, path: string): void => {
    for (const node of itemsAt(module, 'resources')) {
      const key = asString(at(node, 'provider_config_key'));
      const name = `${asString(at(node, 'type'))}.${asString(at(node, 'name'))}`;
      if (key !== undefined) keys.set(`${path}|${name}`, key);
    }
    const calls = at(module, 'module_calls');
    for (const call of calls?.kind === 'map' ? calls.entries.values() : [])
      visit(at(call.value, 'module'), `${path === '' ? '' : `${path}.`}module.${call.key}`);
  };
  visit(at(root, 'configuration', 'root_module'), '');
  return keys;
}
