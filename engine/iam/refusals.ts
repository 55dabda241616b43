import type { ActionCatalogue } from '../catalogue/actions/actions.ts';
import type { Json } from '../json.ts';
import { onceFor, remembering } from '../remember.ts';
import { type PolicyFault, parsePolicy } from './policy.ts';
import { actionsWithoutResource, keysNotCarried } from './review/applies.ts';
import { otherActions, otherResources } from './review/bucket-policy.ts';
import { bucketsAndObjects, idleActions } from './review/buckets.ts';
import { forAllValues, literalWildcards, sourceAddress } from './review/conditions.ts';
import { deniesEverybody, idleAllow, namesNobody, needsVersion, unprotectedServices } from './review/control.ts';
import { otherServices } from './review/endpoint-service.ts';
import { loneWildcards, mixedAccounts, shortWildcards, systemIds } from './review/endpoint-syntax.ts';
import { lockout } from './review/lockout.ts';
import { unknownActions, unknownKeys } from './review/names.ts';
import type { PolicyPlace } from './review/place.ts';
import { gatewayPrincipals, notPrincipal, principalWildcards, refusedPrincipals } from './review/principals.ts';
import { denyOnly, missingElements, oldVersion, tooLong } from './review/shape.ts';
import { type Rule, writtenStatements } from './review/written.ts';

/** What AWS says when a document is saved: refusals stop it, advisories do not. Both point into the document. */
export interface PolicyReview {
  readonly refusals: readonly PolicyFault[];
  readonly advisories: readonly PolicyFault[];
}

/** Every rule; what it finds under the place's own code is a refusal, anything else a remark. Without the catalogue fewer remarks are made; refusals never need it. */
const RULES: readonly Rule[] = [
  missingElements,
  refusedPrincipals,
  needsVersion,
  namesNobody,
  deniesEverybody,
  unprotectedServices,
  idleAllow,
  otherActions,
  otherResources,
  idleActions,
  systemIds,
  shortWildcards,
  mixedAccounts,
  unknownActions,
  actionsWithoutResource,
  keysNotCarried,
  unknownKeys,
  otherServices,
  gatewayPrincipals,
  principalWildcards,
  notPrincipal,
  bucketsAndObjects,
  literalWildcards,
  loneWildcards,
  forAllValues,
  sourceAddress,
  oldVersion,
  denyOnly,
  lockout,
];

/**
 * Reviews a document where it would be attached. `length` is that of the text as it is written, where the document is text; an inline
 * one has the length of its JSON. All faults, grammar first, then by rule and in the order of the document.
 */
export const refusalsOf = (
  document: Json,
  place: PolicyPlace,
  catalogue?: ActionCatalogue,
  length: number = JSON.stringify(document).length,
): PolicyReview => reviewsWith(catalogue)(JSON.stringify([document, place, length]));

/** An estate has the same few policies in many places. */
const reviewsWith = onceFor((catalogue: ActionCatalogue | undefined) =>
  remembering(256, (text) => {
    const [document, place, length] = JSON.parse(text) as [Json, PolicyPlace, number];
    return review(document, place, catalogue, length);
  }),
);

function review(document: Json, place: PolicyPlace, catalogue: ActionCatalogue | undefined, length: number): PolicyReview {
  const parsed = parsePolicy(document);
  const long = tooLong(length, place);
  if (!parsed.ok) return { refusals: [...long, ...parsed.errors.map((each) => ({ ...each, code: place.code }))], advisories: [] };
  const { value } = parsed;
  const reviewed = { document, version: value.version, statements: writtenStatements(document, value), place, catalogue };
  const found = [...long, ...RULES.flatMap((rule) => rule(reviewed))];
  const refuses = (code: string): boolean => code === place.code || code === place.tooLong;
  const refusals = found.filter(({ code }) => refuses(code));
  // What is refused needs no remark at the same place.
  const refused = new Set(refusals.map(({ pointer }) => pointer));
  return { refusals, advisories: found.filter(({ code, pointer }) => !refuses(code) && !refused.has(pointer)) };
}
