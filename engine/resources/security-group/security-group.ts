import { ANY_IPV4, ANY_IPV6, type Cidr } from '../../ip/cidr.ts';
import { ALL_PORTS } from '../../ip/ports.ts';
import { ANY_PROTOCOL } from '../../network/model.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { has, propertyText, spanOf, text } from '../read.ts';
import { hasIpv6 } from '../vpc/vpc.ts';

/**
 * A security group without its rules, which are added once every group exists (rules may name each other's groups).
 * A new group lets everything out until its author writes an egress rule (facts:G5).
 */
export const securityGroup: ResourceKind = {
  type: 'AWS::EC2::SecurityGroup',
  charge: 'nothing',
  role: 'filter',
  idPrefix: 'sg-',
  properties: {
    GroupDescription: 'text!',
    GroupName: 'text',
    SecurityGroupEgress: 'list',
    SecurityGroupIngress: 'list',
    Tags: 'list',
    VpcId: 'text',
  },
  attributes: {
    GroupId: ({ physicalId }) => physicalId,
    VpcId: ({ properties }) => propertyText(properties, 'VpcId'),
  },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const id = text(resource, 'VpcId');
  const home = id === undefined ? undefined : draft.vpcs.get(id);
  // A value that cannot be known here is not refused: the group is then in no VPC of this network.
  if (id === undefined && has(resource, 'VpcId')) return;
  if (home === undefined) {
    reject(
      draft,
      resource,
      'InvalidVpcID.NotFound',
      id === undefined ? 'No default VPC for this user' : `The vpc ID '${id}' does not exist`,
      spanOf(resource, 'VpcId'),
    );
    return;
  }
  const everything = (cidr: Cidr) => ({ protocol: ANY_PROTOCOL, ports: ALL_PORTS, peer: { kind: 'cidr', cidr } }) as const;
  draft.securityGroups.set(resource.physicalId, {
    origin: resource.origin,
    vpc: home.origin.id,
    ingress: [],
    // A group that is described has every rule of its egress described; another tool may take the first one away.
    egress:
      draft.opensEgress && draft.described === undefined
        ? [ANY_IPV4, ...(hasIpv6(home.cidrs) ? [ANY_IPV6] : [])].map(everything)
        : [],
  });
}
