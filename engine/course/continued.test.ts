import { expect, test } from 'vitest';
import { continuedFrom } from './continued.ts';

const VPC = '  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: 10.20.0.0/16 }\n';
const tableNamed = (name: string) => `  ${name}:\n    Type: AWS::EC2::RouteTable\n    Properties: { VpcId: !Ref Vpc }\n`;
const OUTPUTS = 'Outputs:\n  Id: { Value: !Ref Vpc }\n';
const textOf = (...parts: readonly string[]) => ['Resources:\n', ...parts, OUTPUTS].join('');
const TEXT = textOf(VPC, tableNamed('RtA'));
const continued = (text: string, drop: readonly string[]) =>
  continuedFrom({ lab: 'X', faults: [{ path: 'a.yaml', drop, add: tableNamed('RtB') }] }, [
    { path: 'a.yaml', text },
    { path: 'b.yaml', text: TEXT },
  ])?.map((file) => file.text);

test('what is dropped is gone, what is added stands among the resources, and the rest is as its author wrote it', () =>
  expect(continued(TEXT, ['RtA'])).toEqual([textOf(VPC, tableNamed('RtB')), TEXT]));
test('what was never there cannot be dropped, and nothing is said of it', () =>
  expect(continued(TEXT, ['RtZ'])?.[0]).toBe(textOf(VPC, tableNamed('RtA'), tableNamed('RtB'))));
test('a text into which nothing can be put, as one in brackets, is not offered', () =>
  expect(continued('{ "Resources": { "Vpc": { "Type": "AWS::EC2::VPC" } } }', [])).toBeUndefined());
