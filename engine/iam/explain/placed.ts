import type { Layer, PolicySet } from '../evaluate.ts';
import type { Policy } from '../policy.ts';
import type { PrincipalReading } from '../statement.ts';

/** One document of a layer with its place. */
export interface PlacedPolicy {
  readonly document: Policy;
  readonly policy: number;
  readonly orgIdentifier?: string;
}

/** The layer's documents in their order; an endpoint's default policy has none. */
export function placedPolicies(layer: Layer, policies: PolicySet): readonly PlacedPolicy[] {
  switch (layer) {
    case 'scp':
    case 'rcp':
      return policies[layer].flatMap(({ orgIdentifier, policies: documents }) =>
        documents.map((document, policy) => ({ document, policy, orgIdentifier })),
      );
    case 'boundary':
      return listed(policies.boundary ?? []);
    case 'identity':
      return listed(policies.identity);
    case 'endpoint':
      return listed(policies.endpoints);
    case 'session':
    case 'resource':
      return listed([policies[layer]]);
  }
}

function listed(documents: readonly (Policy | null)[]): readonly PlacedPolicy[] {
  const placed: PlacedPolicy[] = [];
  let policy = 0;
  for (const document of documents) {
    if (document !== null) placed.push({ document, policy });
    policy += 1;
  }
  return placed;
}

/** How the layer's documents read their principals. */
export function readingOf(layer: Layer, { endpointType }: PolicySet): PrincipalReading {
  switch (layer) {
    case 'rcp':
    case 'resource':
      return 'resource';
    case 'endpoint':
      return endpointType;
    case 'scp':
    case 'boundary':
    case 'session':
    case 'identity':
      return 'none';
  }
}
