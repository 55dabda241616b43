import { remembering } from '../remember.ts';

/**
 * How an AWS service can be reached privately. A DNS name stands as a label where `.<region>.amazonaws.com` follows it, and in full
 * (`{region}` for the Region) where something else does; `*.` is every name below.
 */
export interface ServiceEntry {
  /** The end of its endpoint service name, such as `ecr.dkr`. */
  readonly service: string;
  readonly endpointTypes: readonly ('Gateway' | 'Interface')[];
  /** Its public names; the first is what an unconfigured client calls. */
  readonly names: readonly string[];
  /** Public names that answer with IPv6 too. */
  readonly dualStackNames: readonly string[];
  /** Names that private DNS covers; empty where AWS offers none (facts:C70). */
  readonly privateNames: readonly string[];
  /** Names that private DNS covers besides, once the endpoint has IPv6 addresses (facts:C62). */
  readonly dualStackPrivateNames: readonly string[];
  /** Whether an endpoint policy other than full access may be attached (facts:E4). */
  readonly endpointPolicy: boolean;
  /** The prefix of the service in IAM actions. */
  readonly actionPrefix: string;
  /** The actions with that prefix that are called under these names and no others', in lower case. */
  readonly actions?: readonly string[];
  /** The whole endpoint service name where it is not `com.amazonaws.<region>.<service>`. */
  readonly serviceName?: string;
  /** The Region of a service that has one name for all Regions. */
  readonly globalRegion?: string;
  /** Whether an endpoint in another Region may lead to it (facts:C54). */
  readonly crossRegion?: true;
  /** Zone ids where it is not offered, as far as the course needs them (facts:C10); a world may say more. */
  readonly notInZones?: readonly string[];
}

/** An interface service whose label is its DNS name and its action prefix alike, but for what `over` says. */
export const plain = (service: string, over: Partial<ServiceEntry> = {}): ServiceEntry => ({
  service,
  endpointTypes: ['Interface'],
  names: [service],
  dualStackNames: [],
  privateNames: over.names ?? [service],
  dualStackPrivateNames: [],
  endpointPolicy: true,
  actionPrefix: service,
  ...over,
});

/** A service whose DNS label differs from its endpoint service name. */
const called = (service: string, label: string, actionPrefix: string, over: Partial<ServiceEntry> = {}): ServiceEntry =>
  plain(service, { names: [label], actionPrefix, ...over });

/** Services whose label is their DNS name, their action prefix and their endpoint service name alike. */
const ALIKE: readonly string[] = (
  'sns ec2messages ssmmessages secretsmanager elasticloadbalancing autoscaling cloudformation glue codebuild codecommit codedeploy ' +
  'codepipeline config cloudtrail batch backup datasync dms ebs rds redshift servicecatalog servicediscovery storagegateway ' +
  'textract transcribe translate comprehend comprehendmedical rekognition polly xray workspaces inspector2 macie2 securityhub ' +
  'guardduty detective kendra kafka mq elasticache elasticbeanstalk elasticmapreduce fis fsx globalaccelerator groundstation ' +
  'healthlake imagebuilder acm-pca appconfig elasticfilesystem eks eks-auth transfer bedrock account apigateway application-autoscaling ' +
  'appmesh auditmanager cassandra cloudhsmv2 databrew devops-guru drs ds emr-containers emr-serverless finspace forecast frauddetector ' +
  'grafana iotfleetwise kinesisvideo lakeformation license-manager lookoutequipment mediaconnect mgn network-firewall organizations ' +
  'personalize pinpoint pipes proton rds-data redshift-data redshift-serverless resiliencehub resource-groups rolesanywhere rum scheduler ' +
  'securitylake serverlessrepo servicequotas signer ssm-contacts ssm-incidents swf synthetics verifiedpermissions vpc-lattice'
).split(' ');

/** Services that also have a name of the newer kind, `<service>.<region>.api.aws`, which answers in both families. */
const WITH_API_AWS: readonly string[] = 'sqs ec2 ssm athena events states'.split(' ');
const apiAws = (label: string): string => `${label}.{region}.api.aws`;

const S3_NAMES = ['s3', '*.s3', 's3-control', '*.s3-control', 's3-accesspoint', '*.s3-accesspoint'] as const;
const S3_DUAL_STACK = ['s3', 's3-control', 's3-accesspoint'].flatMap((label) => [`${label}.dualstack`, `*.${label}.dualstack`]);
/** Older ways to name S3, which no endpoint's private DNS covers (facts:C61). */
const S3_LEGACY = ['s3.amazonaws.com', '*.s3.amazonaws.com', 's3-{region}.amazonaws.com', '*.s3-{region}.amazonaws.com'] as const;

/**
 * The services of the course. Private names are those that AWS publishes; where facts:M21 leaves it open whether `api.aws` and FIPS names
 * are among them, they are not here.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const SERVICES: readonly ServiceEntry[] = [
  plain('s3', {
    endpointTypes: ['Gateway', 'Interface'],
    names: [...S3_NAMES, ...S3_LEGACY],
    dualStackNames: S3_DUAL_STACK,
    privateNames: S3_NAMES,
    dualStackPrivateNames: S3_DUAL_STACK,
    crossRegion: true,
  }),
  plain('dynamodb', {
    endpointTypes: ['Gateway', 'Interface'],
    names: ['dynamodb', '*.ddb'],
    dualStackNames: [apiAws('dynamodb')],
    privateNames: [],
  }),
  plain('dynamodb-streams', {
    names: ['streams.dynamodb'],
    privateNames: [],
    actionPrefix: 'dynamodb',
    actions: ['describestream', 'getrecords', 'getsharditerator', 'liststreams'],
  }),
  plain('s3express', { endpointTypes: ['Gateway'], names: ['s3express-control', '*.s3express-control'], privateNames: [] }),
  plain('s3-global.accesspoint', {
    names: ['*.accesspoint.s3-global.amazonaws.com'],
    actionPrefix: 's3',
    serviceName: 'com.amazonaws.s3-global.accesspoint',
    globalRegion: 'us-east-1',
  }),
  ...ALIKE.map((service) => plain(service)),
  ...WITH_API_AWS.map((service) => plain(service, { dualStackNames: [apiAws(service)] })),
  plain('kms', { dualStackNames: [apiAws('kms')], crossRegion: true }),
  plain('kms-fips', { actionPrefix: 'kms', crossRegion: true }),
  // The global name is served from us-east-1 and is never among the private ones (facts:C87).
  plain('sts', { names: ['sts', 'sts.amazonaws.com'], dualStackNames: [apiAws('sts')], privateNames: ['sts'] }),
  plain('iam', {
    names: ['iam.amazonaws.com'],
    dualStackNames: ['iam.global.api.aws'],
    serviceName: 'com.amazonaws.iam',
    globalRegion: 'us-east-1',
    crossRegion: true,
  }),
  plain('route53', {
    names: ['route53.amazonaws.com'],
    serviceName: 'com.amazonaws.route53',
    globalRegion: 'us-east-1',
    crossRegion: true,
  }),
  plain('logs', { dualStackNames: [apiAws('logs')] }),
  plain('lambda', { dualStackNames: [apiAws('lambda')], crossRegion: true, notInZones: ['use1-az3'] }),
  // CloudWatch publishes four private names (facts:C27).
  called('monitoring', 'monitoring', 'cloudwatch', {
    dualStackNames: [apiAws('monitoring'), apiAws('monitoring-fips')],
    privateNames: ['monitoring', 'monitoring-fips', apiAws('monitoring'), apiAws('monitoring-fips')],
  }),
  called('ecr.api', 'api.ecr', 'ecr', { dualStackNames: [apiAws('ecr')], crossRegion: true }),
  called('ecr.dkr', 'dkr.ecr', 'ecr', {
    names: ['dkr.ecr', '*.dkr.ecr'],
    dualStackNames: ['*.dkr-ecr.{region}.on.aws'],
    crossRegion: true,
  }),
  plain('ecs', { crossRegion: true }),
  // Agents may be told numbered hosts, such as `ecs-a-1`; private DNS does not cover those (facts:C82, K67).
  called('ecs-agent', 'ecs-a', 'ecs', {
    names: ['ecs-a', '*.ecs-a', 'ecs-a-1', 'ecs-a-2', 'ecs-a-3'],
    privateNames: ['ecs-a', '*.ecs-a'],
  }),
  called('ecs-telemetry', 'ecs-t', 'ecs', {
    names: ['ecs-t', '*.ecs-t', 'ecs-t-1', 'ecs-t-2', 'ecs-t-3'],
    privateNames: ['ecs-t', '*.ecs-t'],
  }),
  plain('execute-api', { names: ['*.execute-api'] }),
  called('kinesis-streams', 'kinesis', 'kinesis'),
  called('kinesis-firehose', 'firehose', 'firehose', { crossRegion: true }),
  plain('kinesisanalytics', { crossRegion: true }),
  called('sync-states', 'sync-states', 'states'),
  called('sagemaker.api', 'api.sagemaker', 'sagemaker'),
  called('sagemaker.runtime', 'runtime.sagemaker', 'sagemaker', { actions: ['invokeendpoint', 'invokeendpointasync'] }),
  called('sagemaker.featurestore-runtime', 'featurestore-runtime.sagemaker', 'sagemaker'),
  plain('notebook', {
    names: ['*.notebook.{region}.sagemaker.aws'],
    actionPrefix: 'sagemaker',
    serviceName: 'aws.sagemaker.{region}.notebook',
  }),
  plain('studio', {
    names: ['*.studio.{region}.sagemaker.aws'],
    actionPrefix: 'sagemaker',
    serviceName: 'aws.sagemaker.{region}.studio',
  }),
  called('bedrock-runtime', 'bedrock-runtime', 'bedrock', { actions: ['invokemodel', 'invokemodelwithresponsestream'] }),
  called('bedrock-agent', 'bedrock-agent', 'bedrock'),
  called('bedrock-agent-runtime', 'bedrock-agent-runtime', 'bedrock'),
  called('appconfigdata', 'appconfigdata', 'appconfig'),
  called('aps-workspaces', 'aps-workspaces', 'aps'),
  called('airflow.api', 'api.airflow', 'airflow'),
  called('airflow.env', 'env.airflow', 'airflow'),
  called('codeartifact.api', 'codeartifact', 'codeartifact'),
  called('codeartifact.repositories', '*.d.codeartifact', 'codeartifact'),
  called('git-codecommit', 'git-codecommit', 'codecommit'),
  called('email-smtp', 'email-smtp', 'ses', { notInZones: ['use1-az3'] }),
  called('tagging', 'tagging', 'tag'),
  called('transcribestreaming', 'transcribestreaming', 'transcribe'),
  called('guardduty-data', 'guardduty-data', 'guardduty'),
  called('memory-db', 'memory-db', 'memorydb'),
  called('timestream.query', 'query.timestream', 'timestream'),
  called('iot.data', 'data-ats.iot', 'iot', { privateNames: [] }),
  // The last six take no policy but full access (facts:E4).
  called('transfer.server', 'server.transfer', 'transfer', { privateNames: [], endpointPolicy: false }),
  called('appstream.api', 'appstream2', 'appstream', { privateNames: [], endpointPolicy: false }),
  called('appstream.streaming', '*.streaming.appstream', 'appstream', { endpointPolicy: false }),
  called('appmesh-envoy-management', 'appmesh-envoy-management', 'appmesh', { endpointPolicy: false }),
  called('apprunner.requests', 'awsapprunner', 'apprunner', {
    names: ['*.awsapprunner'],
    privateNames: [],
    endpointPolicy: false,
  }),
  called('awsconnector', 'awsconnector', 'discovery', { endpointPolicy: false }),
];

const NAMED = new Map(SERVICES.map((entry) => [entry.service, entry]));

/** The entry of a service by its short name, such as `s3` or `ecr.api`. */
export const serviceNamed = (service: string): ServiceEntry | undefined => NAMED.get(service);

const BY_SERVICE_NAME = new Map(
  SERVICES.flatMap((entry) => (entry.serviceName === undefined ? [] : [[entry.serviceName, entry]])),
);

/** Region and short name of an AWS service name such as `com.amazonaws.<region>.<service>`; undefined for any other form. */
export function parseServiceName(name: string): { readonly region: string; readonly service: string } | undefined {
  const region = /\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(name)?.[1];
  const special = BY_SERVICE_NAME.get(region === undefined ? name : name.replace(region, '{region}'));
  if (special !== undefined) return { region: special.globalRegion ?? region ?? '', service: special.service };
  const [, newer = '', at, service] = FORM.exec(name) ?? [];
  return at === undefined || service === undefined ? undefined : { region: at, service: `${newer}${service}` };
}

/** Names of AWS's own services are in lower case; some newer ones begin with `aws.` and a word, such as `aws.api.us-east-1.freetier`. */
const FORM = /^(?:com\.amazonaws|aws\.(?=([a-z]+\.))[a-z]+)\.([a-z]{2}(?:-[a-z]+)+-\d)\.((?!.*vpce-svc-)[a-z\d.-]+)$/;

/** The service that an IAM action is called at: the entry that claims the action, else the first with its prefix. */
export const serviceOfAction = remembering(1024, (action): ServiceEntry | undefined => {
  const [prefix, name = ''] = action.toLowerCase().split(':');
  const sharing = SERVICES.filter((entry) => entry.actionPrefix === prefix);
  return sharing.find((entry) => entry.actions?.includes(name)) ?? sharing[0];
});
