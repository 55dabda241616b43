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

/** Services whose label is their DNS name, their action prefix and their endpoint service name alike. */
const ALIKE: readonly string[] = (
  'sqs sns kms sts ec2 ssm ssmmessages ec2messages logs events secretsmanager lambda ecs elasticloadbalancing autoscaling cloudformation ' +
  'athena glue firehose codebuild codecommit codedeploy codepipeline config cloudtrail batch backup datasync dms ebs rds redshift ' +
  'servicecatalog servicediscovery storagegateway textract transcribe translate comprehend rekognition polly xray workspaces ' +
  'guardduty inspector2 macie2 securityhub detective kendra kafka mq elasticache elasticbeanstalk elasticmapreduce fis ' +
  'fsx globalaccelerator groundstation healthlake imagebuilder qldb acm-pca appconfig'
).split(' ');

/** The services of the course. @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
export const SERVICES: readonly ServiceEntry[] = [
  plain('s3', {
    endpointTypes: ['Gateway', 'Interface'],
    privateNames: ['s3', '*.s3', 's3-control', '*.s3-control', 's3-accesspoint', '*.s3-accesspoint'],
  }),
  plain('dynamodb', { endpointTypes: ['Gateway', 'Interface'], privateNames: [] }),
  plain('s3express', { endpointTypes: ['Gateway'], names: ['s3express-control'], privateNames: [] }),
  ...ALIKE.map((service) => plain(service)),
  plain('monitoring', { actionPrefix: 'cloudwatch' }),
  plain('ecr.api', { names: ['api.ecr'], privateNames: ['api.ecr'], actionPrefix: 'ecr' }),
  plain('ecr.dkr', { names: ['dkr.ecr'], privateNames: ['*.dkr.ecr', 'dkr.ecr'], actionPrefix: 'ecr' }),
  plain('ecs-agent', { names: ['ecs-a'], privateNames: ['ecs-a', '*.ecs-a'], actionPrefix: 'ecs' }),
  plain('ecs-telemetry', { names: ['ecs-t'], privateNames: ['ecs-t', '*.ecs-t'], actionPrefix: 'ecs' }),
  plain('execute-api', { privateNames: ['*.execute-api'] }),
  plain('eks', {}),
  plain('eks-auth', {}),
  plain('kinesis-streams', { names: ['kinesis'], privateNames: ['kinesis'], actionPrefix: 'kinesis' }),
  plain('states', {}),
  plain('sync-states', { actionPrefix: 'states' }),
  plain('sagemaker.api', { names: ['api.sagemaker'], privateNames: ['api.sagemaker'], actionPrefix: 'sagemaker' }),
  plain('sagemaker.runtime', { names: ['runtime.sagemaker'], privateNames: ['runtime.sagemaker'], actionPrefix: 'sagemaker' }),
  plain('bedrock', {}),
  plain('bedrock-runtime', { actionPrefix: 'bedrock' }),
  plain('elasticfilesystem', {}),
  plain('email-smtp', { actionPrefix: 'ses' }),
  plain('transfer', {}),
  plain('transfer.server', { names: ['server.transfer'], privateNames: [], endpointPolicy: false, actionPrefix: 'transfer' }),
  plain('appstream.api', { names: ['appstream2'], privateNames: [], endpointPolicy: false, actionPrefix: 'appstream' }),
  plain('appstream.streaming', {
    names: ['streaming.appstream'],
    privateNames: ['*.streaming.appstream'],
    endpointPolicy: false,
    actionPrefix: 'appstream',
  }),
  plain('appmesh-envoy-management', { endpointPolicy: false, actionPrefix: 'appmesh' }),
  plain('apprunner.requests', { names: ['awsapprunner'], privateNames: [], endpointPolicy: false, actionPrefix: 'apprunner' }),
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
