import { parseCidr } from '../../ip/cidr.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, flag, has, referenced } from '../read.ts';
import { addVpcBlock, amazonIpv6Block } from '../vpc/vpc.ts';

/** A secondary IPv4 block or an IPv6 block of a VPC. @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export const vpcCidrBlock: ResourceKind = {
  type: 'AWS::EC2::VPCCidrBlock',
  role: 'glue',
  idPrefix: 'vpc-cidr-assoc-',
  properties: {
    AmazonProvidedIpv6CidrBlock: 'boolean',
    CidrBlock: 'text',
    Ipv4IpamPoolId: 'text',
    Ipv4NetmaskLength: 'number',
    Ipv6CidrBlock: 'text',
    Ipv6CidrBlockNetworkBorderGroup: 'text',
    Ipv6IpamPoolId: 'text',
    Ipv6NetmaskLength: 'number',
    Ipv6Pool: 'text',
    VpcId: 'text!',
  },
  attributes: { Id: ({ physicalId }) => physicalId, IpSource: () => undefined, Ipv6AddressAttribute: () => undefined },
  compile,
};

function compile(resource: Declared, draft: Draft): void {
  const vpc = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
  if (vpc === undefined) return;
  const amazon = flag(resource, 'AmazonProvidedIpv6CidrBlock') === true;
  const block = amazon
    ? parseCidr(amazonIpv6Block(vpc.origin.id))
    : cidr(resource, draft, has(resource, 'CidrBlock') ? 'CidrBlock' : 'Ipv6CidrBlock');
  if (block !== undefined) addVpcBlock(draft, vpc.origin.id, block);
  else if (!has(resource, 'CidrBlock') && !has(resource, 'Ipv6CidrBlock'))
    reject(draft, resource, 'MissingParameter', 'The request must contain a CIDR block or ask for an Amazon-provided one.');
}
