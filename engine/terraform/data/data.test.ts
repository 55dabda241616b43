import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { toJson } from '../../template/tree.ts';
import { toyConfiguration, toyValue } from '../toy.ts';
import { DATA_TYPES, isAnswered } from './index.ts';
import { DATA_WORDS } from './words.ts';

/** What an attribute of a data source gives. */
const found = (type: string, args: string, path: string, world: object = {}): Json => {
  const { outputs } = toyConfiguration(`data "${type}" "d" {\n${args}\n}\noutput "o" { value = data.${type}.d.${path} }`, {
    world,
  });
  return outputs[0] === undefined ? null : toJson(outputs[0].value, () => '?');
};

test.each<[type: string, args: string, path: string, value: Json]>([
  ['aws_region', '', 'name', 'us-east-1'],
  ['aws_region', '', 'region', 'us-east-1'],
  ['aws_caller_identity', '', 'account_id', '111122223333'],
  ['aws_partition', '', 'partition', 'aws'],
  ['aws_partition', '', 'dns_suffix', 'amazonaws.com'],
  ['aws_availability_zones', '', 'names[1]', 'us-east-1b'],
  ['aws_availability_zones', 'state = "available"', 'zone_ids[0]', 'use1-az1'],
  ['aws_availability_zones', 'exclude_names = ["us-east-1a"]', 'names[0]', 'us-east-1b'],
  ['aws_availability_zones', 'filter {\nname = "opt-in-status"\nvalues = ["opt-in-not-required"]\n}', 'names[0]', 'us-east-1a'],
  ['aws_availability_zones', 'filter {\nname = "zone-type"\nvalues = ["local-zone"]\n}', 'names', []],
  ['aws_availability_zone', 'name = "us-east-1c"', 'zone_id', 'use1-az3'],
  ['aws_vpc_endpoint_service', 'service = "sqs"', 'service_name', 'com.amazonaws.us-east-1.sqs'],
  ['aws_vpc_endpoint_service', 'service = "dynamodb"\nservice_type = "Gateway"', 'service_type', 'Gateway'],
  ['aws_vpc_endpoint_service', 'service = "ecr.api"', 'private_dns_name', 'api.ecr.us-east-1.amazonaws.com'],
  ['aws_vpc_endpoint_service', 'service_name = "com.amazonaws.us-east-1.sqs"', 'acceptance_required', false],
  ['aws_vpc_endpoint_service', 'service_name = "com.amazonaws.vpce.us-east-1.vpce-svc-2"', 'owner', '?'],
  [
    'aws_vpc_endpoint_service',
    'service = "s3"\nfilter {\nname = "service-type"\nvalues = ["Gateway"]\n}',
    'service_type',
    'Gateway',
  ],
  ['aws_prefix_list', 'name = "com.amazonaws.us-east-1.s3"', 'id', 'pl-63a5400a'],
  ['aws_prefix_list', 'filter {\nname = "prefix-list-name"\nvalues = ["com.amazonaws.us-east-1.s3"]\n}', 'id', 'pl-63a5400a'],
  ['aws_ec2_managed_prefix_list', 'name = "com.amazonaws.us-east-1.s3"', 'entries[0].cidr', '52.216.0.0/15'],
  ['aws_ec2_managed_prefix_list', 'id = "pl-02cd2c6b"', 'name', 'com.amazonaws.us-east-1.dynamodb'],
  ['aws_service_principal', 'service_name = "s3"', 'name', 's3.amazonaws.com'],
  ['aws_ssm_parameter', 'name = "/my/secret"', 'value', '?'],
  ['aws_vpc', 'default = true', 'cidr_block', '172.31.0.0/16'],
  ['aws_vpc', 'tags = { Name = "shared" }', 'cidr_block', '172.31.0.0/16'],
  ['aws_vpc', 'id = "vpc-0123456789abcdef0"', 'cidr_block', '?'],
  ['aws_subnet', 'availability_zone = "us-east-1b"\ndefault_for_az = true', 'cidr_block', '172.31.16.0/20'],
  ['aws_security_group', 'name = "default"', 'name', 'default'],
  ['aws_security_group', 'name = "web"', 'id', '?'],
  ['aws_route_tables', '', 'ids[1]', '?'],
])('%s { %s }.%s', (type, args, path, value) => expect(found(type, args, path)).toEqual(value));

test('the world answers before the catalogue does', () => {
  const world = {
    zoneIds: { '111122223333': { 'us-east-1a': 'use1-az4' } },
    prefixLists: { 'com.amazonaws.us-east-1.s3': { id: 'pl-1', cidrs: ['1.2.3.0/24'] } },
    endpointServices: { 'com.amazonaws.vpce.us-east-1.vpce-svc-1': { account: '222233334444', acceptanceRequired: true } },
    organizations: { 'o-1': ['111122223333'] },
  };
  expect(found('aws_availability_zones', '', 'zone_ids[0]', world)).toBe('use1-az4');
  expect(found('aws_prefix_list', 'name = "com.amazonaws.us-east-1.s3"', 'cidr_blocks', world)).toEqual(['1.2.3.0/24']);
  expect(found('aws_vpc_endpoint_service', 'service_name = "com.amazonaws.vpce.us-east-1.vpce-svc-1"', 'owner', world)).toBe(
    '222233334444',
  );
  expect(found('aws_organizations_organization', '', 'id', world)).toBe('o-1');
});

test('an image is taken to be there, always the same one for the same words', () => {
  const id = (name: string) =>
    found('aws_ami', `most_recent = true\nowners = ["amazon"]\nfilter {\nname = "name"\nvalues = ["${name}"]\n}`, 'id');
  expect(id('al2023-*')).toMatch(/^ami-[0-9a-f]{17}$/);
  expect(id('al2023-*')).toBe(id('al2023-*'));
  expect(id('al2023-*')).not.toBe(id('ubuntu-*'));
});

test('two services of one name are said to be two', () =>
  expect(
    toyValue('data.aws_vpc_endpoint_service.s.service_name', 'data "aws_vpc_endpoint_service" "s" { service = "s3" }').codes,
  ).toEqual(['DATA_AMBIGUOUS']));

describe('a policy document', () => {
  const policy = (body: string, more = '') => {
    const { value, codes } = toyValue(
      'jsondecode(data.aws_iam_policy_document.p.json)',
      `data "aws_iam_policy_document" "p" {\n${body}\n}\n${more}`,
    );
    return { value, codes };
  };

  test('is the JSON that the provider writes', () =>
    expect(
      policy(`version = "2012-10-17"
statement {
  sid       = "Own"
  actions   = ["s3:GetObject", "s3:PutObject"]
  resources = ["arn:aws:s3:::x/&{aws:username}/*"]
  principals {
    type        = "AWS"
    identifiers = ["arn:aws:iam::111122223333:root"]
  }
  principals {
    type        = "Service"
    identifiers = ["a.amazonaws.com", "b.amazonaws.com"]
  }
  condition {
    test     = "StringEquals"
    variable = "aws:SourceVpce"
    values   = ["vpce-1"]
  }
  condition {
    test     = "StringEquals"
    variable = "aws:PrincipalOrgID"
    values   = ["o-1", "o-2"]
  }
}
statement {
  effect      = "Deny"
  not_actions = ["s3:*"]
  resources   = ["*"]
  not_principals {
    type        = "*"
    identifiers = ["*"]
  }
}`),
    ).toEqual({
      codes: [],
      value: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Own',
            Effect: 'Allow',
            Action: ['s3:PutObject', 's3:GetObject'],
            Resource: 'arn:aws:s3:::x/${aws:username}/*',
            Principal: { AWS: 'arn:aws:iam::111122223333:root', Service: ['b.amazonaws.com', 'a.amazonaws.com'] },
            Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1', 'aws:PrincipalOrgID': ['o-1', 'o-2'] } },
          },
          { Effect: 'Deny', NotAction: 's3:*', Resource: '*', NotPrincipal: '*' },
        ],
      },
    }));

  test('takes statements of sources, and overrides replace those of their sid', () => {
    const statement = (sid: string, action: string) =>
      `statement {\nsid = "${sid}"\nactions = ["${action}"]\nresources = ["*"]\n}`;
    const other = (name: string, sid: string, action: string) =>
      `data "aws_iam_policy_document" "${name}" {\n${statement(sid, action)}\n}\n`;
    const { value } = policy(
      `source_policy_documents = [data.aws_iam_policy_document.a.json]
override_policy_documents = [data.aws_iam_policy_document.b.json, data.aws_iam_policy_document.c.json]
${statement('Own', 's3:GetObject')}`,
      other('a', 'First', 's3:A') + other('b', 'Own', 's3:B') + other('c', 'Last', 's3:C'),
    );
    expect(value).toMatchObject({
      Statement: [
        { Sid: 'First', Action: 's3:A' },
        { Sid: 'Own', Action: 's3:B' },
        { Sid: 'Last', Action: 's3:C' },
      ],
    });
  });

  test('is unknown where something in it is, and a text of a source that is no JSON is an error', () => {
    expect(policy('statement {\nactions = ["s3:*"]\nresources = [aws_x.a.other]\n}', 'resource "aws_x" "a" {}').value).toEqual({
      unknown: true,
    });
    expect(policy('source_policy_documents = ["{"]').codes).toEqual(['INVALID_POLICY']);
  });
});

test('each data source that is answered has its words, and no other has', () => {
  const answered = Object.keys(DATA_WORDS).filter(isAnswered);
  expect(answered).toEqual(Object.keys(DATA_WORDS));
  expect(answered).toHaveLength(DATA_TYPES.length);
});
