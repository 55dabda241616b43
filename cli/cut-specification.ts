import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

/**
 * Cuts the table of CloudFormation's properties out of the package `@aws-cdk/aws-service-spec` (Apache-2.0) and writes it to
 * `engine/catalogue/specification/specification.json`: run `npx tsx cli/cut-specification.ts` after the package has changed. What the
 * lines mean stands in `engine/catalogue/specification/specification.ts`, which reads them. Only names, types, what is required and
 * which values are allowed are taken, no prose.
 */
export async function cutSpecification(): Promise<string> {
  const database = await loadAwsServiceSpec();
  const resources = resourcesOf(database).toSorted(by(({ cloudFormationType }) => cloudFormationType));
  const parts = new Map<string, string>();
  const types = resources
    .filter(({ cloudFormationType }) => COURSE_TYPES.has(cloudFormationType))
    .map(({ cloudFormationType: type, properties, attributes }): [string, object] => [
      type,
      {
        properties: propertiesOf(properties, { database, type, parts }),
        attributes: Object.keys(attributes).toSorted().join(' '),
      },
    ]);
  const services = new Map<string, string[]>();
  for (const { cloudFormationType } of resources) {
    const [, service = '', name = ''] = cloudFormationType.split('::');
    services.set(service, [...(services.get(service) ?? []), name]);
  }
  const specification = {
    source: `@aws-cdk/aws-service-spec ${VERSION}, Apache-2.0 licence`,
    everyType: Object.fromEntries([...services].map(([service, names]) => [service, names.join(' ')])),
    types: Object.fromEntries(types),
    parts: Object.fromEntries([...parts].toSorted(by(([name]) => name))),
  };
  return `${JSON.stringify(specification, null, 2)}\n`;
}

export const SPECIFICATION_FILE = fileURLToPath(new URL('../engine/catalogue/specification/specification.json', import.meta.url));

/** As package.json pins it. */
const VERSION = '0.1.216';

/** The types that the course and real networks around it are made of: those that are simulated, and those that often stand beside them. */
const COURSE_TYPES: ReadonlySet<string> = new Set(
  Object.entries({
    EC2:
      'CustomerGateway DHCPOptions EgressOnlyInternetGateway EIP EIPAssociation FlowLog GatewayRouteTableAssociation Instance InternetGateway ' +
      'LaunchTemplate NatGateway NetworkAcl NetworkAclEntry NetworkInterface NetworkInterfaceAttachment PrefixList Route RouteTable SecurityGroup ' +
      'SecurityGroupEgress SecurityGroupIngress Subnet SubnetCidrBlock SubnetNetworkAclAssociation SubnetRouteTableAssociation TransitGateway ' +
      'TransitGatewayAttachment TransitGatewayPeeringAttachment TransitGatewayRoute TransitGatewayRouteTable TransitGatewayRouteTableAssociation ' +
      'TransitGatewayRouteTablePropagation TransitGatewayVpcAttachment VPC VPCCidrBlock VPCDHCPOptionsAssociation VPCEndpoint ' +
      'VPCEndpointConnectionNotification VPCEndpointService VPCEndpointServicePermissions VPCGatewayAttachment VPCPeeringConnection VPNConnection ' +
      'VPNConnectionRoute VPNGateway VPNGatewayRoutePropagation',
    ElasticLoadBalancingV2: 'Listener ListenerRule LoadBalancer TargetGroup',
    Organizations: 'Policy',
    Route53: 'HostedZone RecordSet RecordSetGroup',
    Route53Resolver: 'ResolverEndpoint ResolverRule ResolverRuleAssociation',
    Route53Profiles: 'Profile ProfileAssociation ProfileResourceAssociation',
    VpcLattice:
      'ResourceConfiguration ResourceGateway ServiceNetwork ServiceNetworkResourceAssociation ServiceNetworkVpcAssociation',
    RAM: 'ResourceShare',
    IAM: 'InstanceProfile ManagedPolicy Policy Role',
    S3: 'AccessPoint Bucket BucketPolicy',
    DynamoDB: 'Table',
    SQS: 'Queue QueuePolicy',
    SNS: 'Subscription Topic TopicPolicy',
    KMS: 'Alias Key',
    SSM: 'Parameter',
    SecretsManager: 'Secret',
    Logs: 'LogGroup',
    Lambda: 'Function Permission',
    AutoScaling: 'AutoScalingGroup',
    ECS: 'Cluster Service TaskDefinition',
    ECR: 'Repository',
    RDS: 'DBInstance DBSubnetGroup',
  }).flatMap(([service, names]) => names.split(' ').map((name) => `AWS::${service}::${name}`)),
);

type Database = Awaited<ReturnType<typeof loadAwsServiceSpec>>;
const resourcesOf = (database: Database) => database.all('resource');
type Property = ReturnType<typeof resourcesOf>[number]['properties'][string];
type Type = Property['type'];

interface Cut {
  readonly database: Database;
  /** The type that the properties belong to: parts are named after it. */
  readonly type: string;
  readonly parts: Map<string, string>;
}

/** `VpcId! text|SubnetIds [text]|VpcEndpointType text Gateway,Interface`, by the alphabet; `!` is required. */
const propertiesOf = (properties: Readonly<Record<string, Property>>, cut: Cut): string =>
  Object.entries(properties)
    .toSorted(by(([name]) => name))
    .map(([name, { required, type }]) => `${name}${required === true ? '!' : ''} ${typeOf(type, cut)}`)
    .join('|');

function typeOf(type: Type, cut: Cut): string {
  switch (type.type) {
    case 'string':
      return type.allowedValues === undefined ? 'text' : `text ${type.allowedValues.join(',')}`;
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'json':
      return 'json';
    case 'tag':
      return 'Tag';
    case 'array':
      return `[${typeOf(type.element, cut).split(' ')[0]}]`;
    case 'map':
      return `{${typeOf(type.element, cut).split(' ')[0]}}`;
    case 'ref':
      return partOf(type.reference.$ref, cut);
    case 'union':
      return type.types.some((each) => each.type === 'json') && type.types.every((each) => each.type !== 'array')
        ? 'json'
        : 'any';
    default:
      return 'any';
  }
}

/** The name of a part, whose own properties are then cut too. */
function partOf(id: string, cut: Cut): string {
  const definition = cut.database.get('typeDefinition', id);
  const name = `${cut.type}.${definition.name}`;
  if (!cut.parts.has(name)) {
    // Before its properties: a part may hold itself.
    cut.parts.set(name, '');
    cut.parts.set(name, propertiesOf(definition.properties, cut));
  }
  return name;
}

const by =
  <T>(name: (each: T) => string) =>
  (a: T, b: T): number =>
    name(a) < name(b) ? -1 : 1;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(SPECIFICATION_FILE, await cutSpecification());
}
