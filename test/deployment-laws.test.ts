import { expect, test } from 'vitest';
import { answerProbes, openConfiguration, worldSchema } from '#engine';

const ref = (name: string) => ({ Ref: name });
const of = (type: string, properties: object) => ({ Type: `AWS::EC2::${type}`, Properties: properties });
const subnet = (octet: number) =>
  of('Subnet', { VpcId: ref('Vpc'), CidrBlock: `10.0.${octet}.0/24`, AvailabilityZone: 'us-east-1a' });

const NETWORK = {
  Vpc: of('VPC', { CidrBlock: '10.0.0.0/16' }),
  Near: subnet(1),
  Far: subnet(2),
  Table: of('RouteTable', { VpcId: ref('Vpc') }),
};

const open = (Resources: object, Conditions: object = {}) =>
  openConfiguration({ files: [{ path: 'x', text: JSON.stringify({ Conditions, Resources }) }], world: worldSchema.parse({}) });

const refused = (Resources: object) => open(Resources).report.rejections.map(({ logicalId, code }) => `${logicalId}: ${code}`);

/** An endpoint to appliances in two subnets, which AWS refuses (facts:D22), and what names it. */
const WRONG = {
  ...NETWORK,
  Fw: of('VPCEndpoint', {
    VpcId: ref('Vpc'),
    VpcEndpointType: 'GatewayLoadBalancer',
    ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0fw00000000000000',
    SubnetIds: [ref('Near'), ref('Far')],
  }),
  ToFw: of('Route', { RouteTableId: ref('Table'), DestinationCidrBlock: '0.0.0.0/0', VpcEndpointId: ref('Fw') }),
};

test('what names a refused thing is not refused for its sake (facts:D22)', () => {
  expect(new Set(refused(WRONG).map((each) => each.split(':')[0]))).toEqual(new Set(['Fw']));
  const machine = of('Instance', { SubnetId: ref('Near') });
  const twin = { ...NETWORK, Near: subnet(2), Machine: machine };
  expect(refused(twin)).toEqual(['Far: InvalidSubnet.Conflict']);
  expect(refused({ ...twin, Machine: of('Instance', { SubnetId: ref('Far') }) })).toEqual(['Far: InvalidSubnet.Conflict']);
});

test('and is refused for its own', () => {
  const both = { ...WRONG, Other: of('Route', { RouteTableId: 'rtb-0123456789abcdef0', DestinationCidrBlock: '0.0.0.0/0' }) };
  expect(refused(both)).toContain('Other: InvalidRouteTableID.NotFound');
});

test('a change of what a condition leaves out is said to have no effect', () => {
  const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const configuration = open({ ...NETWORK, Extra: { ...subnet(3), Condition: 'Never' } }, Conditions);
  const ask = (change: Record<string, unknown>) => answerProbes(configuration, [{ id: 'p', kind: 'deployment', change }])[0];
  const change = { Extra: { Properties: { CidrBlock: '192.168.0.0/24' } } };
  expect(ask(change)).toMatchObject({
    deployment: 'accepted',
    advisories: [{ code: 'CHANGE_WITHOUT_EFFECT', logicalId: 'Extra' }],
  });
  expect(ask({ Near: change.Extra })).toMatchObject({ deployment: 'rejected', advisories: [] });
  expect(ask({ Extra: null })).toMatchObject({ deployment: 'accepted', advisories: [] });
});
