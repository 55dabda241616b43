import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openConfiguration, worldSchema, writeConfiguration } from '#engine';
import { conformancePairs, labPairs } from './pairs.ts';

const scripts = [...labPairs(), ...conformancePairs().filter((_, index) => index % 40 === 0)].flatMap(({ name, input }) =>
  (writeConfiguration(openConfiguration(input), 'commands')?.files ?? []).map(({ text }) => ({ name, text })),
);

test('a shell reads every script', () => {
  const functions = scripts.map(({ text }, index) => `part${index}() {\n${text}\n}`).join('\n');
  expect(spawnSync('sh', ['-n'], { input: functions, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('every variable is given a value before it is used', () => {
  const faults = scripts.flatMap(({ name, text }) => {
    const known = new Set(['AWS_REGION']);
    return text.split('\n').flatMap((line) => {
      const used = [...line.replaceAll(/\\[\\$"`]/g, '').matchAll(/\$\{?([A-Za-z0-9_]+)(?!\w*[:(])/g)].map(
        ([, variable = '']) => variable,
      );
      const early = line.startsWith('#')
        ? []
        : used.filter((variable) => !known.has(variable) && !line.startsWith(`${variable}=`));
      const made = /^([A-Za-z0-9_]+)=/.exec(line)?.[1];
      if (made !== undefined) known.add(made);
      return early.map((variable) => `${name}: ${variable}`);
    });
  });
  expect(faults).toEqual([]);
});

test('no function of CloudFormation is left in a script', () =>
  expect(scripts.filter(({ text }) => /Fn::|"Ref"|!Ref|!Sub/.test(text)).map(({ name }) => name)).toEqual([]));

test.each([
  [
    'a VPC',
    'Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }',
    /^Vpc=\$\(aws ec2 create-vpc --cidr-block 10\.0\.0\.0\/16 --query Vpc\.VpcId --output text\)$/m,
  ],
  [
    'an address that routes name by its allocation',
    'Eip: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }',
    /^Eip=\$\(aws ec2 allocate-address --domain vpc --query AllocationId --output text\)$/m,
  ],
  [
    'what is not simulated',
    'Fn: { Type: AWS::Lambda::Function, Properties: { Role: x } }',
    /^# Fn is of type AWS::Lambda::Function/m,
  ],
  ['a shell would read a dollar', 'B: { Type: AWS::S3::Bucket, Properties: { BucketName: "a$b`c" } }', /^B="a\\\$b\\`c"$/m],
])('%s', (_what, resource, line) => {
  const text = `Resources:\n  ${resource}\n`;
  const configuration = openConfiguration({ files: [{ path: 't.yaml', text }], world: worldSchema.parse({}) });
  expect(writeConfiguration(configuration, 'commands')?.files[0]?.text).toMatch(line);
});
