import type { ActionCatalogue, CatalogueAction, CatalogueKey, CatalogueService } from '../../catalogue/actions/actions.ts';
import { didYouMean, nearest } from '../../nearest.ts';
import type { PolicyFault } from '../policy.ts';
import type { PolicyPlace } from './place.ts';
import { hasWildcard, matcherOf, matchesName } from './wildcards.ts';
import { forEach, type Rule, UNKNOWN_TEXT, type WrittenText } from './written.ts';

/** An action of the catalogue with its prefix. */
export interface NamedAction extends CatalogueAction {
  readonly service: string;
}

/** The actions that a text of an Action element names; undefined where the catalogue cannot say (`*`, a service that it does not hold). */
export function actionsOf(text: string, catalogue: ActionCatalogue): readonly NamedAction[] | undefined {
  const [prefix = '', name] = split(text);
  const service = catalogue.service(prefix);
  if (service === undefined || name === undefined) return undefined;
  if (!hasWildcard(name)) {
    const action = service.actions.get(name.toLowerCase());
    return action === undefined ? [] : [{ ...action, service: prefix.toLowerCase() }];
  }
  const before = MATCHED.get(service) ?? new Map<string, readonly NamedAction[]>();
  MATCHED.set(service, before);
  const found = before.get(name) ?? matching(name.toLowerCase(), service, prefix.toLowerCase());
  // One who types leaves many patterns behind.
  if (before.size > 500) before.clear();
  before.set(name, found);
  return found;
}

/** What a pattern matches in a service: a policy asks for the same one again and again. */
const MATCHED = new WeakMap<CatalogueService, Map<string, readonly NamedAction[]>>();

function matching(name: string, { actions }: CatalogueService, service: string): readonly NamedAction[] {
  const matches = matcherOf(name);
  return [...actions].flatMap(([key, each]) => (matches(key) ? [{ ...each, service }] : []));
}

const split = (text: string): readonly [string, string | undefined] => {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
};

/** Actions that do not exist, with the nearest that does; needs the catalogue, but for a name without its service. */
export const unknownActions: Rule = forEach(({ action }, { catalogue, place }) =>
  action.texts.flatMap((written): readonly PolicyFault[] => {
    const message = strangeness(written, catalogue);
    const { pointer } = written;
    return message === undefined
      ? []
      : [{ code: 'UNKNOWN_ACTION', message: `${message}${refusedByS3(place, 'Policy has invalid action')}`, pointer }];
  }),
);

/**
 * What S3 says when a bucket's policy is saved. A remark and no refusal where only the catalogue knows: a verdict never depends on
 * whether the catalogue is at hand, nor on how old it is.
 */
export const refusedByS3 = (place: PolicyPlace, sentence: string): string =>
  place.kind === 'resource' && place.service === 's3' ? ` S3 would not save this policy: ${sentence}.` : '';

function strangeness({ text }: WrittenText, catalogue: ActionCatalogue | undefined): string | undefined {
  if (text === UNKNOWN_TEXT || /^\*+$/.test(text)) return undefined;
  const [prefix, name] = split(text);
  if (name === undefined) return `\`${text}\` names no service; an action is written service:Name.${elsewhere(text, catalogue)}`;
  if (catalogue === undefined || hasWildcard(prefix)) return undefined;
  const service = catalogue.service(prefix);
  if (service === undefined)
    return catalogue.everyService.has(prefix.toLowerCase())
      ? undefined
      : `There is no service \`${prefix}\`.${didYouMean(prefix, catalogue.known)}`;
  if (actionsOf(text, catalogue)?.length !== 0) return undefined;
  if (hasWildcard(name)) return `No action of ${prefix} matches \`${name}\`.`;
  const near = nearest(
    name,
    [...service.actions.values()].map((each) => each.name),
  );
  return `There is no action \`${text}\`.${near === undefined ? elsewhere(name, catalogue) : ` Did you mean \`${prefix}:${near}\`?`}`;
}

/** The first service of the catalogue that has an action of this name. */
function elsewhere(name: string, catalogue: ActionCatalogue | undefined): string {
  for (const prefix of catalogue?.known ?? []) {
    const action = catalogue?.service(prefix)?.actions.get(name.toLowerCase());
    if (action !== undefined) return ` Did you mean \`${prefix}:${action.name}\`?`;
  }
  return '';
}

/** Condition keys that do not exist, with the nearest that does. */
export const unknownKeys: Rule = forEach(({ conditions }, { catalogue }) => {
  if (catalogue === undefined) return [];
  return conditions
    .filter(({ key }) => !isKnownKey(key, catalogue))
    .map(({ writtenKey, pointer }) => ({
      code: 'UNKNOWN_KEY',
      message: `There is no condition key \`${writtenKey}\`, so no request carries it.${keyMeant(writtenKey, catalogue)}`,
      pointer,
    }));
});

/** Whether the key exists, or belongs to what the catalogue does not hold: another service, or an identity provider. */
function isKnownKey(key: string, catalogue: ActionCatalogue): boolean {
  const [prefix, name] = split(key);
  if (name === undefined) return false;
  if (findKey(key, catalogue) !== undefined) return true;
  if (prefix === 'aws' || catalogue.service(prefix) !== undefined) return false;
  return catalogue.everyService.has(prefix) || prefix.includes('.') || prefix === 'saml';
}

/** The key of the catalogue with this lower-case name; a variable part of it may be anything. */
export function findKey(key: string, catalogue: ActionCatalogue): CatalogueKey | undefined {
  const lists = [catalogue.globalKeys, catalogue.service(split(key)[0])?.keys];
  for (const keys of lists) {
    const found = keys?.get(key);
    if (found !== undefined) return found;
    for (const each of keys?.values() ?? []) if (each.name.includes('*') && matchesName(each.name, key)) return each;
  }
  return undefined;
}

function keyMeant(written: string, catalogue: ActionCatalogue): string {
  const [prefix, name] = split(written);
  const [body = '', ...rest] = written.split('/');
  const keys = [...catalogue.globalKeys.values(), ...(catalogue.service(prefix)?.keys.values() ?? [])];
  if (name === undefined) {
    const whole = keys.find((each) => each.name.toLowerCase() === `aws:${body.toLowerCase()}`);
    if (whole !== undefined) return ` Did you mean \`${whole.name}\`?`;
  }
  const tagged = keys.filter((each) => each.name.endsWith('/*')).map((each) => each.name.slice(0, -2));
  const near =
    rest.length > 0
      ? nearest(body, tagged)
      : nearestKey(
          written,
          keys.map((each) => each.name),
        );
  return near === undefined ? '' : ` Did you mean \`${[near, ...rest].join('/')}\`?`;
}

/** A word that goes on after a whole key, such as `aws:SourceVpcEndpoint`, more likely means that key than one of its own length. */
function nearestKey(written: string, names: readonly string[]): string | undefined {
  const begins = (name: string): boolean =>
    written.toLowerCase().startsWith(name.toLowerCase()) && written.length - name.length > 3;
  const [longest] = names.filter(begins).toSorted((a, b) => b.length - a.length);
  return longest ?? nearest(written, names);
}
