import type { Block } from './answer.ts';
import { code, fact, name } from './block-words.ts';
import type { Description } from './describe.ts';

const S3_APIS: Readonly<Record<string, string>> = {
  bucket: 'buckets and their objects',
  accesspoint: 'access points',
  control: 'the S3 Control API',
  'multi-region': 'access points of several Regions',
};
const s3Api = (block: Block, key: string): string => S3_APIS[fact(block, key)] ?? 'another part of S3';

/** Faults of names and resolvers, in words. */
export const NAME_DESCRIPTIONS: Readonly<Record<string, (block: Block) => Description>> = {
  SIM_DNS_SUPPORT_DISABLED: (block) => ({
    summary: `${code(fact(block, 'vpc'))} has DNS support switched off, so nobody answers for ${code(fact(block, 'name'))}.`,
    fix: 'Look at the VPC attribute EnableDnsSupport.',
    facts: ['B14', 'C25'],
  }),
  SIM_DNS_NAME_NOT_FOUND: (block) => ({
    summary: `The name ${name(block)} does not exist for this client.`,
    fix: 'Look at the name, and at which resolver was asked.',
    facts: ['G31'],
  }),
  SIM_DNS_ZONE_SHADOWS_NAME: (block) => ({
    summary: `The private zone ${code(fact(block, 'zone'))} holds no record for ${name(block)}, so the name does not exist here.`,
    fix: 'A private zone answers for everything below its name and never falls back to public DNS.',
    facts: ['G31'],
  }),
  SIM_DNS_PRIVATE_NAME_NOT_ENABLED: (block) => ({
    summary: `${name(block)} leads to public addresses: ${code(fact(block, 'endpoint'))} exists, and its private DNS is off.`,
    fix: "Private DNS gives the service's own name private addresses; without it, only the endpoint's own names have them.",
    facts: ['C24', 'K40'],
  }),
  SIM_DNS_NAME_NOT_COVERED: (block) => ({
    summary: `${name(block)} leads to public addresses: it is not among the private names of ${code(fact(block, 'endpoint'))}.`,
    fix: "Global, dual-stack, FIPS and other Regions' names are names of their own; some services have no private name at all.",
    facts: ['C62', 'C70', 'C87'],
  }),
  SIM_DNS_NAME_OF_OTHER_SERVICE: (block) => ({
    summary: `${name(block)} leads to ${code(fact(block, 'service'))}, which does not serve calls to ${code(fact(block, 'calledService'))}: it answers with an error.`,
    fix: 'An endpoint leads to one service; call the other by a name of its own.',
    facts: ['C9', 'C20'],
  }),
  SIM_DNS_NAME_OF_OTHER_REGION: (block) => ({
    summary: `${name(block)} leads to ${code(fact(block, 'service'))} of ${code(fact(block, 'serviceRegion'))}, and what is called is in ${code(fact(block, 'calledRegion'))}: the service answers with an error.`,
    fix: 'Each Region serves what is in it; an endpoint leads to the Region of its service alone.',
    facts: ['A12', 'C54'],
  }),
  SIM_DNS_NAME_OF_OTHER_S3_API: (block) => ({
    summary: `${name(block)} is a name for ${s3Api(block, 'api')}; this call is to ${s3Api(block, 'calledApi')}, and S3 answers it with an error.`,
    fix: "An endpoint for S3 has three names: bucket, accesspoint and control stand before the endpoint's own.",
    facts: ['C60', 'E105'],
  }),
  SIM_DNS_HOSTNAMES_DISABLED: (block) => ({
    summary: `A private zone for ${name(block)} exists, and ${code(fact(block, 'vpc'))} has DNS hostnames switched off, so nobody sees it.`,
    fix: 'Private zones need both DNS attributes of the VPC.',
    facts: ['C24', 'K41'],
  }),
  SIM_DNS_PRIVATE_ZONE_NOT_VISIBLE: (block) => ({
    summary: `The private zone for ${name(block)} belongs to ${code(fact(block, 'otherVpc'))}; the resolver of ${code(fact(block, 'vpc'))} does not see it.`,
    fix: 'Peering and transit gateways carry packets, not zones: associate a zone, or share a Profile.',
    facts: ['C29', 'G35', 'K44'],
  }),
  SIM_DNS_CUSTOM_RESOLVER_BYPASS: (block) => ({
    summary: `${name(block)} was asked of a DNS server that does not know the private zones of ${code(fact(block, 'vpc'))}.`,
    fix: 'Such a server must forward the name to a resolver inside the VPC.',
    facts: ['G33', 'G34', 'K47'],
  }),
  SIM_DNS_SERVER_UNREACHABLE: (block) => ({
    summary: `No DNS server that should answer for ${name(block)} can be reached${block.facts.servers === undefined ? '' : ` (${fact(block, 'servers')})`}.`,
    fix: 'A question needs UDP 53 to the server and a way back: look at routes, groups and ACLs between the two.',
    facts: ['G9', 'G34'],
  }),
  SIM_DNS_LOOP: (block) => ({
    summary: `Names and resolvers send the question for ${name(block)} to each other without end.`,
    fix: 'One of the aliases or forwarding rules must lead to an address.',
    facts: ['G32'],
  }),
  SIM_DNS_RECORD_FAMILY_MISMATCH: (block) => ({
    summary: `${name(block)} exists and has no address of the family that was asked for.`,
    fix: 'Look at the record type, and at the zones that are up.',
    facts: ['B20'],
  }),
};
