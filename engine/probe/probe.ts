import { z } from 'zod';

const thing = z.union([
  z.strictObject({ host: z.string() }),
  z.strictObject({ instance: z.string() }),
  z.strictObject({ networkInterface: z.string() }),
  z.strictObject({ ip: z.string() }),
  z.strictObject({ name: z.string() }),
]);

const endpoint = z.strictObject({ endpoint: z.string(), zone: z.string().optional() });
const destination = z.union([thing, endpoint, z.strictObject({ addressesOf: z.string() })]);

const conditions = {
  id: z.string().optional(),
  faults: z.array(z.strictObject({ availabilityZone: z.string() })).optional(),
  states: z.record(z.string(), z.string()).optional(),
};

const port = z.number().int().min(0).max(65535);

export const reachabilityProbe = z.strictObject({
  ...conditions,
  kind: z.literal('reachability'),
  from: thing,
  to: destination,
  protocol: z.union([z.string(), z.number()]).optional(),
  destinationPort: port.optional(),
  sourcePort: port.optional(),
  icmpType: z.number().int().optional(),
  icmpCode: z.number().int().optional(),
});

export const dnsProbe = z.strictObject({
  ...conditions,
  kind: z.literal('dns'),
  from: thing,
  name: z.union([z.string(), endpoint]),
  type: z.enum(['A', 'AAAA']).optional(),
});

export const requestProbe = z.strictObject({
  ...conditions,
  kind: z.literal('request'),
  from: thing.nullish(),
  principal: z.string(),
  action: z.string(),
  resource: z.string(),
  endpointName: z.union([z.string(), endpoint]).nullish(),
  calledVia: z.array(z.string()).optional(),
  sourcePort: port.optional(),
  /** Whether `evaluation.explanation` is wanted. */
  explain: z.boolean().optional(),
});

const gbPerMonth = z.number().min(0);

export const requestFlow = z.strictObject({
  from: thing,
  principal: z.string().optional(),
  action: z.string(),
  resource: z.string(),
  endpointName: z.union([z.string(), endpoint]).nullish(),
  gbPerMonth,
});

/** What goes to something that is no AWS service: another machine, an endpoint of somebody's service, the internet. */
export const packetFlow = z.strictObject({
  from: thing,
  to: destination,
  protocol: z.union([z.string(), z.number()]).optional(),
  destinationPort: port.optional(),
  gbPerMonth,
});

const trafficFlow = z.union([requestFlow, packetFlow]);

export const costProbe = z.strictObject({ ...conditions, kind: z.literal('cost'), traffic: z.array(trafficFlow).optional() });

export const deploymentProbe = z.strictObject({
  ...conditions,
  kind: z.literal('deployment'),
  as: z.string().nullish(),
  change: z.record(z.string(), z.unknown()).nullish(),
});

/** One question to a configuration; `kind` tells which. The union is the only list of kinds. */
export const probeSchema = z.discriminatedUnion('kind', [reachabilityProbe, dnsProbe, requestProbe, costProbe, deploymentProbe]);

export type Probe = z.infer<typeof probeSchema>;
export type ReachabilityProbe = z.infer<typeof reachabilityProbe>;
export type DnsProbe = z.infer<typeof dnsProbe>;
export type RequestProbe = z.infer<typeof requestProbe>;
export type CostProbe = z.infer<typeof costProbe>;
export type TrafficFlow = z.infer<typeof trafficFlow>;
export type DeploymentProbe = z.infer<typeof deploymentProbe>;
export type ThingRef = z.infer<typeof thing>;
export type EndpointRef = z.infer<typeof endpoint>;
