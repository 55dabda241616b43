#!/usr/bin/env node
/**
 * Stands for the `aws` command where a script is tested that calls it: it answers from one file (`FAKE_AWS`), which holds what an account describes by
 * `accounts/ID/region/name`, and refuses what is not in it, as `aws` does where a permission is missing. Of the queries it knows the three forms that
 * the script uses.
 */
import { readFileSync } from 'node:fs';

const [service = '', operation = '', ...rest] = process.argv.slice(2);
const optionOf = (name) => rest[rest.indexOf(`--${name}`) + 1];
const has = (name) => rest.includes(`--${name}`);
const account = process.env.FAKE_AWS_ACCOUNT ?? '';
const region = process.env.AWS_REGION ?? '';

const refuse = (message) => {
  process.stderr.write(`\naws: ${message}\n`);
  process.exit(254);
};

/** Services that belong to no Region answer the same in each. */
const everywhere = ['route53', 's3api', 'iam', 'sts'].includes(service);
const home = everywhere ? `accounts/${account}/` : `accounts/${account}/${region}/`;
const responses = Object.entries(JSON.parse(readFileSync(process.env.FAKE_AWS ?? '', 'utf8'))).flatMap(([path, response]) =>
  path.startsWith(home)
    ? [[everywhere ? path.slice(home.length).split('/').slice(1).join('/') : path.slice(home.length), response]]
    : [],
);

/** Operations about one thing: the option that names it, the field of the answer that does, and what else the answer holds. */
const OF_ONE = {
  'describe-vpc-attribute': [
    'vpc-id',
    'VpcId',
    { enableDnsHostnames: 'EnableDnsHostnames', enableDnsSupport: 'EnableDnsSupport' }[optionOf('attribute')],
  ],
  'get-managed-prefix-list-entries': ['prefix-list-id', 'PrefixListId', 'Entries'],
  'search-transit-gateway-routes': ['transit-gateway-route-table-id', 'TransitGatewayRouteTableId', 'Routes'],
  'get-transit-gateway-route-table-associations': [
    'transit-gateway-route-table-id',
    'TransitGatewayRouteTableId',
    'Associations',
  ],
  'describe-load-balancer-attributes': ['load-balancer-arn', 'LoadBalancerArn', 'Attributes'],
  'describe-target-group-attributes': ['target-group-arn', 'TargetGroupArn', 'Attributes'],
  'describe-target-health': ['target-group-arn', 'TargetGroupArn', 'TargetHealthDescriptions'],
  'list-resource-record-sets': ['hosted-zone-id', 'HostedZoneId', 'ResourceRecordSets'],
  'list-resolver-endpoint-ip-addresses': ['resolver-endpoint-id', 'ResolverEndpointId', 'IpAddresses'],
  'get-bucket-policy': ['bucket', 'Bucket', 'Policy'],
};

/** Operations that list what belongs to one thing: the option, the list, and the field of its items. */
const LISTS_OF_ONE = {
  'describe-listeners': ['load-balancer-arn', 'Listeners', 'LoadBalancerArn'],
  'describe-vpc-endpoint-service-permissions': ['service-id', 'AllowedPrincipals', 'ServiceId'],
};

const RENAMED = { 'managed-prefix-lists': 'prefix-lists' };

function answered() {
  if (operation === 'get-caller-identity') return { Account: account };
  const one = OF_ONE[operation];
  if (one !== undefined) {
    const [option, field, key] = one;
    const found = responses.find(([, each]) => each[field] === optionOf(option) && key in each)?.[1];
    // What AWS answers does not say whose it is, except of a VPC's attribute.
    return found === undefined ? undefined : key.startsWith('Enable') ? found : { [key]: found[key] };
  }
  if (operation === 'get-hosted-zone') {
    const id = optionOf('id');
    return responses.find(([, { HostedZone: zone }]) => zone?.Id?.endsWith(`/${id}`))?.[1];
  }
  const list = LISTS_OF_ONE[operation];
  if (list !== undefined) {
    const [option, key, field] = list;
    const items = responses.flatMap(([, each]) => each[key] ?? []);
    return { [key]: items.filter((each) => each[field] === undefined || each[field] === optionOf(option)) };
  }
  const name = operation.replace(/^(describe|list)-/, '');
  return responses.find(([path]) => path === (RENAMED[name] ?? name))?.[1];
}

const fieldOf = (value, path) => path.split('.').reduce((here, key) => here?.[key], value);

function queried(value, query) {
  const object = /^\{(.*)\}$/s.exec(query)?.[1];
  if (object !== undefined)
    return Object.fromEntries(
      [...object.matchAll(/(\w+): (?:'([^']*)'|([\w.]+))/g)].map(([, key, text, path]) => [
        key,
        text ?? fieldOf(value, path) ?? null,
      ]),
    );
  const [, list, test, path] = /^(\w+)\[(.*)\]\.([\w.]+)$/.exec(query) ?? [];
  if (list === undefined) return fieldOf(value, query);
  const [, field, beginning] = /^\?starts_with\((\w+), '(.*)'\)$/.exec(test) ?? [];
  const truth = /^\?([\w.]+)$/.exec(test)?.[1];
  if (test !== '' && field === undefined && truth === undefined) refuse(`the query ${query} is not known here`);
  return (value[list] ?? [])
    .filter((each) =>
      field === undefined ? truth === undefined || fieldOf(each, truth) === true : String(each[field]).startsWith(beginning),
    )
    .map((each) => fieldOf(each, path));
}

if (!/^(sts|ec2|elbv2|route53|route53resolver|s3api|iam)$/.test(service)) refuse(`argument command: Invalid choice: ${service}`);
if (!/^(describe|get|list|search)-/.test(operation)) refuse(`${operation} would write`);
const answer = answered();
if (answer === undefined) refuse(`An error occurred (AccessDenied) when calling the ${operation} operation`);
const shown = has('query') ? queried(answer, optionOf('query')) : answer;
if (optionOf('output') === 'text' && has('output'))
  process.stdout.write(
    `${[shown]
      .flat()
      .map((each) => each ?? 'None')
      .join('\t')}\n`,
  );
else process.stdout.write(`${JSON.stringify(shown, null, 4)}\n`);
