import { expect, test } from 'vitest';
import { worldSchema } from '../../world.ts';
import { ENGINE } from '../ask.ts';
import { questionSchema } from '../format/question-schema.ts';
import { hotspotOf } from '../hotspot.ts';
import { hotspotFaults } from './keys.ts';

const NETWORK = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16 } }
  RtA: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  S3Gw: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref RtA] } }
`;
const configuration = { files: [{ path: 'x.yaml', text: NETWORK }], world: worldSchema.parse({}) };
const at = { file: 'here', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

const codes = (more: object, ids: readonly string[]) => {
  const options = ids.map((id) => ({ id, reason: 'x', source: 'facts:B6' }));
  const written = questionSchema.parse({ id: 'Q', kind: 'hotspot', stem: 'x', configuration: 'one', options, ...more });
  if (written.kind !== 'hotspot') throw new Error('not a hotspot');
  return hotspotFaults(hotspotOf(written, configuration), at, ENGINE).map((fault) => fault.code);
};

test.each<readonly [string, object, readonly string[], readonly string[]]>([
  ['a hotspot that keeps its promises has no fault', { answer: 'RtA' }, ['RtA', 'Vpc', 'S3Gw'], []],
  ['nor has one over every row of a list', { list: 'RtA', answer: 'RtA/2' }, ['RtA', 'RtA/1', 'RtA/2'], []],
  ['every thing is on the drawing', { answer: 'RtA' }, ['RtA', 'Vpc', 'NoSuch'], ['UNKNOWN_THING']],
  ['every row has its reason', { list: 'RtA', answer: 'RtA/2' }, ['RtA', 'RtA/2', 'Vpc'], ['ROW_WITHOUT_REASON']],
  ['a list is a table, a group or an ACL', { list: 'Vpc', answer: 'RtA' }, ['RtA', 'Vpc', 'S3Gw'], ['UNKNOWN_THING']],
  [
    'the engine points at one of the options',
    { probe: { kind: 'reachability', from: { ip: '10.20.1.15' }, to: { ip: '203.0.113.9' } } },
    ['S3Gw', 'Vpc', 'RtA'],
    ['PREDICT_KEY'],
  ],
])('%s', (_law, more, ids, found) => expect(codes(more, ids)).toEqual(found));
