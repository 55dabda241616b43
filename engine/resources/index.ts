import { routeTableBudget, securityGroupBudget, subnetBudget } from './budgets.ts';
import { dhcpOptions, vpcDhcpOptionsAssociation } from './dhcp-options/dhcp-options.ts';
import { dynamodbTable } from './dynamodb-table/dynamodb-table.ts';
import { egressOnlyInternetGateway } from './egress-only-internet-gateway/egress-only-internet-gateway.ts';
import { elasticIp, elasticIpAssociation, elasticIpHolder } from './elastic-ip/elastic-ip.ts';
import { gatewayRouteTableAssociation } from './gateway-route-table-association/gateway-route-table-association.ts';
import { hostedZone } from './hosted-zone/hosted-zone.ts';
import { recordSet, recordSetGroup } from './hosted-zone/record-set.ts';
import { internetGateway } from './internet-gateway/internet-gateway.ts';
import type { Declared, Draft, ResourceKind } from './kind.ts';
import { listener } from './listener/listener.ts';
import { loadBalancer } from './load-balancer/load-balancer.ts';
import { natGateway } from './nat-gateway/nat-gateway.ts';
import { networkAcl, subnetNetworkAclAssociation } from './network-acl/network-acl.ts';
import { networkAclEntry } from './network-acl-entry/network-acl-entry.ts';
import { instance, networkInterface } from './network-interface/network-interface.ts';
import { organizationsPolicy } from './organizations-policy/organizations-policy.ts';
import { keepChosen } from './place.ts';
import { prefixList } from './prefix-list/prefix-list.ts';
import { resolverEndpoint, resolverRule, resolverRuleAssociation } from './resolver/resolver.ts';
import { route } from './route/route.ts';
import { routeTable } from './route-table/route-table.ts';
import { profile, profileAssociation, profileResourceAssociation } from './route53-profile/route53-profile.ts';
import { s3Bucket, s3BucketPolicy } from './s3-bucket/s3-bucket.ts';
import { securityGroup } from './security-group/security-group.ts';
import { securityGroupVpcAssociation } from './security-group/security-group-vpc-association.ts';
import { securityGroupEgress, securityGroupIngress, securityGroupRules } from './security-group-rules/security-group-rules.ts';
import { subnet } from './subnet/subnet.ts';
import { subnetRouteTableAssociation } from './subnet-route-table-association/subnet-route-table-association.ts';
import { refuseDeafTargets, targetGroup } from './target-group/target-group.ts';
import {
  transitGateway,
  transitGatewayAttachment,
  transitGatewayPeeringAttachment,
  transitGatewayRoute,
  transitGatewayRouteTable,
  transitGatewayRouteTableAssociation,
  transitGatewayRouteTablePropagation,
  transitGatewayVpcAttachment,
} from './transit-gateway/transit-gateway.ts';
import { vpc } from './vpc/vpc.ts';
import { vpcCidrBlock } from './vpc-cidr-block/vpc-cidr-block.ts';
import { vpcEndpoint, vpcEndpointPrivateNames } from './vpc-endpoint/vpc-endpoint.ts';
import { vpcEndpointConnectionNotification } from './vpc-endpoint-connection-notification/vpc-endpoint-connection-notification.ts';
import { verifyPrivateName, vpcEndpointService } from './vpc-endpoint-service/vpc-endpoint-service.ts';
import { vpcEndpointServicePermissions } from './vpc-endpoint-service-permissions/vpc-endpoint-service-permissions.ts';
import { vpcGatewayAttachment } from './vpc-gateway-attachment/vpc-gateway-attachment.ts';
import {
  resourceConfiguration,
  resourceGateway,
  resourceShare,
  serviceNetwork,
  serviceNetworkResourceAssociation,
} from './vpc-lattice/vpc-lattice.ts';
import { vpcPeeringConnection } from './vpc-peering-connection/vpc-peering-connection.ts';
import {
  customerGateway,
  vpnConnection,
  vpnConnectionRoute,
  vpnGatewayRoutePropagation,
} from './vpn-connection/vpn-connection.ts';
import { vpnGateway } from './vpn-gateway/vpn-gateway.ts';

/** One step of building the network: a kind's `compile`, or a second pass of one. */
type Step = Pick<ResourceKind, 'type' | 'compile'> & { readonly only?: (resource: Declared) => boolean };

const isGatewayEndpoint = (resource: Declared): boolean => {
  const node = resource.properties.kind === 'map' ? resource.properties.entries.get('VpcEndpointType')?.value : undefined;
  return node?.kind !== 'scalar' || node.value === 'Gateway';
};

/**
 * Every simulated type, in the order in which things must exist for others to name them. The order of a template never matters:
 * each step runs over all resources of its type before the next step begins.
 */
const STEPS: readonly Step[] = [
  vpc,
  vpcCidrBlock,
  dhcpOptions,
  vpcDhcpOptionsAssociation,
  internetGateway,
  egressOnlyInternetGateway,
  vpnGateway,
  vpcGatewayAttachment,
  elasticIp,
  prefixList,
  subnet,
  networkAcl,
  networkAclEntry,
  subnetNetworkAclAssociation,
  routeTable,
  subnetRouteTableAssociation,
  securityGroup,
  securityGroupVpcAssociation,
  networkInterface,
  instance,
  elasticIpHolder,
  elasticIpAssociation,
  natGateway,
  vpcPeeringConnection,
  transitGateway,
  transitGatewayRouteTable,
  transitGatewayAttachment,
  transitGatewayVpcAttachment,
  transitGatewayPeeringAttachment,
  // Rules may name groups across peering and transit gateways, so these are there first.
  securityGroupRules,
  securityGroupIngress,
  securityGroupEgress,
  securityGroupBudget,
  customerGateway,
  vpnConnection,
  vpnConnectionRoute,
  transitGatewayRouteTableAssociation,
  transitGatewayRouteTablePropagation,
  transitGatewayRoute,
  loadBalancer,
  targetGroup,
  listener,
  { type: targetGroup.type, compile: refuseDeafTargets },
  vpcEndpointService,
  vpcEndpointServicePermissions,
  resourceGateway,
  resourceConfiguration,
  serviceNetwork,
  serviceNetworkResourceAssociation,
  resourceShare,
  { ...vpcEndpoint, only: isGatewayEndpoint },
  { ...vpcEndpoint, only: (resource) => !isGatewayEndpoint(resource) },
  vpcEndpointConnectionNotification,
  vpnGatewayRoutePropagation,
  route,
  routeTableBudget,
  gatewayRouteTableAssociation,
  hostedZone,
  recordSet,
  recordSetGroup,
  { type: vpcEndpointService.type, compile: verifyPrivateName },
  vpcEndpointPrivateNames,
  resolverEndpoint,
  subnetBudget,
  resolverRule,
  resolverRuleAssociation,
  profile,
  profileAssociation,
  profileResourceAssociation,
  s3Bucket,
  s3BucketPolicy,
  dynamodbTable,
  organizationsPolicy,
];

const KINDS = new Map<string, ResourceKind>(
  STEPS.flatMap((step) => ('properties' in step ? [[step.type, step as ResourceKind] as const] : [])),
);

/** Every AWS type that is simulated. */
export const SIMULATED_TYPES: readonly string[] = [...KINDS.keys()];

/** The kind of an AWS type, or undefined where it is not simulated. */
export const kindOf = (type: string): ResourceKind | undefined => KINDS.get(type);

const ORDER = new Map(STEPS.map(({ type }, index) => [type, index]).reverse() as [string, number][]);

/** Where a type stands among those that others need: by it each thing comes after what it names. */
export const orderOf = (type: string): number => ORDER.get(type) ?? STEPS.length;

/** One stack's resources, and the draft as its account and Region see it. */
export interface StackDraft {
  readonly resources: readonly Declared[];
  readonly draft: Draft;
}

function byTypeOf(resources: readonly Declared[]): ReadonlyMap<string, readonly Declared[]> {
  const byType = new Map<string, Declared[]>();
  for (const resource of resources) {
    const others = byType.get(resource.type);
    if (others === undefined) byType.set(resource.type, [resource]);
    else others.push(resource);
  }
  return byType;
}

/** Builds the network: what authors chose is kept for them, then each step over the resources of all stacks, in the order of their texts. */
export function compileResources(stacks: readonly StackDraft[]): void {
  const sorted = stacks.map(({ resources, draft }) => ({ draft, byType: byTypeOf(resources) }));
  for (const { byType, draft } of sorted)
    for (const { type, chosen } of KINDS.values())
      if (chosen !== undefined) for (const resource of byType.get(type) ?? []) keepChosen(resource, draft, chosen);
  for (const step of STEPS) {
    for (const { byType, draft } of sorted)
      for (const resource of byType.get(step.type) ?? []) if (step.only?.(resource) ?? true) step.compile(resource, draft);
  }
}
