import { expect, test } from 'vitest';
import { loadTerraform } from '../index.ts';
import { formatAddress } from '../ip/address.ts';
import type { Loaded } from '../probe/loaded.ts';
import { openConfiguration } from '../probe/open.ts';
import { worldSchema } from '../world.ts';

const COUNT = 150;
const NAMES = Array.from({ length: COUNT }, (_, index) => `Eip${index}`);
const template = (names: readonly string[]) =>
  JSON.stringify({
    Resources: Object.fromEntries(names.map((name) => [name, { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } }])),
    Outputs: Object.fromEntries(names.map((name) => [name, { Value: { 'Fn::GetAtt': [name, 'PublicIp'] } }])),
  });
const opened = (names: readonly string[], world = worldSchema.parse({})) =>
  (openConfiguration({ files: [{ path: 't.json', text: template(names) }], world }) as Loaded).deployed?.stack.draft;
const addressesOf = (draft: ReturnType<typeof opened>) =>
  new Map([...(draft?.elasticAddresses.values() ?? [])].map(({ origin, address }) => [origin.logicalId, address]));

test('no two Elastic IP addresses are one', () => expect(new Set(addressesOf(opened(NAMES)).values()).size).toBe(COUNT));

test('the order of a text decides no address', () =>
  expect(addressesOf(opened(NAMES.toReversed()))).toEqual(addressesOf(opened(NAMES))));

test('nothing gets an address that the world has given away', () => {
  const [first] = addressesOf(opened(['Nat'])).values();
  const ip = formatAddress(first ?? 0);
  const again = addressesOf(opened(['Nat'], worldSchema.parse({ hosts: { laptop: { internet: true, ip } } })));
  expect([...again.values()][0]).not.toBe(first);
});

test('a template reads of an address what it gets, also where two names choose alike', () => {
  const policies = NAMES.map((name): [string, object] => [
    `${name}Bucket`,
    {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Sub': `b-\${${name}.PublicIp}` } },
    },
  ]);
  const text = JSON.stringify({
    Resources: { ...JSON.parse(template(NAMES)).Resources, ...Object.fromEntries(policies) },
  });
  const configuration = openConfiguration({ files: [{ path: 't.json', text }], world: worldSchema.parse({}) }) as Loaded;
  const draft = configuration.deployed?.stack.draft;
  for (const [name, address] of addressesOf(draft))
    expect(draft?.resources.get(`arn:aws:s3:::b-${formatAddress(address)}`)?.logicalId).toBe(`${name}Bucket`);
});

test('Ref of an Elastic IP address is the address, which an association may name', () => {
  const resources = {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    A: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' } },
    Eni: { Type: 'AWS::EC2::NetworkInterface', Properties: { SubnetId: { Ref: 'A' } } },
    Eip: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
    EipOf: { Type: 'AWS::EC2::EIPAssociation', Properties: { EIP: { Ref: 'Eip' }, NetworkInterfaceId: { Ref: 'Eni' } } },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'b-${Eip}-${Eip.PublicIp}' } } },
  };
  const text = JSON.stringify({ Resources: resources });
  const configuration = openConfiguration({ files: [{ path: 't.json', text }], world: worldSchema.parse({}) }) as Loaded;
  const draft = configuration.deployed?.stack.draft;
  const [address = 0] = addressesOf(draft).values();
  const shown = formatAddress(address);
  expect(draft?.resources.get(`arn:aws:s3:::b-${shown}-${shown}`)?.logicalId).toBe('Bucket');
  expect([...(draft?.networkInterfaces.values() ?? [])].map(({ publicAddress }) => publicAddress)).toContain(address);
});

test("Terraform's id of an Elastic IP address is its allocation, and public_ip the address", async () => {
  const text = `
    resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.v.id
      cidr_block = "10.0.1.0/24"
    }
    resource "aws_network_interface" "n" { subnet_id = aws_subnet.a.id }
    resource "aws_eip" "e" {}
    resource "aws_eip_association" "of" {
      public_ip            = aws_eip.e.public_ip
      network_interface_id = aws_network_interface.n.id
    }
    resource "aws_s3_bucket" "b" { bucket = "b-\${aws_eip.e.id}-\${aws_eip.e.public_ip}" }`;
  const world = worldSchema.parse({});
  const opened = openConfiguration({ files: [{ path: 'main.tf', text }], world, terraform: await loadTerraform() }) as Loaded;
  const draft = opened.deployed?.stack.draft;
  const [[allocation, { address }] = ['', { address: 0 }]] = draft?.elasticAddresses ?? [];
  expect(allocation).toMatch(/^eipalloc-/);
  expect(draft?.resources.has(`arn:aws:s3:::b-${allocation}-${formatAddress(address)}`)).toBe(true);
  expect([...(draft?.networkInterfaces.values() ?? [])].map(({ publicAddress }) => publicAddress)).toContain(address);
});
