import { parseAddress } from '../../ip/address.ts';
import { asString } from '../../template/tree.ts';
import { type ResourceKind, reject } from '../kind.ts';
import { items, referenced, text, texts } from '../read.ts';

/** Which DNS servers a VPC's machines ask; Amazon's own unless `DomainNameServers` names others (facts:G33). */
export const dhcpOptions: ResourceKind = {
  type: 'AWS::EC2::DHCPOptions',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'dopt-',
  properties: {
    DomainName: 'text',
    DomainNameServers: 'list',
    Ipv6AddressPreferredLeaseTime: 'number',
    NetbiosNameServers: 'list',
    NetbiosNodeType: 'number',
    NtpServers: 'list',
    Tags: 'list',
  },
  attributes: { DhcpOptionsId: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const servers = texts(resource, 'DomainNameServers');
    const strange = items(resource, 'DomainNameServers').find((node) => !isServer(asString(node) ?? AMAZON));
    if (strange !== undefined && draft.described === undefined) {
      const message = `Value (${asString(strange) ?? ''}) for parameter DomainNameServers is invalid. A DNS server is named by its address.`;
      reject(draft, resource, 'InvalidParameterValue', message, strange.span);
    }
    const others = servers.includes(AMAZON) ? [] : servers.flatMap((server) => parseAddress(server) ?? []);
    draft.dnsServers.set(resource.physicalId, others);
  },
};

const AMAZON = 'AmazonProvidedDNS';
const isServer = (server: string): boolean => server === AMAZON || parseAddress(server) !== undefined;

export const vpcDhcpOptionsAssociation: ResourceKind = {
  type: 'AWS::EC2::VPCDHCPOptionsAssociation',
  charge: 'nothing',
  role: 'glue',
  idPrefix: 'doptassoc-',
  properties: { DhcpOptionsId: 'text!', VpcId: 'text!' },
  attributes: { Id: ({ physicalId }) => physicalId },
  compile: (resource, draft) => {
    const vpc = referenced(resource, draft, 'VpcId', draft.vpcs, 'InvalidVpcID.NotFound', 'vpc ID');
    if (vpc === undefined || text(resource, 'DhcpOptionsId') === 'default') return;
    const servers = referenced(
      resource,
      draft,
      'DhcpOptionsId',
      draft.dnsServers,
      'InvalidDhcpOptionsID.NotFound',
      'dhcpOption ID',
    );
    if (servers !== undefined && servers.length > 0) vpc.dnsServers = [...servers];
  },
};
