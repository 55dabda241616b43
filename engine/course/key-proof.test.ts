import { expect, test } from 'vitest';
import type { ConfigurationInput } from '../probe/configuration.ts';
import { worldSchema } from '../world.ts';
import { ask, ENGINE } from './ask.ts';
import { questionSchema } from './format/question-schema.ts';
import { keyProofFaults, keyProofOf } from './key-proof.ts';
import { publicQuestionOf } from './question.ts';

const network = (tables: string) => `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16 } }
  SubA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  AssocA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref SubA, RouteTableId: !Ref RtA } }
  S3Gw: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [${tables}] } }
`;
const world = worldSchema.parse({ hosts: { 'app-a': { subnet: 'SubA', ip: '10.20.1.10' } } });
const BY_NAME: Readonly<Record<string, ConfigurationInput>> = {
  routed: { files: [{ path: 'x.yaml', text: network('!Ref RtA') }], world },
  unrouted: { files: [{ path: 'x.yaml', text: network('') }], world },
};

const toS3 = { kind: 'reachability', from: { host: 'app-a' }, to: { name: 's3.us-east-1.amazonaws.com' }, destinationPort: 443 };
const name = { kind: 'dns', from: { host: 'app-a' }, name: 's3.us-east-1.amazonaws.com' };
const price = (gbPerMonth: number) => ({
  kind: 'cost',
  traffic: [{ from: { host: 'app-a' }, to: { ip: '10.20.1.20' }, gbPerMonth }],
});
const delivered = { forward: 'delivered' };

const read = (written: object) => {
  const question = questionSchema.parse({ id: 'Q', stem: 'x', facts: ['B6'], ...written });
  if (question.kind === 'predict' || question.kind === 'hotspot') throw new Error('has no written key');
  const keyProof = keyProofOf(question, (ref) => (typeof ref === 'string' ? BY_NAME[ref] : undefined));
  return keyProof === undefined ? question : { ...question, keyProof };
};
const faults = (written: object) => keyProofFaults(read(written), (configuration, probe) => ask(ENGINE, configuration, probe));

const single = (a: object, b: object, shared: object = { probe: toS3, expect: delivered }) => ({
  kind: 'single',
  proof: shared,
  options: [
    { id: 'a', text: 'A', reason: 'r', correct: true, proof: a },
    { id: 'b', text: 'B', reason: 'r', proof: b },
  ],
});
const order = (...items: readonly object[]) => ({
  kind: 'order',
  proof: { configuration: 'routed', probe: toS3 },
  items: items.map((proof, index) => ({ id: `i${index}`, text: 'x', reason: 'r', proof })),
});
const match = (routed: object, unrouted: object) => ({
  kind: 'match',
  proof: { probe: toS3 },
  left: [
    { id: 'l1', text: 'x', proof: { configuration: 'routed' } },
    { id: 'l2', text: 'y', proof: { configuration: 'unrouted' } },
  ],
  right: [
    { id: 'r1', text: 'x', proof: { expect: routed } },
    { id: 'r2', text: 'y', proof: { expect: unrouted } },
  ],
  pairs: { l1: 'r1', l2: 'r2' },
  reasons: { l1: 'r', l2: 'r' },
});
const fillIn = (accepted: string, proof: object, near: readonly string[] = []) => ({
  kind: 'fill-in',
  accepted: [accepted],
  reason: 'r',
  nearMisses: near.map((when) => ({ when, reason: 'r' })),
  proof: { configuration: 'routed', ...proof },
});
const asked = { probe: { ...name, name: '{{answer}}' }, expect: { dns: { status: 'NOERROR' } } };

test.each<readonly [string, object]>([
  ['the option that does what is asked is the right one', single({ configuration: 'routed' }, { configuration: 'unrouted' })],
  [
    'the sentence that is true is the right one',
    single({ expect: delivered }, { expect: { forward: 'blocked' } }, { configuration: 'routed', probe: toS3 }),
  ],
  [
    'hops stand in the order of the way',
    order({ hop: { kind: 'dns' } }, { hop: { kind: 'route-table' } }, { hop: { kind: 'vpc-endpoint' } }),
  ],
  ['each thing meets its partner alone', match(delivered, { forward: 'blocked' })],
  ['what the engine answers is accepted', fillIn('NOERROR.', { probe: name, read: '/dns/status' })],
  [
    'what does it is accepted, and a near miss does not',
    fillIn('s3.us-east-1.amazonaws.com', asked, ['s4.us-east-1.amazonaws.com']),
  ],
])('a proof holds where %s', (_law, written) => expect(faults(written)).toEqual([]));

test.each<readonly [string, object, readonly string[]]>([
  ['the wrong option', single({ configuration: 'unrouted' }, { configuration: 'unrouted' }), ['a says']],
  ['an option that is right too', single({ configuration: 'routed' }, { configuration: 'routed' }), ['b says']],
  ['an option without a scenario', single({ configuration: 'routed' }, {}), ['b: its proof has no configuration']],
  ['hops the other way round', order({ hop: { kind: 'vpc-endpoint' } }, { hop: { kind: 'route-table' } }), ['i1 comes at']],
  ['a hop that is not on the way', order({ hop: { kind: 'nat-gateway' } }, { hop: { kind: 'route-table' } }), ['i0: the engine']],
  ['a thing that meets both', match(delivered, { forward: { not: 'x' } }), ['l1 meets r1 and r2']],
  [
    'another text than the engine answers',
    fillIn('NXDOMAIN', { probe: name, read: '/dns/status' }),
    ['the engine answers NOERROR'],
  ],
  [
    'a near miss that does it',
    fillIn('s3.us-east-1.amazonaws.com', asked, ['s3.amazonaws.com']),
    ['s3.amazonaws.com is a near miss'],
  ],
])('a proof is refused for %s', (_law, written, found) => {
  const said = faults(written);
  expect(said).toHaveLength(found.length);
  for (const [index, begin] of found.entries()) expect(said[index]).toContain(begin);
});

test('numbers rise in the order of the items, or fall where the question says so', () => {
  const items = [1, 5].map((gb) => ({ probe: price(gb * 1000), read: '/monthlyTraffic/0/gbPerMonth' }));
  expect(faults(order(...items))).toEqual([]);
  expect(faults(order(...items.toReversed()))).toHaveLength(1);
  const falling = order(...items.toReversed());
  expect(faults({ ...falling, proof: { ...falling.proof, descending: true } })).toEqual([]);
});

test('a question without a proof has nothing against it', () =>
  expect(
    faults({
      ...single({}, {}),
      options: [
        { id: 'a', text: 'A', reason: 'r', correct: true },
        { id: 'b', text: 'B', reason: 'r' },
      ],
      proof: undefined,
    }),
  ).toEqual([]));

test('nothing of a proof is shown before the answer', () => {
  const shown = JSON.stringify(
    publicQuestionOf(read(single({ configuration: 'routed' }, { configuration: 'unrouted' })), 'seed'),
  );
  expect(shown).not.toMatch(/proof|expect|delivered|routed/i);
});
