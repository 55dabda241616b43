import { openConfiguration, openParsed, parseDescribed, worldSchema } from '#engine';
import { best, median, type Rate } from './measure.ts';

/** From text to network, as an editor has it at each keystroke: a template of usual size, the largest that CloudFormation takes, describe output. */
export function inputRates(): readonly Rate[] {
  const world = worldSchema.parse({});
  const open = (text: string) => () => openConfiguration({ files: [{ path: 'network.yaml', text }], world });
  const [usual, large] = [templateOf(38), templateOf(480)];
  const described = describeOutput(1000);
  return [
    {
      name: `text to network, ${linesIn(usual)} lines of CloudFormation (median)`,
      value: median(open(usual)),
      unit: 'ms',
      target: 8,
    },
    {
      name: `text to network, ${linesIn(large)} lines of CloudFormation (best)`,
      value: best(open(large), 8),
      unit: 'ms',
      target: 1000,
    },
    {
      name: `text to network, ${linesIn(described)} lines of describe output (best)`,
      value: best(() => openParsed(parseDescribed({ files: [{ path: 'all.json', text: described }], world })), 8),
      unit: 'ms',
    },
  ];
}

const linesIn = (text: string): number => text.split('\n').length - 1;

/** A VPC with `count` groups that name each other in a row, twelve lines each. */
function templateOf(count: number): string {
  const head =
    'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n      EnableDnsHostnames: true\n';
  const groups = Array.from({ length: count }, (_, index) => {
    const peer = index === 0 ? 'CidrIp: 10.0.0.0/16' : `SourceSecurityGroupId: !Ref Group${index - 1}`;
    return [
      `  Group${index}:`,
      '    Type: AWS::EC2::SecurityGroup',
      '    Properties:',
      `      GroupDescription: !Sub "\${AWS::StackName} group ${index}"`,
      '      VpcId: !Ref Vpc',
      '      SecurityGroupIngress:',
      '        - IpProtocol: tcp',
      '          FromPort: 443',
      '          ToPort: 443',
      `          ${peer}`,
      '      Tags:',
      `        - { Key: Name, Value: !Sub "\${Vpc}-${index}" }`,
    ].join('\n');
  });
  return `${head}${groups.join('\n')}\n`;
}

/** A VPC with `count` groups, as `aws ec2 describe-security-groups` prints them. */
function describeOutput(count: number): string {
  const SecurityGroups = Array.from({ length: count }, (_, index) => ({
    GroupId: `sg-0${index}`,
    VpcId: 'vpc-0a',
    GroupName: `group-${index}`,
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/16' }] }],
    IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  }));
  const Vpcs = [{ VpcId: 'vpc-0a', CidrBlock: '10.0.0.0/16', OwnerId: '111122223333' }];
  return `${JSON.stringify([{ Vpcs }, { SecurityGroups }], null, 2)}\n`;
}
