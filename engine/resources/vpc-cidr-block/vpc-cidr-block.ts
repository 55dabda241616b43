import { type Cidr, familyOfCidr, formatCidr, overlaps, parseCidr } from '../../ip/cidr.ts';
import { type Declared, type Draft, type ResourceKind, reject } from '../kind.ts';
import { cidr, flag, has, referenced, spanOf } from '../read.ts';
import { addVpcBlock, amazonIpv6Block } from '../vpc/vpc.ts';

/** A secondary IPv4 block or an IPv6 block of a VPC. @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export const vpcCidrBlock: ResourceKind = {
  type: 'AWS::EC2::VPCCidrBlock',
  charge: 'nothing',
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
  if (block !== undefined && !refusesBlock(resource, draft, vpc.cidrs, block)) addVpcBlock(draft, vpc.origin.id, block);
  else if (block !== undefined) return;
  else if (!has(resource, 'CidrBlock') && !has(resource, 'Ipv6CidrBlock'))
    reject(draft, resource, 'MissingParameter', 'The request must contain a CIDR block or ask for an Amazon-provided one.');
}

/** IPv4 blocks of a VPC, the first one included; the quota may be raised, which a template cannot say. */
const MOST_IPV4 = 5;

/**
 * A block of a size that no VPC has, one that overlaps another of the VPC, or one too many. AWS has a code of its own for the last;
 * that an overlap has the code of a wrong range is not verified.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
function refusesBlock(resource: Declared, draft: Draft, existing: readonly Cidr[], block: Cidr): boolean {
  const refuse = (code: string, message: string): true => {
    reject(draft, resource, code, message, spanOf(resource, has(resource, 'CidrBlock') ? 'CidrBlock' : 'Ipv6CidrBlock'));
    return true;
  };
  const family = familyOfCidr(block);
  const [shortest, longest] = family === 4 ? [16, 28] : [44, 60];
  if (block.length < shortest || block.length > longest || (family === 6 && block.length % 4 !== 0))
    return refuse('InvalidVpc.Range', `The CIDR '${formatCidr(block)}' is invalid.`);
  const rival = existing.find((each) => overlaps(each, block));
  if (rival !== undefined)
    return refuse('InvalidVpc.Range', `The CIDR '${formatCidr(block)}' overlaps ${formatCidr(rival)}, a block of the same VPC.`);
  if (family === 4 && existing.filter((each) => familyOfCidr(each) === 4).length >= MOST_IPV4)
    return refuse('CidrLimitExceeded', `This network has met its maximum number of allowed CIDRs: ${MOST_IPV4}`);
  return false;
}
