import { z } from 'zod';
import {
  costProbe,
  deploymentProbe,
  dnsProbe,
  packetFlow,
  reachabilityProbe,
  requestFlow,
  requestProbe,
} from '../../probe/probe.ts';
import { filePath } from './fields.ts';

/** A text that the submission itself holds: the value at `pointer` (RFC 6901) of one of its files of answers. */
const given = z.strictObject({
  fromFile: filePath,
  pointer: z.string().regex(/^\/./, 'must be a JSON pointer such as /surviveZoneLoss'),
});

/** Traffic that goes to a name which the learner writes down. */
const flowWithGivenName = requestFlow.extend({ endpointName: z.union([requestFlow.shape.endpointName, given]) });

/** A probe of a lab: as any other, and its name may be one that the learner writes down. */
export const labProbeSchema = z.discriminatedUnion('kind', [
  reachabilityProbe.extend({ to: z.union([reachabilityProbe.shape.to, z.strictObject({ name: given })]) }),
  dnsProbe.extend({ name: z.union([dnsProbe.shape.name, given]) }),
  requestProbe.extend({ endpointName: z.union([requestProbe.shape.endpointName, given]) }),
  costProbe.extend({ traffic: z.array(z.union([flowWithGivenName, packetFlow])).optional() }),
  deploymentProbe,
]);

export type LabProbe = z.infer<typeof labProbeSchema>;
export type Given = z.infer<typeof given>;
