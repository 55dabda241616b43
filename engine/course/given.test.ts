import { describe, expect, test } from 'vitest';
import { worldSchema } from '../world.ts';
import { ENGINE } from './ask.ts';
import { labProbeSchema } from './format/lab-probe.ts';
import type { Check } from './format/lab-schema.ts';
import { askedBy, labInput } from './given.ts';
import { gradeLab } from './grade.ts';
import type { PublicLab } from './lab.ts';
import { TOY, toyLab, toyText } from './toy.ts';

const NETWORK = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16, EnableDnsSupport: true } }
  EpA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  EpB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.2.0/24, AvailabilityZone: us-east-1b } }
  IfSqs:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.sqs, SubnetIds: [!Ref EpA, !Ref EpB] }
`;

const check: Check = {
  id: 'survives',
  title: 'the name survives a zone',
  probe: labProbeSchema.parse({
    kind: 'dns',
    from: { host: 'app-a' },
    name: { fromFile: 'answers.json', pointer: '/survive~1Loss' },
  }),
  expect: { dns: { status: 'NOERROR' } },
  feedback: [{ when: { error: { code: 'NAME_NOT_GIVEN' } }, text: 'No name yet.' }, { text: 'Not that name.' }],
};

const lab: PublicLab = {
  ...toyLab({ checks: [check], rejected: [] }),
  world: worldSchema.parse({
    hosts: { 'app-a': { subnet: 'EpA', securityGroups: [] } },
    physicalIds: { IfSqs: 'vpce-0ab1' },
  }),
  files: [
    { path: 'answers.json', start: '{}', holds: 'answers' },
    { path: 'network.yaml', start: NETWORK, fixed: true },
  ],
};

const answered = (text: string, more: readonly { readonly path: string; readonly text: string }[] = []) =>
  gradeLab(lab, [{ path: 'answers.json', text }, ...more], '', ENGINE);

describe('a name that the submission gives', () => {
  test('may be where the traffic of a bill goes', () => {
    const endpointName = { fromFile: 'answers.json', pointer: '/name' };
    const flow = {
      from: { host: 'app-a' },
      action: 'sqs:SendMessage',
      resource: 'arn:aws:sqs:us-east-1:111122223333:q',
      gbPerMonth: 5,
    };
    const probe = labProbeSchema.parse({ kind: 'cost', traffic: [{ ...flow, endpointName }] });
    expect(askedBy({ ...check, probe }, [{ path: 'answers.json', text: '{"name": "sqs.example"}' }])).toEqual({
      probes: [{ id: 'survives', kind: 'cost', traffic: [{ ...flow, endpointName: 'sqs.example' }] }],
    });
    expect(askedBy({ ...check, probe }, [])).toMatchObject({ error: { code: 'NAME_NOT_GIVEN' } });
  });

  test('is asked for as it stands in the file, and judged by what it answers', () => {
    const [name] = ENGINE.answer(ENGINE.open(labInput(lab, [])), [
      { kind: 'dns', from: { host: 'app-a' }, name: { endpoint: 'IfSqs' } },
    ]);
    expect(name?.dns?.status).toBe('NOERROR');
    const asked = askedBy(check, [{ path: 'answers.json', text: '{"survive/Loss": " sqs.example "}' }]);
    expect(asked).toEqual({ probes: [{ id: 'survives', kind: 'dns', from: { host: 'app-a' }, name: 'sqs.example' }] });
    expect(answered('{"survive/Loss": "no-such-name.example"}')).toMatchObject({
      class: 'failed',
      checks: [{ passed: false, feedback: 'Not that name.' }],
    });
  });

  test.each(['{}', '{"survive/Loss": 5}', '{"survive/Loss": "  "}'])('fails its check alone where it is missing: %s', (text) => {
    expect(answered(text)).toMatchObject({ class: 'failed', checks: [{ passed: false, feedback: 'No name yet.' }] });
  });

  test.each(['', '[]', '{'])('is refused in a file that is not an object of JSON: %j', (text) => {
    const grade = answered(text);
    expect([grade.class, grade.diagnostics.map((each) => each.code)]).toEqual(['rejected', ['ANSWERS_SYNTAX']]);
  });
});

describe('a file that is given', () => {
  test('need not be handed in, and may be handed in as it was', () => {
    expect(answered('{}', [{ path: 'network.yaml', text: NETWORK.replaceAll('\n', '\r\n') }]).class).toBe('failed');
  });

  test('may not be handed in changed', () => {
    const grade = answered('{}', [{ path: 'network.yaml', text: NETWORK.replace('us-east-1b', 'us-east-1c') }]);
    expect(grade).toMatchObject({ class: 'rejected', diagnostics: [{ code: 'LOCKED_PART_CHANGED' }] });
  });
});

describe('a check with several probes', () => {
  const several = toyLab();
  const [reads, ...rest] = several.checks;
  const also = { ...several, checks: [{ ...(reads as Check), also: [{ kind: 'cost' as const }] }, ...rest] };
  const text = (first: string, second: string) => [
    {
      path: 'network.yaml',
      text: toyText({
        answers: { reads: { outcome: first }, 'reads/2': { outcome: second }, dark: { outcome: 'timeout' } },
      }),
    },
  ];

  test('passes when each answers as it should', () =>
    expect(gradeLab(also, text('allowed', 'allowed'), '', TOY)).toMatchObject({ class: 'passed' }));

  test('shows the first that does not, and says which it was', () => {
    const [row] = gradeLab(also, text('allowed', 'timeout'), '', TOY).checks;
    expect(row).toMatchObject({ passed: false, actual: { outcome: 'timeout' }, feedback: 'It hangs.', probe: { id: 'reads/2' } });
  });
});

test('a `when` sees the remarks on the whole configuration', () => {
  const remarked = {
    ...TOY,
    open: (input: Parameters<typeof TOY.open>[0]) => {
      const opened = TOY.open(input);
      return { ...opened, report: { ...opened.report, advisories: [{ code: 'DENY_ONLY', message: 'x' }] } };
    },
  };
  const [reads, ...rest] = toyLab().checks;
  const seen: Check = {
    ...(reads as Check),
    feedback: [{ when: { advisories: [{ code: 'DENY_ONLY' }] }, text: 'Only denies.' }],
  };
  const files = [{ path: 'network.yaml', text: toyText({ answers: { reads: { outcome: 'timeout' } } }) }];
  expect(gradeLab(toyLab({ checks: [seen, ...rest] }), files, '', remarked).checks[0]?.feedback).toBe('Only denies.');
});
