import { asString, at } from '../../template/tree.ts';
import { derivedId } from '../ids.ts';
import { announcedAt, type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, flag, referenced, spanOf, text, texts } from '../read.ts';
import { associate, joinDefaultTable, propagate } from './propagation.ts';

const off = (resource: Declared, name: string): boolean => text(resource, name) === 'disable';

/** A transit gateway with its default table, where association or propagation is not switched off (facts:G15). */
export const transitGateway: ResourceKind = {
  type: 'AWS::EC2::TransitGateway',
  // What is charged for are its attachments (facts:J12).
  charge: 'nothing',
  role: 'gateway',
  idPrefix: 'tgw-',
  properties: {
    AmazonSideAsn: 'number',
    AssociationDefaultRouteTableId: 'text',
    AutoAcceptSharedAttachments: 'text',
    DefaultRouteTableAssociation: 'text',
    DefaultRouteTablePropagation: 'text',
    Description: 'text',
    DnsSupport: 'text',
    EncryptionSupport: 'text',
    MulticastSupport: 'text',
    PropagationDefaultRouteTableId: 'text',
    SecurityGroupReferencingSupport: 'text',
    Tags: 'list',
    TransitGatewayCidrBlocks: 'list',
    VpnEcmpSupport: 'text',
  },
  words: Object.fromEntries(
    [
      'AutoAcceptSharedAttachments',
      'DefaultRouteTableAssociation',
      'DefaultRouteTablePropagation',
      'DnsSupport',
      'MulticastSupport',
      'SecurityGroupReferencingSupport',
      'VpnEcmpSupport',
    ].map((name) => [name, ['enable', 'disable']]),
  ),
  attributes: {
    Id: ({ physicalId }) => physicalId,
    TransitGatewayArn: ({ physicalId, region, account }) => `arn:aws:ec2:${region}:${account}:transit-gateway/${physicalId}`,
  },
  compile: (resource, draft) => {
    const made = draft.described?.transitTables.get(resource.physicalId);
    const table = made ?? derivedId('tgw-rtb-', `${resource.physicalId}/default`);
    const associates = !off(resource, 'DefaultRouteTableAssociation');
    const propagates = !off(resource, 'DefaultRouteTablePropagation');
    if (associates || propagates) {
      draft.transitRouteTables.set(table, {
        origin: { ...resource.origin, id: table },
        transitGateway: resource.physicalId,
        associations: [],
        routes: [],
      });
    }
    const securityGroupReferencing = text(resource, 'SecurityGroupReferencingSupport') === 'enable';
    draft.transitGateways.set(resource.physicalId, {
      origin: resource.origin,
      associates,
      propagates,
      table,
      securityGroupReferencing,
    });
    attachDirectConnect(resource, draft);
  },
};

/** Direct Connect is the world's, not the template's: hosts that it links to this gateway come by an attachment of their own. */
function attachDirectConnect(resource: Declared, draft: Draft): void {
  if (!announcedAt(draft, resource.origin).some((each) => each.link === 'directConnect')) return;
  const id = derivedId('tgw-attach-', `${resource.physicalId}/direct-connect`);
  const origin = { ...resource.origin, id };
  draft.transitAttachments.set(id, {
    origin,
    transitGateway: resource.physicalId,
    kind: 'vpn',
    subnets: [],
    securityGroupReferencing: false,
  });
  joinDefaultTable(draft, resource.physicalId, id);
}

const ATTACHMENT = { Options: 'map', SubnetIds: 'list!', Tags: 'list', TransitGatewayId: 'text!', VpcId: 'text!' } as const;

/** The older name of a VPC attachment. */
export const transitGatewayAttachment: ResourceKind = {
  type: 'AWS::EC2::TransitGatewayAttachment',
  charge: 'priced',
  role: 'gateway',
  idPrefix: 'tgw-attach-',
  properties: ATTACHMENT,
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: attach,
};

export const transitGatewayVpcAttachment: ResourceKind = {
  type: 'AWS::EC2::TransitGatewayVpcAttachment',
  charge: 'priced',
  role: 'gateway',
  idPrefix: 'tgw-attach-',
  properties: { ...ATTACHMENT, AddSubnetIds: 'list', RemoveSubnetIds: 'list' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: attach,
};

function attach(resource: Declared, draft: Draft): void {
  const gateway = referenced(
    resource,
    draft,
    'TransitGatewayId',
    draft.transitGateways,
    'InvalidTransitGatewayID.NotFound',
    'transit gateway ID',
  );
  const vpc = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  if (gateway === undefined || vpc === undefined) return;
  const subnets = texts(resource, 'SubnetIds').flatMap((id) => draft.subnets.get(id) ?? []);
  const zones = subnets.map((subnet) => subnet.availabilityZone);
  if (subnets.length < texts(resource, 'SubnetIds').length || subnets.some((subnet) => subnet.vpc !== vpc.origin.id)) {
    reject(
      draft,
      resource,
      'InvalidSubnetID.NotFound',
      'A subnet of the attachment is not in its VPC.',
      spanOf(resource, 'SubnetIds'),
    );
    return;
  }
  if (new Set(zones).size < zones.length) {
    reject(draft, resource, 'DuplicateSubnetsInSameZone', 'Duplicate Subnets for same AZ', spanOf(resource, 'SubnetIds'));
    return;
  }
  const twin = [...draft.transitAttachments.values()].find(
    (each) => each.vpc === vpc.origin.id && each.transitGateway === gateway.origin.id,
  );
  if (twin !== undefined && draft.described === undefined) {
    const message = `${gateway.origin.id} has non-deleted Transit Gateway Attachments with same VPC ID.`;
    reject(draft, resource, 'DuplicateTransitGatewayAttachment', message, spanOf(resource, 'VpcId'));
    return;
  }
  const option = asString(at(resource.properties, 'Options', 'SecurityGroupReferencingSupport'));
  const securityGroupReferencing = gateway.securityGroupReferencing && option !== 'disable';
  draft.transitAttachments.set(resource.physicalId, {
    origin: resource.origin,
    transitGateway: gateway.origin.id,
    kind: 'vpc',
    vpc: vpc.origin.id,
    subnets: subnets.map((subnet) => subnet.origin.id),
    securityGroupReferencing,
  });
  joinDefaultTable(draft, gateway.origin.id, resource.physicalId, at(resource.properties, 'Options'));
}

/** One attachment with an end at each of two transit gateways; routes over it are static (facts:G15). */
export const transitGatewayPeeringAttachment: ResourceKind = {
  type: 'AWS::EC2::TransitGatewayPeeringAttachment',
  charge: 'priced',
  role: 'gateway',
  idPrefix: 'tgw-attach-',
  properties: {
    Options: 'map',
    PeerAccountId: 'text!',
    PeerRegion: 'text!',
    PeerTransitGatewayId: 'text!',
    Tags: 'list',
    TransitGatewayId: 'text!',
  },
  attributes: {
    TransitGatewayAttachmentId: ({ physicalId }) => physicalId,
    CreationTime: () => undefined,
    State: () => undefined,
  },
  compile: (resource, draft) => {
    const [own, code, word] = ['TransitGatewayId', 'InvalidTransitGatewayID.NotFound', 'transit gateway ID'] as const;
    const gateway = referenced(resource, draft, own, draft.transitGateways, code, word);
    const peer = text(resource, 'PeerTransitGatewayId');
    if (gateway === undefined || peer === undefined) return;
    draft.transitAttachments.set(resource.physicalId, {
      origin: resource.origin,
      transitGateway: gateway.origin.id,
      kind: 'peering',
      peer,
      subnets: [],
      securityGroupReferencing: false,
    });
    // Each gateway associates the attachment with its default table, where it has one, and learns nothing from it.
    const options = at(resource.properties, 'Options');
    for (const id of [gateway.origin.id, peer]) joinDefaultTable(draft, id, resource.physicalId, options);
  },
};

export const transitGatewayRouteTable: ResourceKind = {
  type: 'AWS::EC2::TransitGatewayRouteTable',
  charge: 'nothing',
  role: 'route-table',
  idPrefix: 'tgw-rtb-',
  properties: { Tags: 'list', TransitGatewayId: 'text!' },
  attributes: { TransitGatewayRouteTableId: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const gateway = referenced(
      resource,
      draft,
      'TransitGatewayId',
      draft.transitGateways,
      'InvalidTransitGatewayID.NotFound',
      'transit gateway ID',
    );
    if (gateway === undefined) return;
    draft.transitRouteTables.set(resource.physicalId, {
      origin: resource.origin,
      transitGateway: gateway.origin.id,
      associations: [],
      routes: [],
    });
  },
};

const PAIR = { TransitGatewayAttachmentId: 'text!', TransitGatewayRouteTableId: 'text!' } as const;
const tableOf = (resource: Declared, draft: Draft) =>
  referenced(
    resource,
    draft,
    'TransitGatewayRouteTableId',
    draft.transitRouteTables,
    'InvalidRouteTableID.NotFound',
    'transit gateway route table ID',
  );

export const transitGatewayRouteTableAssociation: ResourceKind = {
  type: 'AWS::EC2::TransitGatewayRouteTableAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'tgw-assoc-',
  properties: PAIR,
  attributes: {},
  compile: (resource, draft) => {
    const table = tableOf(resource, draft);
    const attachment = text(resource, 'TransitGatewayAttachmentId') ?? '';
    if (table === undefined) return;
    if (!associate(draft, table, attachment))
      reject(
        draft,
        resource,
        'Resource.AlreadyAssociated',
        `Transit Gateway Attachment ${attachment} is already associated to a route table.`,
      );
  },
};

export const transitGatewayRouteTablePropagation: ResourceKind = {
  type: 'AWS::EC2::TransitGatewayRouteTablePropagation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'tgw-prop-',
  properties: PAIR,
  attributes: {},
  compile: (resource, draft) => {
    const table = tableOf(resource, draft);
    if (table !== undefined) propagate(draft, table.origin.id, text(resource, 'TransitGatewayAttachmentId') ?? '');
  },
};

export const transitGatewayRoute: ResourceKind = {
  type: 'AWS::EC2::TransitGatewayRoute',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'tgw-route-',
  properties: {
    Blackhole: 'boolean',
    DestinationCidrBlock: 'text',
    TransitGatewayAttachmentId: 'text',
    TransitGatewayRouteTableId: 'text!',
  },
  attributes: {},
  compile: (resource, draft) => {
    const table = tableOf(resource, draft);
    const block = cidr(resource, draft, 'DestinationCidrBlock');
    if (table === undefined || block === undefined) return;
    const attachment = flag(resource, 'Blackhole') === true ? undefined : text(resource, 'TransitGatewayAttachmentId');
    table.routes.push({
      cidr: block,
      origin: 'static',
      span: resource.span,
      ...(attachment === undefined ? {} : { attachment }),
    });
  },
};
