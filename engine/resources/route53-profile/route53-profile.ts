import { type Draft, type ResourceKind, reject } from '../kind.ts';
import { spanOf, text } from '../read.ts';

/**
 * A Route 53 Profile carries zones, rules and the private names of interface endpoints to every VPC that it is associated with; one
 * Profile for a VPC (facts:G41).
 */
export const profile: ResourceKind = {
  type: 'AWS::Route53Profiles::Profile',
  charge: { unpriced: 'route-53-profile' },
  role: 'service',
  idPrefix: 'rp-',
  properties: { Name: 'text!', Tags: 'list' },
  attributes: {
    Id: ({ physicalId }) => physicalId,
    Arn: ({ physicalId, region, account }) => `arn:aws:route53profiles:${region}:${account}:profile/${physicalId}`,
    ClientToken: () => undefined,
  },
  compile: (resource, draft) => {
    draft.profiles.set(resource.physicalId, []);
  },
};

export const profileAssociation: ResourceKind = {
  type: 'AWS::Route53Profiles::ProfileAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'rpassoc-',
  properties: { Arn: 'text', Name: 'text!', ProfileId: 'text!', ResourceId: 'text!', Tags: 'list' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const vpc = text(resource, 'ResourceId') ?? '';
    if ([...draft.profiles.values()].some((vpcs) => vpcs.includes(vpc))) {
      reject(
        draft,
        resource,
        'ResourceExistsException',
        `VPC ${vpc} is already associated with a profile.`,
        spanOf(resource, 'ResourceId'),
      );
      return;
    }
    const id = text(resource, 'ProfileId') ?? '';
    draft.profiles.set(id, [...(draft.profiles.get(id) ?? []), vpc]);
  },
};

export const profileResourceAssociation: ResourceKind = {
  type: 'AWS::Route53Profiles::ProfileResourceAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'rpra-',
  properties: { Name: 'text!', ProfileId: 'text!', ResourceArn: 'text!', ResourceProperties: 'text' },
  attributes: { Id: ({ physicalId }) => physicalId, OwnerId: () => undefined, ResourceType: () => undefined },
  compile: (resource, draft) => {
    const vpcs = draft.profiles.get(text(resource, 'ProfileId') ?? '') ?? [];
    const arn = text(resource, 'ResourceArn') ?? '';
    const endpoint = draft.vpcEndpoints.get(arn.slice(arn.lastIndexOf('/') + 1));
    if (endpoint !== undefined)
      draft.vpcEndpoints.set(endpoint.origin.id, { ...endpoint, profileVpcs: [...(endpoint.profileVpcs ?? []), ...vpcs] });
    const target = carried(draft, arn);
    for (const vpc of vpcs) if (target !== undefined && !target.vpcs.includes(vpc)) target.vpcs.push(vpc);
  },
};

/** The zone or rule of an ARN such as `arn:aws:route53:::hostedzone/Z0…`. */
const carried = (draft: Draft, arn: string) => {
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  return draft.privateZones.get(id) ?? draft.resolverRules.get(id);
};
