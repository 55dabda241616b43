import { overlaps } from '../../ip/cidr.ts';
import type { Vpc } from '../../network/model.ts';
import { advise, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { has, referenced, spanOf, text } from '../read.ts';

/** Facts: G13 (not transitive, no overlap). The peer must be a VPC that this configuration or its world holds to be walked. */
export const vpcPeeringConnection: ResourceKind = {
  type: 'AWS::EC2::VPCPeeringConnection',
  charge: 'nothing',
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
  if (own === undefined || refusesElsewhere(resource, draft, own, OWN)) return;
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
  if (refusesElsewhere(resource, draft, peer, PEER)) return;
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
  const pair = [own.origin.id, peer.origin.id];
  const twin = [...draft.peeringConnections.values()].find(
    (each) => pair.includes(each.requesterVpc) && pair.includes(each.accepterVpc),
  );
  if (twin !== undefined && draft.described === undefined) {
    const message = `A VPC peering connection between the VPCs already exists: ${twin.origin.id}`;
    reject(draft, resource, 'VpcPeeringConnectionAlreadyExists', message, spanOf(resource, 'PeerVpcId'));
    return;
  }
  draft.peeringConnections.set(resource.physicalId, {
    origin: resource.origin,
    requesterVpc: own.origin.id,
    accepterVpc: peer.origin.id,
    securityGroupReferencing: (text(resource, 'PeerRegion') ?? draft.region) === draft.region,
  });
}

/** The properties that say which VPC is meant. */
interface Meant {
  readonly vpc: string;
  readonly region?: string;
  readonly owner?: string;
}
const OWN: Meant = { vpc: 'VpcId' };
const PEER: Meant = { vpc: 'PeerVpcId', region: 'PeerRegion', owner: 'PeerOwnerId' };

/**
 * Each VPC is looked for in one Region of one account: the requester's own, and `PeerRegion` of `PeerOwnerId`, which are the requester's too
 * where they are left out.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html
 */
function refusesElsewhere(
  resource: Declared,
  draft: Draft,
  { origin, account, region }: Pick<Vpc, 'origin' | 'account' | 'region'>,
  meant: Meant,
): boolean {
  if (draft.described !== undefined) return false;
  // What stands there and cannot be known is taken to be right.
  const said = (property: string | undefined, own: string) =>
    property === undefined || !has(resource, property) ? own : text(resource, property);
  const away = (said(meant.region, draft.region) ?? region) !== region;
  const strange = (said(meant.owner, draft.account) ?? account) !== account;
  if (!away && !strange) return false;
  const named = [away ? meant.region : undefined, strange ? meant.owner : undefined].find(
    (property) => property !== undefined && has(resource, property),
  );
  const message = `The vpc ID '${origin.id}' does not exist`;
  reject(draft, resource, 'InvalidVpcID.NotFound', message, spanOf(resource, named ?? meant.vpc));
  return true;
}
