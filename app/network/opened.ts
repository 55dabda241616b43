import { type Configuration, type DeclaredPrincipals, type Diagnostic, openPoliciesOf, principalsOf } from '#engine';
import { draw } from '../_ui/diagram/draw.ts';
import type { FaultView } from '../_ui/lab/view.ts';
import type { NetworkText, OpenedView } from './asks.ts';
import type { Callers } from './callers.ts';

/** Calls that are offered where an endpoint or a resource of the service is declared. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
  sqs: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
  dynamodb: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  kms: ['kms:Decrypt'],
  secretsmanager: ['secretsmanager:GetSecretValue'],
  sns: ['sns:Publish'],
  ssm: ['ssm:GetParameter'],
  logs: ['logs:PutLogEvents'],
  sts: ['sts:AssumeRole'],
};

const RESOURCES: Readonly<Record<string, string>> = {
  s3: 'arn:aws:s3:::example/x',
  sqs: 'arn:aws:sqs:REGION:111122223333:jobs',
  dynamodb: 'arn:aws:dynamodb:REGION:111122223333:table/orders',
  kms: 'arn:aws:kms:REGION:111122223333:key/example',
  secretsmanager: 'arn:aws:secretsmanager:REGION:111122223333:secret:example',
  sns: 'arn:aws:sns:REGION:111122223333:topic',
  ssm: 'arn:aws:ssm:REGION:111122223333:parameter/example',
  logs: 'arn:aws:logs:REGION:111122223333:log-group:example',
  sts: 'arn:aws:iam::111122223333:role/example',
};

/** What is shown of a configuration that was read, and what may be asked of it. */
export function openedView(
  configuration: Configuration,
  { files, region }: Omit<NetworkText, 'callers'>,
  callers: Callers,
  { unknown }: Pick<DeclaredPrincipals, 'unknown'>,
): OpenedView {
  const { report, resources } = configuration;
  const named = (...types: readonly string[]) =>
    resources.filter(({ type }) => types.includes(type)).map(({ logicalId }) => logicalId);
  const machines = named('AWS::EC2::Instance', 'AWS::EC2::NetworkInterface');
  const endpoints = named('AWS::EC2::VPCEndpoint');
  const policies = report.loaded ? openPoliciesOf(configuration) : [];
  const services = [...new Set([...policies.map(({ service }) => service), 's3'])].filter((each) => CALLS[each] !== undefined);
  const buckets = resources
    .filter(({ type }) => type === 'AWS::S3::Bucket')
    .map(({ physicalId }) => `arn:aws:s3:::${physicalId}/x`);
  const { format, loaded, simulated, unsupported } = report;
  return {
    ...{ format, loaded, resources: report.resources, simulated, unsupported, region },
    faults: faultsOf(configuration, files[0]?.path ?? ''),
    drawing: draw(resources, {}, [], region),
    machines,
    subnets: named('AWS::EC2::Subnet'),
    groups: named('AWS::EC2::SecurityGroup'),
    destinations: [...machines, ...named('AWS::ElasticLoadBalancingV2::LoadBalancer'), ...endpoints],
    endpoints,
    actions: services.flatMap((each) => CALLS[each] ?? []),
    resourcesCalled: [...buckets, ...services.map((each) => (RESOURCES[each] ?? '').replace('REGION', region))],
    policies,
    callers: Object.keys(principalsOf(configuration)),
    unknownPolicies: unknown,
    callersFault: callers.fault,
  };
}

function faultsOf({ report }: Configuration, first: string): readonly FaultView[] {
  const known = (each: { readonly code: string; readonly message: string }) =>
    report.diagnostics.some(({ code, message }) => code === each.code && message === each.message);
  const all: readonly Diagnostic[] = [
    ...report.diagnostics,
    ...report.rejections.filter((each) => !known(each)).map((each) => ({ ...each, severity: 'error' as const })),
    ...report.advisories.filter((each) => !known(each)).map((each) => ({ ...each, severity: 'warning' as const })),
  ];
  return all.map(({ severity, code, message, span }) => {
    const { start, end } = span ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    return { severity, code, message, file: span?.file ?? first, ...place };
  });
}
