import { expect, test } from 'vitest';
import { worldSchema } from '../world.ts';
import type { Decision } from './lab.ts';
import { keyOf } from './mark.ts';
import { toyLab } from './toy.ts';
import { decisionQuestion, drawnDecisions } from './viva.ts';

const START = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16 } }
  AppA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref RtA } }
`;
const GATEWAY = `${START}  S3Gw: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref RtA] } }
`;
const lab = toyLab({
  files: [{ path: 'network.yaml', start: START }],
  world: worldSchema.parse({ hosts: { 'app-a': { subnet: 'AppA', securityGroups: [] } } }),
});
const decision = (id: string): Decision => ({
  id,
  question: 'What happens?',
  probe: { kind: 'reachability', from: { host: 'app-a' }, to: { ip: '52.216.14.9' }, destinationPort: 443 },
  options: [
    { id: 'a', text: 'It arrives', answer: { outcome: 'allowed' }, reason: 'x' },
    { id: 'b', text: 'It does not', answer: { outcome: 'timeout' }, reason: 'y' },
  ],
});
const rightOn = (text: string) => {
  const question = decisionQuestion(lab, decision('d'), [{ path: 'network.yaml', text }]);
  const key = question === undefined ? undefined : keyOf(question);
  return key?.kind === 'options' ? key.correct : undefined;
};

test('the key of a decision is what the engine says of the network that is defended', () => {
  expect(rightOn(GATEWAY)).toEqual(['a']);
  expect(rightOn(START)).toEqual(['b']);
});

test('one network has one draw, without a decision twice, and another network may have another', () => {
  const all = Array.from('abcdefgh', decision);
  const draw = (seed: string) => drawnDecisions(all, 4, seed).map(({ id }) => id);
  expect(draw('x')).toEqual(draw('x'));
  expect(new Set(draw('x')).size).toBe(4);
  expect(new Set(Array.from('abcdefghijkl', (seed) => draw(seed).join())).size).toBeGreaterThan(1);
});
