import { parseAddress } from '../../ip/address.ts';
import { blockAt, covers, parseCidr } from '../../ip/cidr.ts';
import type { Json } from '../../json.ts';
import type { Draft } from '../../resources/kind.ts';
import { amazonIpv6Block } from '../../resources/vpc/vpc.ts';
import type { Named } from '../named.ts';
import type { Writing } from '../values.ts';
import { raw } from './hcl.ts';

/** Texts that AWS made up and that Terraform asks it for: names of load balancers and endpoints, IPv6 blocks, public addresses. */
export function specialTexts(
  things: readonly Named[],
  draft: Draft,
  addressOf: (name: string) => string,
): Pick<Writing, 'dnsNames' | 'special'> {
  const dnsNames = new Map<string, Json>();
  const addresses = new Map<number, string>();
  const blocks = things.flatMap(({ name, declared }) => {
    const { physicalId: id, type } = declared;
    const balancer = draft.loadBalancers.get(id);
    if (balancer !== undefined) dnsNames.set(balancer.dnsName, { 'Fn::GetAtt': [name, 'DNSName'] });
    const endpoint = draft.vpcEndpoints.get(id);
    if (endpoint !== undefined && endpoint.type !== 'Gateway')
      dnsNames.set(endpoint.dnsLabel, { 'Fn::GetAtt': [name, 'DnsName'] });
    const address = draft.elasticAddresses.get(id);
    if (address !== undefined) addresses.set(address.address, name);
    const block = type === 'AWS::EC2::VPC' ? parseCidr(amazonIpv6Block(id)) : undefined;
    return block === undefined ? [] : [{ block, home: addressOf(name) }];
  });
  const special = (text: string): Json | undefined => {
    const [ip = '', length] = text.split('/');
    const parsed = parseAddress(ip);
    if (typeof parsed === 'number') {
      const name = addresses.get(parsed);
      return name === undefined ? undefined : length === undefined ? { Ref: name } : { 'Fn::Sub': `\${${name}}/${length}` };
    }
    const asked = parsed === undefined ? undefined : parseCidr(text);
    const found = asked === undefined ? undefined : blocks.find(({ block }) => covers(block, asked));
    return found === undefined || asked === undefined || typeof asked.base !== 'bigint'
      ? undefined
      : raw(within(`${found.home}.ipv6_cidr_block`, asked.base, asked.length, length === undefined));
  };
  return { dnsNames, special };
}

/** A part of the /56 that Amazon gave: itself, a block of it by its number, or one address of a /64. */
function within(whole: string, base: bigint, length: number, isAddress: boolean): string {
  if (isAddress) {
    const subnet = blockAt(base, 64).base as bigint;
    return `cidrhost(${within(whole, subnet, 64, false)}, ${base - subnet})`;
  }
  if (length === 56) return whole;
  const number = (base >> BigInt(128 - length)) & ((1n << BigInt(length - 56)) - 1n);
  return `cidrsubnet(${whole}, ${length - 56}, ${number})`;
}
