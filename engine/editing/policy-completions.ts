import { CONTEXT_KEYS } from '../iam/keys/index.ts';
import { OPERATORS } from '../iam/operators/index.ts';
import type { World } from '../world.ts';
import { type Completion, key, type Place, value } from './completion.ts';

const DOCUMENT = ['Version', 'Id', 'Statement'];
const STATEMENT = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const PRINCIPAL = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** What may stand at a place of a policy; `inner` is the path below the document, without the numbers of list items. */
export function policyCompletions(place: Place, inner: readonly string[]): readonly Completion[] {
  const [first, second, third, fourth] = inner;
  const asKey = place.cursor.expects !== 'value';
  if (first === undefined) return asKey ? DOCUMENT.map((name) => key(place, name, 'policy')) : [];
  if (first === 'Version') return [value(place, '2012-10-17', 'the version that variables need')];
  if (first !== 'Statement') return [];
  if (second === undefined) return asKey ? STATEMENT.map((name) => key(place, name, 'statement')) : [];
  switch (second) {
    case 'Effect':
      return ['Allow', 'Deny'].map((each) => value(place, each, 'effect'));
    case 'Action':
    case 'NotAction':
      return actions(place);
    case 'Resource':
    case 'NotResource':
      return resources(place);
    case 'Principal':
    case 'NotPrincipal':
      return principals(place, third);
    case 'Condition':
      return conditions(place, third, fourth);
  }
  return [];
}

/** The services before a colon was typed, then the actions of the one before it. */
function actions(place: Place): readonly Completion[] {
  const { typed } = place.cursor;
  const catalogue = place.surroundings.actions;
  if (catalogue === undefined) return [];
  const colon = typed.indexOf(':');
  if (colon < 0)
    return catalogue.known.map((prefix) => ({
      ...value(place, `${prefix}:*`, 'every action of the service'),
      label: `${prefix}:`,
    }));
  const prefix = typed.slice(0, colon);
  const known = [...(catalogue.service(prefix)?.actions.values() ?? [])];
  return [
    ...known.map(({ name, resources: on }) =>
      value(place, `${prefix}:${name}`, on.map((each) => each.type).join(', ') || 'no resource: *'),
    ),
    value(place, `${prefix}:*`, 'every action'),
  ];
}

/** ARNs of this world; a bucket also with what is inside it. */
function resources(place: Place): readonly Completion[] {
  const arns = Object.keys(place.surroundings.world.resources);
  const all = arns.flatMap((arn) =>
    /^arn:aws:s3:::[^/]+$/.test(arn)
      ? [
          [arn, 'the bucket'],
          [`${arn}/*`, 'its objects'],
        ]
      : [[arn, '']],
  );
  return [...all.map(([arn = '', detail = '']) => value(place, arn, detail)), value(place, '*', 'everything')];
}

function principals(place: Place, kind: string | undefined): readonly Completion[] {
  const { world } = place.surroundings;
  if (kind === undefined) return [...PRINCIPAL.map((name) => key(place, name, 'principal')), value(place, '*', 'anybody')];
  if (kind !== 'AWS') return [];
  return [
    ...Object.values(world.principals).flatMap(({ arn }) => (arn === undefined ? [] : [value(place, arn, 'principal')])),
    value(place, world.account, 'this account'),
  ];
}

function conditions(place: Place, operator: string | undefined, name: string | undefined): readonly Completion[] {
  if (operator === undefined)
    return OPERATORS.map((each) => key(place, each.name, each.negated ? 'holds where it differs' : 'condition'));
  if (name === undefined) return keys(place);
  return keyValues(place.surroundings.world, name).map(([text, detail]) => value(place, text, detail));
}

/** Keys that the engine gives, then those that only AWS's list of services has. */
function keys(place: Place): readonly Completion[] {
  const own = CONTEXT_KEYS.map((row) => key(place, row.key, row.ways.length < 7 ? `only ${row.ways.join(', ')}` : row.type));
  const global = [...(place.surroundings.actions?.globalKeys.values() ?? [])].map((each) => key(place, each.name, each.type));
  return [...own, ...global];
}

function keyValues(world: World, name: string): readonly (readonly [string, string])[] {
  switch (name.toLowerCase()) {
    case 'aws:principalorgid':
    case 'aws:resourceorgid':
      return Object.keys(world.organizations).map((each) => [each, 'organization']);
    case 'aws:principalaccount':
    case 'aws:resourceaccount':
    case 'aws:sourceaccount':
      return [...new Set([world.account, ...Object.values(world.organizations).flat()])]
        .filter((each) => /^\d{12}$/.test(each))
        .map((each) => [each, 'account']);
    case 'aws:sourcevpce':
      return Object.entries(world.physicalIds).flatMap(([id, physical]) =>
        physical.startsWith('vpce-') ? [[physical, id] as const] : [],
      );
    case 'aws:sourcevpc':
      return Object.entries(world.physicalIds).flatMap(([id, physical]) =>
        physical.startsWith('vpc-') ? [[physical, id] as const] : [],
      );
    case 'aws:principalarn':
      return Object.entries(world.principals).flatMap(([id, { arn }]) => (arn === undefined ? [] : [[arn, id] as const]));
    case 'aws:securetransport':
    case 'aws:principalisawsservice':
    case 'aws:viaawsservice':
      return ['true', 'false'].map((each) => [each, '']);
  }
  return [];
}
