/** What the file of the catalogue holds; `cli/cut-catalogue.ts` writes it. */
export interface CatalogueFile {
  /** The package and version that it was cut from. */
  readonly source: string;
  /** Every action prefix that AWS has, also those whose actions are not in the file. */
  readonly everyService: string;
  /** `name=type` for each key that any request may carry. */
  readonly globalKeys: string;
  /**
   * By action prefix: `keys` are `name=type`, `resources` are `type arn keys`, `actions` are `Name types keys`; types and keys are
   * places in those lists from 0. A variable part of a key or an ARN is `*`.
   */
  readonly services: Readonly<
    Record<string, { readonly keys: string; readonly resources: string; readonly actions: string } | undefined>
  >;
}

/** A condition key as AWS writes it; a variable part, such as a tag's name, is `*`. `type` is AWS's, such as `String` or `ArrayOfString`. */
export interface CatalogueKey {
  readonly name: string;
  readonly type: string;
}

/** A type of resource: `arn` is what its ARNs look like, with `*` for what varies. */
export interface CatalogueResource {
  readonly type: string;
  readonly arn: string;
  readonly keys: readonly CatalogueKey[];
}

/** An action without its service. `resources` is empty where it acts on no resource of its own (its Resource is `*`). */
export interface CatalogueAction {
  readonly name: string;
  readonly resources: readonly CatalogueResource[];
  /** The service's own keys that its requests may carry; the global ones are not repeated. */
  readonly keys: readonly CatalogueKey[];
}

/** One service: its actions and keys by lower-case name. */
export interface CatalogueService {
  readonly actions: ReadonlyMap<string, CatalogueAction>;
  readonly keys: ReadonlyMap<string, CatalogueKey>;
  readonly resources: readonly CatalogueResource[];
}

/**
 * The actions, resource types and condition keys that exist, for the services of the course. Whoever judges a policy takes it where it
 * is at hand and says less without it: a browser loads it after the engine.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ActionCatalogue {
  /** The service with this action prefix, in any case; undefined where the catalogue holds none. */
  readonly service: (prefix: string) => CatalogueService | undefined;
  /** The action prefixes whose actions are known, in the order of the alphabet. */
  readonly known: readonly string[];
  /** Every action prefix of AWS, also of services whose actions are not in the catalogue. */
  readonly everyService: ReadonlySet<string>;
  /** Keys of any request by lower-case name. */
  readonly globalKeys: ReadonlyMap<string, CatalogueKey>;
}

/** The catalogue that `file` holds. A service is read when it is first asked for. */
export function catalogueOf(file: CatalogueFile): ActionCatalogue {
  const read = new Map<string, CatalogueService | undefined>();
  return {
    service: (prefix) => {
      const name = prefix.toLowerCase();
      if (!read.has(name)) read.set(name, Object.hasOwn(file.services, name) ? serviceOf(file.services[name]) : undefined);
      return read.get(name);
    },
    known: Object.keys(file.services),
    everyService: new Set(file.everyService.split(' ')),
    globalKeys: byName(keysOf(file.globalKeys)),
  };
}

function serviceOf(entry: CatalogueFile['services'][string]): CatalogueService | undefined {
  if (entry === undefined) return undefined;
  const keys = keysOf(entry.keys);
  const resources = listOf(entry.resources).map(([type = '', arn = '', places = '']) => ({ type, arn, keys: at(places, keys) }));
  const actions = listOf(entry.actions).map(([name = '', types = '', places = '']) => ({
    name,
    resources: at(types, resources),
    keys: at(places, keys),
  }));
  return { actions: byName(actions), keys: byName(keys), resources };
}

const listOf = (text: string): readonly (readonly string[])[] =>
  text === '' ? [] : text.split('|').map((each) => each.split(' '));

const keysOf = (text: string): readonly CatalogueKey[] =>
  text === ''
    ? []
    : text.split(' ').map((each) => ({ name: each.slice(0, each.indexOf('=')), type: each.slice(each.indexOf('=') + 1) }));

const at = <T>(places: string, all: readonly T[]): readonly T[] =>
  places === '' ? [] : places.split(',').flatMap((place) => all[Number(place)] ?? []);

const byName = <T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.name.toLowerCase(), each]));
