import { readFileSync } from 'node:fs';
import { expectNoViolations } from './axe.ts';
import { expect, preferPlainText, test, writeText } from './workbook.ts';

test.beforeEach(({ context }) => preferPlainText(context));

const MARKER = 'a-name-that-must-not-leave';
const TEMPLATE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true, Tags: [{ Key: Name, Value: ${MARKER} }] } }
  App: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: nobody, VpcId: !Ref Vpc } }
  Sqs:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-west-1.sqs, PrivateDnsEnabled: true, SubnetIds: [!Ref App], SecurityGroupIds: [!Ref Group] }
  Fn: { Type: AWS::Lambda::Function, Properties: { Role: x } }
`;

test('a network of one’s own: nothing leaves, it is drawn and asked, kept, saved and opened again', async ({ page, server }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(`${server.url}/network`);
  await expect(page.getByText('Nothing is sent anywhere')).toBeVisible();
  await writeText(page, TEMPLATE);
  const read = page.getByRole('region', { name: 'What was read' });
  await expect(read.getByRole('status')).toHaveText('CloudFormation: 5 resources, 4 simulated.');
  await expect(read).toContainText('AWS::Lambda::Function × 1');
  await expect(page.locator('.map-subnet')).toHaveCount(1);
  await page.getByRole('button', { name: 'Words' }).click();
  await expect(page.locator('.figure-body')).toContainText('10.0.1.0/24');

  await page.getByLabel('the destination').fill('Sqs');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.locator('.own-answer .verdict').first()).toHaveText('timed out');
  await expect(page.locator('.own-answer')).toContainText('Group');
  await page.getByRole('button', { name: 'Who reaches Sqs?' }).click();
  await expect(page.getByRole('table', { name: 'Who reaches Sqs' })).toContainText('a machine in App');
  await expect(page.getByRole('region', { name: 'Endpoints and cost' })).toContainText('open: nobody wrote one');
  await expect(page.getByRole('region', { name: 'Endpoints and cost' })).toContainText('a month by the hour');
  // A target that is half scrolled under the bar would count as too small.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectNoViolations(page);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save with its questions' }).click();
  const shared = await (await saving).path();
  const exporting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as Terraform' }).click();
  expect(readFileSync(await (await exporting).path(), 'utf8')).toContain('resource "aws_vpc_endpoint" "sqs"');

  await page.reload();
  await expect(page.locator('.editor textarea')).toHaveValue(TEMPLATE);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.getByRole('button', { name: 'Bring back what was here before' }).click();
  await expect(page.locator('.editor textarea')).toHaveValue(TEMPLATE);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.locator('input[type=file]').first().setInputFiles(shared);
  await expect(page.locator('.editor textarea')).toHaveValue(TEMPLATE);
  await expect(page.getByText('Asked before: 1')).toBeVisible();
  expect(sent.filter((each) => each.includes(MARKER))).toEqual([]);
  expect(sent.every((each) => each.startsWith(server.url) || each.startsWith('blob:'))).toBe(true);
});

test('several files of Terraform are one network; what cannot be read says so and loses nothing', async ({ page, server }) => {
  await page.goto(`${server.url}/network`);
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      file(
        'main.tf',
        'provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_vpc" "v" {\n  cidr_block = var.block\n}\nresource "aws_subnet" "s" {\n  vpc_id = aws_vpc.v.id\n  cidr_block = cidrsubnet(var.block, 8, 1)\n}\n',
      ),
      file('variables.tf', 'variable "block" {\n  default = "10.9.0.0/16"\n}\n'),
      file('picture.png', 'x'),
    ]);
  const status = page.getByRole('region', { name: 'What was read' }).getByRole('status');
  await expect(status).toHaveText('Terraform: 2 resources, 2 simulated.');
  await expect(page.getByText('One file was not taken')).toBeVisible();
  await writeText(page, 'resource "aws_vpc" "v" {\n');
  await expect(status).toContainText('It did not become a network');
  await expect(page.getByRole('list', { name: 'Remarks on the text' })).toBeVisible();
  await page.reload();
  await expect(page.locator('.editor textarea')).toHaveValue('resource "aws_vpc" "v" {\n');
});

test('a lab in Terraform: begun with the same network, judged with each key, graded, and the other language is untouched', async ({
  page,
  server,
}) => {
  const chunks: string[] = [];
  page.on('response', (response) => chunks.push(response.url()));
  await page.goto(`${server.url}/lab/F01`);
  await expect(page.locator('.check').first()).not.toHaveAttribute('data-state', 'unknown');
  await writeText(page, 'Resources: {}\n');
  await expect(page.getByText(/saved/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Terraform', exact: true }).click();
  await expect(page.locator('.editor textarea')).toHaveValue(/resource "aws_vpc" "vpc"/);
  await expect(page.locator('.check[data-state="passed"]').first()).toBeVisible();
  const passed = readFileSync(new URL('../corpus/terraform-labs/F01/passed.tf', import.meta.url), 'utf8');
  await writeText(page, passed);
  await expect(page.locator('.check:not([data-state="passed"])')).toHaveCount(0);
  await page.getByRole('button', { name: /^Submit/ }).click();
  await expect(page.getByText(/Passed|passed/).first()).toBeVisible();
  await page.getByRole('button', { name: 'CloudFormation', exact: true }).click();
  await expect(page.locator('.editor textarea')).toHaveValue('Resources: {}\n');
  await page.reload();
  await page.getByRole('button', { name: 'Terraform', exact: true }).click();
  await expect(page.locator('.editor textarea')).toHaveValue(passed);
});
