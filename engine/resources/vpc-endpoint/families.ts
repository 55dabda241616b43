import type { Cidr } from '../../ip/cidr.ts';
import {
  DNS_RECORD_IP_TYPES,
  type DnsRecordIpType,
  IP_ADDRESS_TYPES,
  type IpAddressType,
  type VpcEndpoint,
} from '../../network/model.ts';
import { asString, at } from '../../template/tree.ts';
import { type Declared, type Draft, reject } from '../kind.ts';
import { spanOf, text, texts } from '../read.ts';
import type { AskedService } from './asked.ts';

type Type = 'Gateway' | 'Interface';
export type Families = Required<Pick<VpcEndpoint, 'ipAddressType' | 'dnsRecordIpType'>>;

/** Which record types go with which address type (facts:B19, C31). */
const RECORDS: Readonly<Record<Type, Readonly<Record<IpAddressType, readonly DnsRecordIpType[]>>>> = {
  Gateway: { ipv4: ['ipv4', 'service-defined'], ipv6: ['ipv6', 'service-defined'], dualstack: DNS_RECORD_IP_TYPES },
  Interface: { ipv4: ['ipv4'], ipv6: ['ipv6'], dualstack: DNS_RECORD_IP_TYPES },
};

/** The address families of an endpoint and of its records, or undefined where AWS would refuse them (facts:A9, A10, B18, B19, C31). */
export function familiesOf(resource: Declared, draft: Draft, type: Type, service: AskedService): Families | undefined {
  const wanted = text(resource, 'IpAddressType') ?? 'ipv4';
  const ipAddressType = IP_ADDRESS_TYPES.find((each) => each === wanted);
  if (ipAddressType === undefined)
    return refuse(resource, draft, 'IpAddressType', `Value (${wanted}) for parameter IpAddressType is invalid.`);
  const written = asString(at(resource.properties, 'DnsOptions', 'DnsRecordIpType'));
  const named = DNS_RECORD_IP_TYPES.find((each) => each === written);
  if (written !== undefined && named === undefined)
    return refuse(resource, draft, 'DnsOptions', `Value (${written}) for parameter DnsRecordIpType is invalid.`);
  const dnsRecordIpType = named ?? (type === 'Gateway' ? 'service-defined' : ipAddressType);
  const onlyServiceDefined = type === 'Gateway' && service.entry.service === 'dynamodb' && dnsRecordIpType !== 'service-defined';
  if (!RECORDS[type][ipAddressType].includes(dnsRecordIpType) || onlyServiceDefined)
    return refuse(
      resource,
      draft,
      'DnsOptions',
      `DnsRecordIpType ${dnsRecordIpType} does not go with an endpoint of type ${type} whose IpAddressType is ${ipAddressType}.`,
    );
  if (refusesSubnets(resource, draft, type, ipAddressType) || refusesAttributes(resource, draft, type, dnsRecordIpType))
    return undefined;
  return { ipAddressType, dnsRecordIpType };
}

function refuse(resource: Declared, draft: Draft, property: string, message: string): undefined {
  reject(draft, resource, 'InvalidParameter', message, spanOf(resource, property));
}

/** Subnets of the endpoint, or of the route tables that a gateway endpoint is associated with, must have the families (facts:A9, B18). */
function refusesSubnets(resource: Declared, draft: Draft, type: Type, ipAddressType: IpAddressType): boolean {
  const tables = texts(resource, 'RouteTableIds');
  // Every subnet has IPv4 enough for a gateway endpoint.
  const others = ipAddressType === 'ipv4' ? [] : [...draft.subnets.keys()];
  const ids = type === 'Interface' ? texts(resource, 'SubnetIds') : others;
  const subnets = ids
    .flatMap((id) => draft.subnets.get(id) ?? [])
    .filter((subnet) => type === 'Interface' || (ipAddressType !== 'ipv4' && tables.includes(subnet.routeTable)));
  const unfit = subnets.find((subnet) => !fits(subnet.cidrs, ipAddressType));
  if (unfit === undefined) return false;
  refuse(
    resource,
    draft,
    'IpAddressType',
    `The subnet ${unfit.origin.id} does not support the IP address type ${ipAddressType}: ${NEEDS[ipAddressType]}`,
  );
  return true;
}

const NEEDS: Readonly<Record<IpAddressType, string>> = {
  ipv4: 'every subnet needs an IPv4 range.',
  dualstack: 'every subnet needs an IPv4 and an IPv6 range.',
  ipv6: 'every subnet must be IPv6-only.',
};

function fits(blocks: readonly Cidr[], ipAddressType: IpAddressType): boolean {
  const [ipv4, ipv6] = [
    blocks.some((block) => typeof block.base === 'number'),
    blocks.some((block) => typeof block.base === 'bigint'),
  ];
  switch (ipAddressType) {
    case 'ipv4':
      return ipv4;
    case 'dualstack':
      return ipv4 && ipv6;
    case 'ipv6':
      return ipv6 && !ipv4;
  }
}

/** Records that AWS makes for a gateway endpoint live in a zone of the VPC, which needs both DNS attributes (facts:B19). */
function refusesAttributes(resource: Declared, draft: Draft, type: Type, records: DnsRecordIpType): boolean {
  const vpc = draft.vpcs.get(text(resource, 'VpcId') ?? '');
  if (type !== 'Gateway' || records === 'service-defined' || vpc === undefined) return false;
  if (vpc.enableDnsHostnames && vpc.enableDnsSupport) return false;
  refuse(
    resource,
    draft,
    'DnsOptions',
    `DnsRecordIpType ${records} requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.origin.id}`,
  );
  return true;
}
