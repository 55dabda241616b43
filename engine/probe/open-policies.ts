import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Configuration } from './configuration.ts';
import type { Loaded } from './loaded.ts';

/** How much the policy of an endpoint lets through: everything because nobody wrote one, everything because one says so, or less. */
export interface EndpointOpenness {
  readonly id: string;
  readonly service: string;
  readonly openness: 'default' | 'open' | 'limited';
}

/** The endpoints that have a policy, the open ones first. A policy is open where a statement allows everybody everything and nothing denies. */
export function openPoliciesOf(configuration: Configuration): readonly EndpointOpenness[] {
  const { deployed } = configuration as Loaded;
  const endpoints = [...(deployed?.stack.draft.vpcEndpoints.values() ?? [])].filter(({ type }) => type !== 'GatewayLoadBalancer');
  const all = endpoints.map(({ origin, service, policy }): EndpointOpenness => {
    const document = configuration.resources.find((each) => each.physicalId === origin.id)?.properties;
    const written = isJsonObject(document) ? document.PolicyDocument : undefined;
    const openness = policy === null ? 'default' : isOpen(documentOf(written)) ? 'open' : 'limited';
    return { id: origin.logicalId ?? origin.id, service, openness };
  });
  return all.toSorted((a, b) => OPENNESS.indexOf(a.openness) - OPENNESS.indexOf(b.openness));
}

const OPENNESS: readonly EndpointOpenness['openness'][] = ['default', 'open', 'limited'];

/** A policy may be written as an object or as its text. */
function documentOf(written: Json | undefined): JsonObject | undefined {
  if (isJsonObject(written)) return written;
  if (typeof written !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(written);
    return isJsonObject(parsed as Json) ? (parsed as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function isOpen(document: JsonObject | undefined): boolean {
  const written = document?.Statement;
  const statements = (Array.isArray(written) ? (written as readonly Json[]) : [written ?? null]).filter(isJsonObject);
  if (statements.some((each) => each.Effect === 'Deny')) return false;
  return statements.some(
    (each) =>
      each.Effect === 'Allow' &&
      each.Condition === undefined &&
      isAll(each.Action) &&
      isAll(each.Resource) &&
      (isAll(each.Principal) || (isJsonObject(each.Principal) && isAll(each.Principal.AWS))),
  );
}

const isAll = (value: Json | undefined): boolean =>
  value === '*' || value === '*:*' || (Array.isArray(value) && value.some((each: Json) => each === '*' || each === '*:*'));
