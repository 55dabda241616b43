/** AWS's word for each kind of thing on a way, as a sentence would use it. */
const WORDS: Readonly<Record<string, string>> = {
  dns: 'DNS',
  'network-acl': 'network ACL',
  'vpc-endpoint': 'VPC endpoint',
  vpc: 'VPC',
  'nat-gateway': 'NAT gateway',
  'vpn-gateway': 'virtual private gateway',
  'on-premises': 'on-premises network',
  'egress-only-internet-gateway': 'egress-only internet gateway',
  identity: 'identity policy',
  endpoint: 'endpoint policy',
  resource: 'resource policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  boundary: 'permissions boundary',
  session: 'session policy',
};

export const kindWords = (kind: string): string => WORDS[kind] ?? kind.replaceAll('-', ' ');
