import type { Address } from '../ip/address.ts';
import { addressAt, parseCidr } from '../ip/cidr.ts';
import { MANAGED_PREFIX_LISTS } from './prefix-lists.ts';

/** How an AWS service can be reached privately. `names` are its DNS labels before `.<region>.amazonaws.com`, the first is the default. */
export interface ServiceEntry {
  readonly service: string;
  readonly endpointTypes: readonly ('Gateway' | 'Interface')[];
  readonly names: readonly string[];
  /** Names that private DNS covers, as labels; empty where AWS offers no private DNS (facts:C70). */
  readonly privateNames: readonly string[];
  /** Whether an endpoint policy other than full access may be attached (facts:E13). */
  readonly endpointPolicy: boolean;
  /** The prefix of the service in IAM actions. */
  readonly actionPrefix: string;
}

const plain = (service: string, over: Partial<ServiceEntry> = {}): ServiceEntry => ({
  service,
  endpointTypes: ['Interface'],
  names: [service],
  privateNames: [service],
  endpointPolicy: true,
  actionPrefix: service,
  ...over,
});

/** The services of the course. @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
export const SERVICES: readonly ServiceEntry[] = [
  plain('s3', {
    endpointTypes: ['Gateway', 'Interface'],
    privateNames: ['s3', '*.s3', 's3-control', '*.s3-control', 's3-accesspoint', '*.s3-accesspoint'],
  }),
  plain('dynamodb', { endpointTypes: ['Gateway', 'Interface'], privateNames: [] }),
  plain('sqs'),
  plain('sns'),
  plain('kms'),
  plain('sts'),
  plain('ec2'),
  plain('ssm'),
  plain('ssmmessages'),
  plain('ec2messages'),
  plain('logs'),
  plain('events'),
  plain('monitoring', { actionPrefix: 'cloudwatch' }),
  plain('secretsmanager'),
  plain('lambda'),
  plain('ecs'),
  plain('ecr.api', { names: ['api.ecr'], privateNames: ['api.ecr'], actionPrefix: 'ecr' }),
  plain('ecr.dkr', { names: ['dkr.ecr'], privateNames: ['*.dkr.ecr', 'dkr.ecr'], actionPrefix: 'ecr' }),
  plain('execute-api', { privateNames: ['*.execute-api'] }),
  plain('elasticloadbalancing'),
  plain('autoscaling'),
  plain('cloudformation'),
  plain('athena'),
  plain('glue'),
  plain('kinesis-streams', { names: ['kinesis'], privateNames: ['kinesis'], actionPrefix: 'kinesis' }),
];

const NAMED = new Map(SERVICES.map((entry) => [entry.service, entry]));

/** The entry of a service by its short name, such as `s3` or `ecr.api`. */
export const serviceNamed = (service: string): ServiceEntry | undefined => NAMED.get(service);

/** Region and short name of an AWS service name `com.amazonaws.<region>.<service>`; undefined for any other form. */
export function parseServiceName(name: string): { readonly region: string; readonly service: string } | undefined {
  const match = /^com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-\d)\.(.+)$/.exec(name);
  return match?.[1] !== undefined && match[2] !== undefined ? { region: match[1], service: match[2] } : undefined;
}

/** The service that an IAM action belongs to: the first entry with that action prefix. */
export const serviceOfAction = (action: string): ServiceEntry | undefined => {
  const prefix = action.split(':')[0]?.toLowerCase();
  return SERVICES.find((entry) => entry.actionPrefix === prefix);
};

/** The DNS name that an unconfigured client calls, such as `sqs.us-east-1.amazonaws.com`. */
export const defaultNameOf = (entry: ServiceEntry, region: string): string =>
  `${entry.names[0] ?? entry.service}.${region}.amazonaws.com`;

/**
 * The public address that stands for a service in a Region: in the service's prefix list where it has one, else one of a range
 * outside every prefix list, the same for the same service and Region.
 */
export function publicAddressOf(entry: ServiceEntry, region: string): Address {
  const list = MANAGED_PREFIX_LISTS.find((each) => each.name === `com.amazonaws.${region}.${entry.service}`);
  const block = parseCidr(list?.cidrs[0] ?? '44.192.0.0/16');
  if (block === undefined) throw new Error('the catalogue holds a prefix that does not parse');
  const size = list === undefined ? 65_000 : 200;
  return addressAt(block, 10 + (smallHash(`${entry.service}.${region}`) % size));
}

function smallHash(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}
