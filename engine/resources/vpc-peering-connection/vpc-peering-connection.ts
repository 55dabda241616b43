import { overlaps } from '../../ip/cidr.ts';
import type { Vpc } from '../../network/model.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { has, referenced, spanOf, text } from '../read.ts';

/** Facts: G13 (not transitive, no overlap). The peer must be a VPC that this configuration or its world holds to be walked. */
export const vpcPeeringConnection: ResourceKind = {
  type: 'AWS::EC2::VPCPeeringConnection',
  role: 'gateway',
  idPrefix: 'pcx-',
  properties: {
    AssumeRoleRegion: 'text',
    PeerOwnerId: 'text',
    PeerRegion: 'text',
    PeerRoleArn: 'text',
    PeerVpcId: 'text!',
    Tags: 'list',
    VpcId: 'text!',
  },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const own = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  const peer = draft.vpcs.get(text(resource, 'PeerVpcId') ?? '');
  if (own === undefined || refusesElsewhere(resource, draft, own, 'VpcId', draft.region)) return;
  if (peer === undefined) {
    advise(
      draft,
      resource,
      'PEER_NOT_KNOWN',
      'The peer VPC is not part of this configuration, so nothing behind it can be walked.',
      spanOf(resource, 'PeerVpcId'),
    );
    return;
  }
  if (refusesElsewhere(resource, draft, peer, 'PeerVpcId', text(resource, 'PeerRegion') ?? draft.region)) return;
  if (own.cidrs.some((mine) => peer.cidrs.some((theirs) => overlaps(mine, theirs)))) {
    reject(
      draft,
      resource,
      'OverlappingCidrs',
      'The CIDR blocks of the two VPCs overlap; the peering connection fails.',
      spanOf(resource, 'PeerVpcId'),
    );
    return;
  }
  draft.peeringConnections.set(resource.physicalId, {
    origin: resource.origin,
    requesterVpc: own.origin.id,
    accepterVpc: peer.origin.id,
    securityGroupReferencing: (text(resource, 'PeerRegion') ?? draft.region) === draft.region,
  });
}

/**
 * Each VPC is looked for in one Region: the requester's own, and `PeerRegion`, which is the requester's too where it is left out.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html
 */
function refusesElsewhere(
  resource: Declared,
  draft: Draft,
  vpc: Pick<Vpc, 'origin' | 'region'>,
  property: 'VpcId' | 'PeerVpcId',
  region: string,
): boolean {
  if (vpc.region === region || draft.described !== undefined) return false;
  const message = `The vpc ID '${vpc.origin.id}' does not exist`;
  const place = property === 'PeerVpcId' && has(resource, 'PeerRegion') ? 'PeerRegion' : property;
  reject(draft, resource, 'InvalidVpcID.NotFound', message, spanOf(resource, place));
  return true;
}
