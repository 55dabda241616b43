import { expect, test } from 'vitest';
import { gradeLab } from '../course/grade.ts';
import { toyLab } from '../course/toy.ts';
import { worldSchema } from '../world.ts';
import { openConfiguration } from './open.ts';
import type { Probe } from './probe.ts';
import { answerProbes } from './run.ts';

const vpc = (cidr: string) => `{ Type: AWS::EC2::VPC, Properties: { CidrBlock: ${cidr} } }`;
const subnet = (home: string, cidr: string) => `{ Type: AWS::EC2::Subnet, Properties: { VpcId: ${home}, CidrBlock: ${cidr} } }`;

const LEFT = `Resources:
  Vpc: ${vpc('10.1.0.0/16')}
  App: ${subnet('!Ref Vpc', '10.1.1.0/24')}
Outputs:
  Home: { Value: !Ref Vpc, Export: { Name: home } }
`;
const RIGHT = `Resources:
  Vpc: ${vpc('10.2.0.0/16')}
  Far: ${subnet('!Ref Vpc', '10.2.1.0/24')}
`;
const IMPORTING = `Resources:
  Extra: ${subnet('!ImportValue home', '10.1.2.0/24')}
`;

const world = worldSchema.parse({
  hosts: { app: { subnet: 'left/App', ip: '10.1.1.9' }, far: { subnet: 'Far', ip: '10.2.1.9' } },
});

const open = (texts: Readonly<Record<string, string>>, accounts: Readonly<Record<string, string>> = {}) =>
  openConfiguration({
    files: Object.entries(texts).map(([id, text]) => ({ path: `${id}.yaml`, text })),
    stacks: Object.keys(texts).map((id) => ({
      id,
      path: `${id}.yaml`,
      ...(accounts[id] === undefined ? {} : { account: accounts[id] }),
    })),
    world,
  });

const reach = (from: string, to: string): Probe => ({ kind: 'reachability', from: { host: from }, to: { host: to } });

test('things go by stackId/LogicalId, and by their logical ids alone where one stack has them', () => {
  const configuration = open({ left: LEFT, right: RIGHT });
  expect(configuration.resources.map((each) => each.logicalId)).toEqual(['left/Vpc', 'left/App', 'right/Vpc', 'right/Far']);
  const ids = configuration.resources.map((each) => each.physicalId);
  expect(new Set(ids).size).toBe(ids.length);
  const [answer] = answerProbes(configuration, [reach('app', 'far')]);
  expect(answer).toMatchObject({ forward: 'blocked', blockedBy: { explanationCode: 'NO_ROUTE_TO_DESTINATION' } });
});

test('an export is found by a later stack of the same account and Region, and by no other', () => {
  expect(open({ left: LEFT, more: IMPORTING }).report.diagnostics).toEqual([]);
  const stranger = open({ left: LEFT, more: IMPORTING }, { more: '999988887777' });
  expect(stranger.report.diagnostics.map((each) => each.code)).toContain('UNRESOLVED_IMPORT');
});

test('a refusal names its stack, and a change reaches the stack that it names', () => {
  const clash = { right: { Properties: { CidrBlock: '10.9.0.0/24' } } };
  const probe: Probe = { kind: 'deployment', change: { 'right/Far': clash.right } };
  const [answer] = answerProbes(open({ left: LEFT, right: RIGHT }), [probe]);
  expect(answer).toMatchObject({ deployment: 'rejected', rejections: [{ logicalId: 'right/Far', code: 'InvalidSubnet.Range' }] });
});

test('a stack without its file is said, and one text alone needs no stack', () => {
  const missing = openConfiguration({ files: [], stacks: [{ id: 'left', path: 'left.yaml' }], world });
  expect(missing.report.diagnostics.map((each) => each.code)).toEqual(['MISSING_FILE']);
  const alone = openConfiguration({ files: [{ path: 'left.yaml', text: LEFT }], world });
  expect(alone.resources.map((each) => each.logicalId)).toEqual(['Vpc', 'App']);
});

test('a lab may have a file for each of several stacks', () => {
  const lab = toyLab({
    world,
    files: [
      { path: 'left.yaml', start: LEFT },
      { path: 'right.yaml', start: RIGHT },
    ],
    stacks: [
      { id: 'left', path: 'left.yaml' },
      { id: 'right', path: 'right.yaml', account: '444455556666' },
    ],
    locked: { resources: ['right/Far'] },
    checks: [
      { id: 'apart', title: 'apart', probe: reach('app', 'far'), expect: { forward: 'blocked' }, feedback: [{ text: 'No.' }] },
    ],
  });
  const files = lab.files.map(({ path, start }) => ({ path, text: start }));
  expect(gradeLab(lab, files, 'v1')).toMatchObject({ class: 'passed', score: { passed: 1, of: 1 } });
  const moved = files.map((each) => ({ ...each, text: each.text.replace('10.2.1.0/24', '10.2.3.0/24') }));
  expect(gradeLab(lab, moved, 'v1')).toMatchObject({ class: 'rejected' });
});

test('a change that imports what nobody exports is refused, and one that imports what is there is not', () => {
  const configuration = open({ left: LEFT, right: RIGHT });
  const asked = (name: string): Probe => {
    const VpcId = { 'Fn::ImportValue': name };
    const Type = 'AWS::EC2::Subnet';
    return { kind: 'deployment', change: { 'right/Extra': { Type, Properties: { VpcId, CidrBlock: '10.1.3.0/24' } } } };
  };
  const [nobodys, exported] = answerProbes(configuration, [asked('house'), asked('home')]);
  expect(nobodys?.deployment).toBe('rejected');
  expect(nobodys?.rejections).toMatchObject([{ code: 'ValidationError' }]);
  expect(nobodys?.rejections?.[0]?.message).toMatch(/^No export named house found/);
  expect(exported?.deployment).toBe('accepted');
});

test('what the text itself imports from elsewhere is no fault of a change', () => {
  const configuration = open({ left: LEFT, right: IMPORTING.replace('home', 'elsewhere') });
  const [answer] = answerProbes(configuration, [{ kind: 'deployment', change: { 'left/App': { Properties: { Tags: [] } } } }]);
  expect(answer?.deployment).toBe('accepted');
});
