import { publicAddressOf } from '../catalogue/service-names.ts';
import { serviceNamed } from '../catalogue/services.ts';
import { type Address, parseAddress } from '../ip/address.ts';
import type { Network } from '../network/model.ts';
import { normalName } from '../network/resolve.ts';
import type { Draft, OrganizationPolicy, ProtectedResource } from '../resources/kind.ts';
import { type Lookup, placeHosts } from './hosts.ts';

/** A network that can be walked, the resources that policies protect, and what organizations say. */
export interface Compiled {
  readonly network: Network;
  readonly resources: ReadonlyMap<string, ProtectedResource>;
  readonly organizationPolicies: ReadonlyMap<string, OrganizationPolicy>;
}

/** Closes the draft: the world's hosts are placed, names get their addresses. */
export function compile(draft: Draft, idOf: Lookup): Compiled {
  const hosts = placeHosts(draft, idOf);
  const network: Network = { ...draft, hosts, internetNames: internetNamesOf(draft), serviceNames: bucketNamesOf(draft) };
  return { network, resources: draft.resources, organizationPolicies: draft.organizationPolicies };
}

function internetNamesOf(draft: Draft): Map<string, readonly Address[]> {
  return new Map(Object.entries(draft.world.internet).map(([name, texts]) => [normalName(name), addressesOf(texts)]));
}

const addressesOf = (texts: readonly string[]): readonly Address[] => texts.flatMap((text) => parseAddress(text) ?? []);

/** The virtual-hosted name of each bucket, with the world's addresses for it or else the service's own. */
function bucketNamesOf(draft: Draft): Map<string, readonly Address[]> {
  const names = new Map<string, readonly Address[]>();
  const s3 = serviceNamed('s3');
  for (const resource of draft.resources.values()) {
    const bucket = bucketOf(resource.arn);
    if (bucket === undefined || s3 === undefined) continue;
    const fixed = addressesOf(resource.addresses);
    names.set(bucketName(bucket, resource.region), fixed.length > 0 ? fixed : [publicAddressOf(s3, resource.region)]);
  }
  return names;
}

/** The bucket of an S3 ARN, also of one of its objects; undefined for any other ARN. */
export const bucketOf = (arn: string): string | undefined => /^arn:aws[a-z-]*:s3:::([^/]+)/.exec(arn)?.[1];

/** The virtual-hosted Regional name, such as `claims-data.s3.us-east-1.amazonaws.com`. */
export const bucketName = (bucket: string, region: string): string => `${bucket}.s3.${region}.amazonaws.com`;
