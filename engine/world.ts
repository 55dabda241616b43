import { z } from 'zod';

const policy = z.record(z.string(), z.unknown());
const levels = z.array(z.strictObject({ orgIdentifier: z.string(), policies: z.array(policy) }));
const addresses = z.array(z.string());

const host = z.strictObject({
  subnet: z.string().optional(),
  securityGroups: z.array(z.string()).optional(),
  ip: z.string().optional(),
  ipv6: z.string().optional(),
  publicIp: z.string().optional(),
  os: z.enum(['linux', 'windows']).optional(),
  listens: z.array(z.number().int()).optional(),
  onPremises: z.boolean().optional(),
  gateway: z.string().optional(),
  resolver: z.string().optional(),
  /** How an on-premises host is connected; `vpn` when left out. */
  link: z.enum(['vpn', 'directConnect']).optional(),
  /** What its network announces by BGP; its own address when left out. */
  announces: z.array(z.string()).optional(),
  /** Names that it answers as a DNS server (`*.corp.example` for all below); it asks its own resolver for any other. */
  names: z.record(z.string(), z.array(z.string())).optional(),
  vpc: z.union([z.string(), z.strictObject({ cidr: z.string(), peeredWith: z.string().optional() })]).optional(),
  endpoint: z.strictObject({ id: z.string(), vpc: z.string(), account: z.string() }).optional(),
  internet: z.boolean().optional(),
});

const principal = z.strictObject({
  arn: z.string().optional(),
  session: z.string().optional(),
  policies: z.array(policy).optional(),
  permissionsBoundary: z.union([policy, z.array(policy)]).nullish(),
  sessionPolicy: policy.nullish(),
  tags: z.record(z.string(), z.string()).optional(),
  service: z.string().optional(),
  anonymous: z.boolean().optional(),
  /** Of a service principal: for which resource, and for whose account, it calls. */
  sourceArn: z.string().optional(),
  sourceAccount: z.string().optional(),
});

const resource = z.strictObject({
  account: z.string(),
  region: z.string().optional(),
  policy: policy.nullish(),
  addresses: addresses.optional(),
  tags: z.record(z.string(), z.string()).optional(),
  /** Of an S3 access point: the ARN of its bucket, and the VPC (by logical or AWS id) where it is the only one that may call (facts:E104). */
  bucket: z.string().optional(),
  vpc: z.string().optional(),
});

const endpointService = z.strictObject({
  account: z.string(),
  region: z.string().optional(),
  availabilityZones: z.array(z.string()).optional(),
  acceptanceRequired: z.boolean().optional(),
  allowedPrincipals: z.array(z.string()).optional(),
  privateDnsName: z.string().nullish(),
  privateDnsNameVerified: z.boolean().optional(),
  owner: z.string().optional(),
  type: z.enum(['Interface', 'GatewayLoadBalancer']).optional(),
  supportedRegions: z.array(z.string()).optional(),
  ipAddressTypes: z.array(z.enum(['ipv4', 'ipv6'])).optional(),
  answers: z.array(z.strictObject({ protocol: z.enum(['tcp', 'udp']), port: z.number().int() })).optional(),
});

/** What exists around a configuration and is not its author's to edit. Unknown fields are refused by name. */
export const worldSchema = z.strictObject({
  region: z.string().default('us-east-1'),
  account: z.string().default('111122223333'),
  now: z.string().default('2026-01-01T00:00:00Z'),
  consoleIp: z.string().default('198.51.100.250'),
  organizations: z.record(z.string(), z.union([z.array(z.string()), z.string()])).default({}),
  managementAccounts: z.array(z.string()).default([]),
  serviceControlPolicies: z.array(z.strictObject({ account: z.string(), levels })).default([]),
  resourceControlPolicies: z.array(z.strictObject({ account: z.string(), levels })).default([]),
  hosts: z.record(z.string(), host).default({}),
  principals: z.record(z.string(), principal).default({}),
  resources: z.record(z.string(), resource).default({}),
  internet: z.record(z.string(), addresses).default({}),
  prefixLists: z.record(z.string(), z.strictObject({ id: z.string(), cidrs: addresses })).default({}),
  physicalIds: z.record(z.string(), z.string()).default({}),
  zoneIds: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  endpointServices: z.record(z.string(), endpointService).default({}),
  /** Things that were created before this configuration, by name: what AWS asks at creation alone is not asked of them again. */
  existing: z.array(z.string()).default([]),
});

export type World = z.infer<typeof worldSchema>;
export type WorldHost = World['hosts'][string];
export type WorldPrincipal = World['principals'][string];
