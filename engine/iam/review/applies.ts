import type { ActionCatalogue, CatalogueKey } from '../../catalogue/actions/actions.ts';
import type { PolicyFault } from '../policy.ts';
import { isAimed, S3_SAYS } from './buckets.ts';
import { actionsOf, findKey, type NamedAction, refusedByS3 } from './names.ts';
import { matchesArnText, overlapArns, withoutVariables } from './wildcards.ts';
import { forEach, type Rule, type WrittenStatement, type WrittenText } from './written.ts';

/** Actions that act on none of the resources of their statement. */
export const actionsWithoutResource: Rule = forEach((statement, { catalogue, place }) => {
  const { action, resource } = statement;
  if (catalogue === undefined || action.not || resource === undefined || resource.not) return [];
  const found = action.texts
    .filter(({ text }) => !isAimed(text))
    .map((each) => ({ ...each, actions: actionsOf(each.text, catalogue) ?? [] }))
    .filter(({ actions }) => actions.length > 0 && actions.every((each) => !actsOnAny(each, resource.texts, catalogue)));
  return found.map(({ text, pointer, actions }) => {
    const types = [...new Set(actions.flatMap((each) => each.resources.map(({ arn }) => arn)))].slice(0, 3).join(', ');
    const message = `\`${text}\` acts on none of this statement's resources, only on ${types}.${refusedByS3(place, S3_SAYS)}`;
    return { code: 'ACTION_WITHOUT_RESOURCE', message, pointer };
  });
});

/** An action without a resource type of its own is never at fault: it asks for `*`, and sources differ about what else it takes. */
const actsOnAny = (action: NamedAction, resources: readonly WrittenText[], catalogue: ActionCatalogue): boolean =>
  action.resources.length === 0 || resources.some(({ text }) => actsOn(action, text, catalogue));

export function actsOn(action: NamedAction, resource: string, catalogue: ActionCatalogue): boolean {
  const written = withoutVariables(resource);
  if (/^\*+$/.test(written)) return true;
  const types = catalogue.service(action.service)?.resources ?? [];
  return action.resources.some(({ arn }) => overlapArns(arn, written) && !types.some((each) => narrower(each.arn, arn, written)));
}

/** Whether all that `written` matches is of the type `other`, which is a part of the type `arn`: an object's ARN is never a bucket's. */
const narrower = (other: string, arn: string, written: string): boolean =>
  other !== arn && matchesArnText(other, written) && matchesArnText(arn, other) && !matchesArnText(other, arn);

const S3_SAYS_OF_KEYS = 'Conditions do not apply to combination of actions and resources in statement';

/** Keys of a service that no action of the statement carries: the condition never sees a value. */
export const keysNotCarried: Rule = forEach((statement, { catalogue, place }) => {
  if (catalogue === undefined || statement.action.not) return [];
  const named = statement.action.texts.map(({ text }) => actionsOf(text, catalogue));
  const actions = named.flatMap((each) => each ?? []);
  // Where one of the texts cannot be looked up, or names nothing, there is nothing to say.
  if (named.some((each) => each === undefined || each.length === 0)) return [];
  return statement.conditions
    .filter(({ ifExists, operator }) => !ifExists && operator.compares !== 'presence')
    .flatMap(({ key, writtenKey, pointer }): readonly PolicyFault[] => {
      const known = findKey(key, catalogue);
      if (known === undefined || catalogue.globalKeys.has(known.name.toLowerCase())) return [];
      if (actions.some((each) => carries(each, known))) return [];
      const message = `No action of this statement carries \`${writtenKey}\`${actionsText(statement)}.`;
      return [{ code: 'KEY_NOT_CARRIED', message: `${message}${refusedByS3(place, S3_SAYS_OF_KEYS)}`, pointer }];
    });
});

const carries = (action: NamedAction, key: CatalogueKey): boolean =>
  action.keys.includes(key) || action.resources.some((each) => each.keys.includes(key));

const actionsText = ({ action }: WrittenStatement): string =>
  action.texts.length > 3 ? '' : `: ${action.texts.map(({ text }) => `\`${text}\``).join(', ')}`;
