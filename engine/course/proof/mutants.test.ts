import { describe, expect, test } from 'vitest';
import { worldSchema } from '../../world.ts';
import { ENGINE } from '../ask.ts';
import type { CourseLab } from '../course.ts';
import { toyLab } from '../toy.ts';
import { mutantFaults, mutantsOf } from './mutants.ts';

const at = () => ({ file: 'here', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
const START = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16 } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  RtB: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref RtA } }
`;
const SOLUTION = `${START}  S3Gw:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcEndpointType: Gateway, VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref RtA, !Ref RtB], Tags: [{ Key: a, Value: b }] }
`;
const solution = { file: 'solutions/a.yaml', title: 'A', tradeOff: 'x', files: [{ path: 'network.yaml', text: SOLUTION }] };

const lab = (equivalent?: readonly { readonly at: string; readonly reason: string }[]): CourseLab => ({
  ...toyLab({
    files: [{ path: 'network.yaml', start: START }],
    rejected: [],
    world: worldSchema.parse({ hosts: { 'app-a': { subnet: 'AppA', securityGroups: [] } } }),
    checks: [
      {
        id: 'reads',
        title: 'reads',
        probe: { kind: 'reachability', from: { host: 'app-a' }, to: { ip: '52.216.14.9' }, destinationPort: 443 },
        expect: { via: [{ kind: 'vpc-endpoint' }] },
        feedback: [{ text: 'x' }],
      },
    ],
  }),
  concepts: [],
  seeds: [],
  folder: 'x',
  at,
  secrets: {
    ...{ hints: { look: '', principle: '', next: '', worked: '' }, solutions: [solution], wrong: [] },
    ...(equivalent === undefined ? {} : { equivalent }),
  },
});
const found = (it: CourseLab, all = true) =>
  mutantFaults(it, ENGINE, all).flatMap(({ code, message }) => (code === 'FEW_MUTANTS' ? [] : [`${code} ${message}`]));

describe('a mutant', () => {
  const mutants = mutantsOf(lab(), solution).map((each) => `${each.at} ${each.change}`);
  test('changes one thing that the learner added, and nothing that the start holds', () => {
    expect(mutants).toContain('S3Gw dropped');
    expect(mutants).toContain('S3Gw.RouteTableIds[0] dropped');
    expect(mutants).toContain('S3Gw.RouteTableIds[0] → !Ref RtB');
    expect(mutants.filter((each) => !each.startsWith('S3Gw'))).toEqual([]);
  });
  test('leaves names, and what AWS takes where nothing is written', () =>
    expect(mutants.filter((each) => /Tags|VpcEndpointType dropped/.test(each))).toEqual([]));
});

describe('a mutant that still passes', () => {
  test('is a fault, at its place', () =>
    expect(found(lab()).map((each) => /passes with (\S+ [^\s:]+)/.exec(each)?.[1])).toEqual([
      'S3Gw.RouteTableIds[1] dropped',
      'S3Gw.RouteTableIds[1] →',
    ]));
  test('is none where it is listed with its reason', () =>
    expect(found(lab([{ at: 'S3Gw.RouteTableIds[1]', reason: 'x' }]))).toEqual([]));
  test('is none below a place that is listed, with a star for a name or an item', () => {
    expect(found(lab([{ at: '*.RouteTableIds[*]', reason: 'x' }]))).toEqual([]);
    expect(found(lab([{ at: 'S3Gw.Route', reason: 'x' }])).length).toBe(3);
  });
  test('an entry that nothing needs is a fault', () =>
    expect(
      found(
        lab([
          { at: 'S3Gw', reason: 'x' },
          { at: 'RtA', reason: 'y' },
        ]),
      ).join(),
    ).toMatch(/^EQUIVALENT_UNUSED.*RtA/));
});

test('without being asked for all, only a lab that says what is equivalent is held to it', () => {
  expect(found(lab(), false)).toEqual([]);
  expect(found(lab([]), false).length).toBeGreaterThan(0);
});
