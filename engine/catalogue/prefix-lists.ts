/** One AWS-managed prefix list as the account sees it; the entries are a fixed extract, enough for every range that the course uses. */
export interface ManagedPrefixList {
  readonly name: string;
  readonly id: string;
  readonly cidrs: readonly string[];
  /** How many rules or routes it counts for (facts:A40); 1 when left out. */
  readonly weight?: number;
}

/**
 * The managed prefix lists that the course names, first those of the gateway services. Real lists change; a world may override them by name.
 * Entries agree with the published AWS address ranges of 2026-11; none of a Region's ranges stands in another Region's list.
 * AWS publishes no id for the IPv6 lists that gateway endpoints add (facts:B18); ours are made up, as names and ids differ by account anyway.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export const MANAGED_PREFIX_LISTS: readonly ManagedPrefixList[] = [
  { name: 'com.amazonaws.us-east-1.s3', id: 'pl-63a5400a', cidrs: ['52.216.0.0/15', '54.231.0.0/16', '3.5.0.0/19'] },
  { name: 'com.amazonaws.us-east-2.s3', id: 'pl-7ba54012', cidrs: ['52.219.80.0/20', '3.5.128.0/21'] },
  { name: 'com.amazonaws.us-west-2.s3', id: 'pl-68a54001', cidrs: ['52.218.128.0/17', '52.92.128.0/17', '3.5.80.0/21'] },
  { name: 'com.amazonaws.eu-west-1.s3', id: 'pl-6da54004', cidrs: ['52.218.0.0/17', '52.92.0.0/17', '3.5.64.0/21'] },
  { name: 'com.amazonaws.us-east-1.ipv6.s3', id: 'pl-0e5a1f60000000001', cidrs: ['2600:1fa0:8000::/39', '2600:1ff8:8000::/40'] },
  { name: 'com.amazonaws.us-east-2.ipv6.s3', id: 'pl-0e5a1f60000000002', cidrs: ['2600:1ff8:e000::/40'] },
  { name: 'com.amazonaws.us-west-2.ipv6.s3', id: 'pl-0e5a1f60000000003', cidrs: ['2600:1fa0:4000::/39', '2600:1ff8:4000::/40'] },
  { name: 'com.amazonaws.eu-west-1.ipv6.s3', id: 'pl-0e5a1f60000000004', cidrs: ['2a05:d050:8000::/40', '2a05:d078:8000::/40'] },
  { name: 'com.amazonaws.us-east-1.dynamodb', id: 'pl-02cd2c6b', cidrs: ['52.94.0.0/22', '52.119.224.0/20', '3.218.180.0/22'] },
  { name: 'com.amazonaws.us-east-2.dynamodb', id: 'pl-4ca54025', cidrs: ['52.94.4.0/24'] },
  { name: 'com.amazonaws.us-west-2.dynamodb', id: 'pl-00a54069', cidrs: ['52.94.10.0/24', '52.119.252.0/22'] },
  { name: 'com.amazonaws.eu-west-1.dynamodb', id: 'pl-6fa54006', cidrs: ['52.94.24.0/23', '52.119.240.0/21'] },
  {
    name: 'com.amazonaws.global.cloudfront.origin-facing',
    id: 'pl-3b927c52',
    cidrs: ['64.252.64.0/18', '130.176.0.0/17', '15.158.0.0/16'],
    weight: 55,
  },
  { name: 'com.amazonaws.us-east-1.ec2-instance-connect', id: 'pl-0e4bcff02b13bef1e', cidrs: ['18.206.107.24/29'], weight: 2 },
];
