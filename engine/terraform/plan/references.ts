import { asString, at, fromJson, type Located, type LocatedMap, unknownAt } from '../../template/tree.ts';
import type { World } from '../../world.ts';
import type { TerraformInstance } from '../instance.ts';
import { attributeOf } from '../network/attributes.ts';

/** Where an expression of the plan's configuration stands. */
interface Place {
  /** The address of the module's instance, such as `module.x["a"]`. */
  readonly module: string;
  /** The key of the instance, or of the module, that the expression belongs to. */
  readonly key: string | number | undefined;
  /** Calls that have been followed: a plan that leads in a circle is left. */
  readonly depth: number;
}

interface Following {
  readonly root: Located;
  readonly attribute: ReturnType<typeof attributeOf>;
  /** Instances by module and name, such as `module.x["a"]|aws_vpc.main`. */
  readonly instances: ReadonlyMap<string, readonly TerraformInstance[]>;
  /** References that may still be followed: a plan of circles and crossings ends here. */
  left: number;
}

const MOST_FOLLOWED = 200_000;

/**
 * The same instances, with arguments that Terraform knows only after apply taken from what the configuration refers to: a plan
 * leaves them out, and names in `configuration` the resources that they come from.
 */
export function fillUnknown(instances: readonly TerraformInstance[], root: Located, world: World): readonly TerraformInstance[] {
  const groups = new Map<string, TerraformInstance[]>();
  for (const each of instances) {
    const name = `${each.module}|${each.type}.${each.name}`;
    const others = groups.get(name);
    if (others === undefined) groups.set(name, [each]);
    else others.push(each);
  }
  const following: Following = { root, attribute: attributeOf(world), instances: groups, left: MOST_FOLLOWED };
  return instances.map((each) => {
    const resource = itemsOf(at(configurationOf(root, each.module), 'resources')).find(
      (node) => asString(at(node, 'type')) === each.type && asString(at(node, 'name')) === each.name,
    );
    const expressions = at(resource, 'expressions');
    if (expressions?.kind !== 'map') return each;
    return { ...each, values: filled(each.values, expressions, following, { module: each.module, key: each.key, depth: 0 }) };
  });
}

const itemsOf = (node: Located | undefined): readonly Located[] => (node?.kind === 'list' ? node.items : []);

/** The names of the calls that lead to a module, such as `x` and `y` of `module.x["a"].module.y`. */
const callsOf = (module: string): readonly string[] => [...module.matchAll(/module\.([\w-]+)/g)].map(([, name]) => name ?? '');

function configurationOf(root: Located, module: string): Located | undefined {
  const start = at(root, 'configuration', 'root_module');
  return callsOf(module).reduce((node, name) => at(node, 'module_calls', name, 'module'), start);
}

function filled(values: LocatedMap, expressions: LocatedMap, following: Following, place: Place): LocatedMap {
  const entries = new Map(values.entries);
  for (const { key, keySpan, value: expression } of expressions.entries.values()) {
    const before = entries.get(key);
    const value = valueFor(key, before?.value, expression, following, place);
    if (value !== undefined && value !== before?.value) entries.set(key, { key, keySpan: before?.keySpan ?? keySpan, value });
  }
  return { ...values, entries };
}

const isNothing = (node: Located | undefined): boolean =>
  node === undefined || (node.kind === 'scalar' && node.value === null) || (node.kind === 'list' && node.items.length === 0);

function valueFor(
  name: string,
  before: Located | undefined,
  expression: Located,
  following: Following,
  place: Place,
): Located | undefined {
  if (expression.kind === 'list') return blocksOf(before, expression.items, following, place);
  if (expression.kind !== 'map') return before;
  if (!isNothing(before)) return holes(name, before, expression, following, place);
  const constant = at(expression, 'constant_value');
  if (constant !== undefined) return constant;
  return followed(name, expression, following, place) ?? before;
}

/** A list of which some elements are known after apply only is null there. */
function holes(name: string, before: Located | undefined, expression: Located, following: Following, place: Place) {
  if (before?.kind !== 'list' || !before.items.some((item) => isNothing(item))) return before;
  const value = followed(name, expression, following, place);
  return value?.kind === 'list' && value.items.length >= before.items.length ? value : before;
}

/** Nested blocks: each with the expression that wrote it, where there are as many; all of them where none is known. */
function blocksOf(
  before: Located | undefined,
  expressions: readonly Located[],
  following: Following,
  place: Place,
): Located | undefined {
  const maps = expressions.flatMap((each) => (each.kind === 'map' ? [each] : []));
  const [first] = maps;
  if (first === undefined) return before;
  const known = before?.kind === 'list' ? before.items.flatMap((each) => (each.kind === 'map' ? [each] : [])) : [];
  if (known.length > 0 && known.length !== maps.length) return before;
  const left = [...known];
  const items = maps.map((expression): Located => {
    const found = left.findIndex((each) => agrees(each, expression));
    const [own] = found === -1 ? left.splice(0, 1) : left.splice(found, 1);
    const empty: LocatedMap = { kind: 'map', entries: new Map(), span: expression.span };
    return filled(own ?? empty, expression, following, place);
  });
  return { kind: 'list', items, span: before?.span ?? first.span };
}

/** Whether a block has the constants of an expression: sets do not keep the order of the text. */
const agrees = (block: LocatedMap, expression: LocatedMap): boolean =>
  [...expression.entries.values()].every(({ key, value }) => {
    const constant = asString(at(value, 'constant_value'));
    return constant === undefined || asString(block.entries.get(key)?.value) === constant;
  });

const IS_LIST = /(_ids|_arns|_blocks|_ips|_vgws|_principals|_addresses|subnets|security_groups|records|targets)$/;

/** What an expression refers to: all of it for a list, the first for anything else. */
function followed(name: string, expression: Located, following: Following, place: Place): Located | undefined {
  const references = itemsOf(at(expression, 'references')).flatMap((node) => asString(node) ?? []);
  const each = specific(references).flatMap((reference) => targetsOf(reference, references, name, following, place));
  const [first] = each;
  const { span } = expression;
  if (first === undefined) return references.length === 0 ? undefined : unknownAt('the plan does not say what it will be', span);
  return IS_LIST.test(name) ? { kind: 'list', items: each.flatMap(flat), span } : first;
}

const flat = (node: Located): readonly Located[] => (node.kind === 'list' ? node.items : [node]);

/** Without names that a longer one says better: `aws_vpc.main` beside `aws_vpc.main.id`. */
const specific = (references: readonly string[]): readonly string[] =>
  references.filter(
    (each) => !references.some((other) => other !== each && (other.startsWith(`${each}.`) || other.startsWith(`${each}[`))),
  );

function targetsOf(
  reference: string,
  all: readonly string[],
  name: string,
  following: Following,
  place: Place,
): readonly Located[] {
  following.left -= 1;
  if (place.depth > 20 || following.left < 0) return [];
  const variable = /^var\.(\w+)/.exec(reference)?.[1];
  if (variable !== undefined) return givenTo(variable, name, following, place);
  const output = /^module\.([\w-]+)(\[[^\]]*\])?\.(\w+)/.exec(reference);
  if (output !== null) return outputOf(output, name, following, place);
  const resource = /^([a-z]\w*)\.([\w-]+)(\[[^\]]*\])?(?:\.(.+))?$/.exec(reference);
  if (resource === null) return [];
  const [, type, label, index, attribute] = resource;
  const found = following.instances.get(`${place.module}|${type}.${label}`) ?? [];
  return chosen(found, index, all, IS_LIST.test(name), place).flatMap((instance) => {
    const wanted = (attribute ?? attributeFor(name)).split(/[.[]/)[0] ?? 'id';
    const written = instance.values.entries.get(wanted)?.value;
    const answer = following.attribute(instance, wanted);
    if (!isNothing(written)) return written === undefined ? [] : [written];
    const { keySpan } = instance;
    return answer.kind === 'known' ? [fromJson(answer.value, keySpan)] : [unknownAt(answer.reason, keySpan)];
  });
}

/** The instances that are meant: by the index that is written, by the same key where it is that of `count` or `each`, else all or the first. */
function chosen(
  found: readonly TerraformInstance[],
  index: string | undefined,
  references: readonly string[],
  list: boolean,
  place: Place,
): readonly TerraformInstance[] {
  const written = index === undefined ? undefined : index.slice(1, -1).replace(/^"|"$/g, '');
  if (written !== undefined && written !== '*') return found.filter((each) => String(each.key) === written);
  const counts = references.some((each) => /^(count\.index|each\.)/.test(each));
  const same = found.filter((each) => each.key === place.key);
  if (counts && same.length > 0) return same;
  return list ? found : found.slice(0, 1);
}

/** The attribute that an argument of this name takes from a resource, where the plan does not say which. */
function attributeFor(name: string): string {
  if (/_arns?$|^arn$|service_network_identifier/.test(name)) return 'arn';
  return name === 'records' ? 'dns_name' : 'id';
}

/** What the call of a module gives to a variable, as it stands in the module that calls. */
function givenTo(variable: string, name: string, following: Following, place: Place): readonly Located[] {
  const calls = callsOf(place.module);
  const call = calls.at(-1);
  if (call === undefined) {
    const value = at(following.root, 'variables', variable, 'value');
    return value === undefined ? [] : [value];
  }
  const outer = place.module.replace(/\.?module\.[\w-]+(\[[^\]]*\])?$/, '');
  const written = /\[([^\]]*)\]$/.exec(place.module)?.[1]?.replace(/^"|"$/g, '');
  const expression = at(configurationOf(following.root, outer), 'module_calls', call, 'expressions', variable);
  if (expression === undefined) return [];
  const value = valueFor(name, undefined, expression, following, { module: outer, key: written, depth: place.depth + 1 });
  return value === undefined ? [] : flat(value);
}

function outputOf(found: RegExpExecArray, name: string, following: Following, place: Place): readonly Located[] {
  const [, call = '', index = '', output = ''] = found;
  const module = `${place.module === '' ? '' : `${place.module}.`}module.${call}${index}`;
  const expression = at(configurationOf(following.root, module), 'outputs', output, 'expression');
  if (expression === undefined) return [];
  const value = valueFor(name, undefined, expression, following, { module, key: undefined, depth: place.depth + 1 });
  return value === undefined ? [] : flat(value);
}
