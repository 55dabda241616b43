import type { Account } from '../account.ts';
import { listeners, loadBalancers, targetGroups } from './balancers.ts';
import { endpointServices, vpcEndpoints } from './endpoints.ts';
import { networkAcls, securityGroups } from './filters.ts';
import { gateways, natGateways, peeringConnections, vpnConnections } from './gateways.ts';
import { addresses, instances, networkInterfaces } from './interfaces.ts';
import { hostedZones, resolverEndpoints, resolverRules } from './names.ts';
import { buckets, principals } from './policies.ts';
import { routeTables, strayTargets } from './routing.ts';
import { transitGateways } from './transit.ts';
import { dhcpOptions, prefixLists, subnets, vpcs } from './vpc.ts';

/** What reads each response key, in the order in which things must be there for others to look them up. */
export const MAPPINGS: readonly { readonly keys: readonly string[]; readonly read: (account: Account) => void }[] = [
  { keys: ['Vpcs'], read: vpcs },
  { keys: ['DhcpOptions'], read: dhcpOptions },
  { keys: ['Subnets'], read: subnets },
  { keys: ['PrefixLists'], read: prefixLists },
  { keys: ['InternetGateways', 'EgressOnlyInternetGateways', 'VpnGateways'], read: gateways },
  { keys: ['VpnConnections'], read: vpnConnections },
  { keys: ['Addresses'], read: addresses },
  { keys: ['NatGateways'], read: natGateways },
  { keys: ['VpcPeeringConnections'], read: peeringConnections },
  {
    keys: [
      'TransitGateways',
      'TransitGatewayAttachments',
      'TransitGatewayVpcAttachments',
      'TransitGatewayPeeringAttachments',
      'TransitGatewayRouteTables',
    ],
    read: transitGateways,
  },
  { keys: ['SecurityGroups', 'SecurityGroupRules'], read: securityGroups },
  { keys: ['NetworkAcls'], read: networkAcls },
  { keys: ['NetworkInterfaces'], read: networkInterfaces },
  { keys: ['Reservations'], read: instances },
  { keys: ['LoadBalancers'], read: loadBalancers },
  { keys: ['TargetGroups'], read: targetGroups },
  { keys: ['Listeners'], read: listeners },
  { keys: ['ServiceConfigurations', 'AllowedPrincipals', 'VpcEndpointConnections', 'ServiceDetails'], read: endpointServices },
  { keys: ['VpcEndpoints'], read: vpcEndpoints },
  { keys: ['RouteTables'], read: routeTables },
  { keys: ['RouteTables'], read: strayTargets },
  { keys: ['HostedZones'], read: hostedZones },
  { keys: ['ResolverEndpoints'], read: resolverEndpoints },
  { keys: ['ResolverRules', 'ResolverRuleAssociations'], read: resolverRules },
  { keys: ['Buckets'], read: buckets },
  { keys: ['RoleDetailList', 'UserDetailList', 'Policies', 'GroupDetailList'], read: principals },
];
