import { describe, expect, test } from 'vitest';
import { openConfiguration } from '../probe/open.ts';
import { listOf } from '../probe/rows.ts';
import { worldSchema } from '../world.ts';
import { questionSchema } from './format/question-schema.ts';
import { hotspotOf, thingsIn } from './hotspot.ts';
import { keyOf, markAnswer } from './mark.ts';
import { publicQuestionOf } from './question.ts';

const NETWORK = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16 } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref RtA } }
  S3Gw: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref RtA] } }
  SgApp:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: x
      VpcId: !Ref Vpc
      SecurityGroupIngress: [ { IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: !GetAtt SgOps.GroupId } ]
      SecurityGroupEgress: [ { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 } ]
  SgOps: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x, VpcId: !Ref Vpc } }
  AclA: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  Entry: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref AclA, RuleNumber: 90, Protocol: 6, RuleAction: deny, CidrBlock: 10.0.0.0/8, PortRange: { From: 22, To: 22 } } }
`;
const configuration = {
  files: [{ path: 'x.yaml', text: NETWORK }],
  world: worldSchema.parse({ hosts: { 'app-a': { subnet: 'AppA', securityGroups: ['SgApp'], ip: '10.20.1.15' } } }),
};
const option = (id: string) => ({ id, reason: `secret reason of ${id}`, source: 'facts:B6' });
const question = (more: object, ids: readonly string[]) => {
  const written = questionSchema.parse({
    ...{ id: 'Q', kind: 'hotspot', stem: 'Point.', configuration: 'one', options: ids.map(option) },
    ...more,
  });
  if (written.kind !== 'hotspot') throw new Error('not a hotspot');
  return hotspotOf(written, configuration);
};
const out = { kind: 'reachability', from: { host: 'app-a' }, to: { ip: '203.0.113.9' }, destinationPort: 443 };
const toS3 = { ...out, to: { ip: '52.216.14.9' } };

describe('the lines of a thing', () => {
  const opened = openConfiguration(configuration);
  test.each([
    ['a route table, the line included that an endpoint writes', 'RtA', ['10.20.0.0/16 local', 'pl-63a5400a S3Gw']],
    ['a group, both sides', 'SgApp', ['ingress tcp 22 SgOps', 'egress tcp 443 0.0.0.0/0']],
    ['an ACL, by rule number', 'AclA', ['ingress 90 tcp 22 10.0.0.0/8 deny']],
  ])('are those of %s', (_what, name, rows) => {
    expect(listOf(opened, name)?.rows.map((row) => row.cells.join(' '))).toEqual(rows);
  });
  test('are none for anything else', () => expect(listOf(opened, 'AppA')).toBeUndefined());
});

describe('the key of a hotspot', () => {
  test.each<readonly [string, object, readonly string[], readonly string[]]>([
    ['is the thing that was written down', { answer: 'S3Gw' }, ['RtA', 'S3Gw', 'AppA'], ['S3Gw']],
    ['is the first thing that stops the packet', { probe: out }, ['RtA', 'S3Gw', 'AppA'], ['RtA']],
    ['is the line that takes it', { list: 'RtA', component: 'route', probe: toS3 }, ['RtA/1', 'RtA/2', 'RtA'], ['RtA/2']],
    [
      'is the side of a group none of whose rules admits the packet',
      { list: 'SgApp', probe: { ...out, to: { ip: '10.20.1.99' }, destinationPort: 80 } },
      ['SgApp/egress', 'SgApp/ingress', 'SgApp'],
      ['SgApp/egress'],
    ],
    ['is nothing where no line takes it', { list: 'RtA', component: 'route', probe: out }, ['RtA/1', 'RtA/2', 'RtA'], []],
  ])('%s', (_law, more, ids, correct) => expect(keyOf(question(more, ids))).toMatchObject({ kind: 'options', correct }));
});

test('a thing that is pointed at is marked with its reason, and one that is not among the choices is wrong', () => {
  const asked = question({ probe: out }, ['RtA', 'S3Gw', 'AppA']);
  expect(markAnswer(asked, { chosen: ['RtA'] })).toMatchObject({ correct: true, credit: 1 });
  expect(markAnswer(asked, { chosen: ['S3Gw'] })).toMatchObject({ correct: false, credit: 0 });
  expect(markAnswer(asked, { chosen: ['no-such'] }).correct).toBe(false);
  expect(markAnswer(asked, { chosen: ['RtA', 'S3Gw'] }).correct).toBe(false);
});

test('before the answer a hotspot shows its things by name, in an order that tells nothing, and neither key nor reason', () => {
  const shown = publicQuestionOf(question({ answer: 'S3Gw' }, ['S3Gw', 'RtA', 'app-a']), 'seed');
  expect(shown).toMatchObject({
    options: [
      { id: 'RtA', text: '`RtA`, route table' },
      { id: 'S3Gw', text: '`S3Gw`, VPC endpoint' },
      { id: 'app-a', text: '`app-a`, host' },
    ],
  });
  expect(JSON.stringify(shown)).not.toMatch(/secret|"answer"/);
  const rows = publicQuestionOf(question({ list: 'RtA', answer: 'RtA/2' }, ['RtA/2', 'RtA', 'RtA/1']), 'seed');
  expect(rows).toMatchObject({ options: [{ id: 'RtA/1' }, { id: 'RtA/2' }, { id: 'RtA' }], list: { of: 'RtA' } });
});

test('what may be pointed at are things, hosts, lines, and a list as a whole', () => {
  const things = thingsIn(
    question({ list: 'SgApp', answer: 'SgApp/ingress' }, ['SgApp/ingress', 'SgApp/ingress/1', 'SgApp/egress/1']),
  );
  expect(['Vpc', 'app-a', 'SgApp/ingress', 'SgApp/ingress/1', 'SgApp/egress/1', 'SgApp'].every((id) => things.has(id))).toBe(
    true,
  );
  expect(things.has('SgApp/egress/2')).toBe(false);
});

test.each([
  ['neither key nor probe', {}],
  ['both', { answer: 'RtA', probe: out }],
  ['a key that is no option', { answer: 'Vpc' }],
  ['a line of no list', { probe: out, component: 'route' }],
])('a hotspot with %s is refused', (_what, more) => expect(() => question(more, ['RtA', 'S3Gw', 'AppA'])).toThrow());
