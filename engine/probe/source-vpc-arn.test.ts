import { expect, test } from 'vitest';
import { worldSchema } from '../world.ts';
import { openConfiguration } from './open.ts';
import { answerProbes } from './run.ts';

const TEMPLATE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.20.0.0/16, EnableDnsHostnames: true } }
  Sub: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.20.1.0/24, AvailabilityZone: us-east-1a } }
  Sg:
    Type: AWS::EC2::SecurityGroup
    Properties: { VpcId: !Ref Vpc, GroupDescription: https, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.20.0.0/16 }] }
  IfS3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.s3
      ServiceRegion: eu-west-1
      SubnetIds: [!Ref Sub]
      SecurityGroupIds: [!Ref Sg]
      PrivateDnsEnabled: true
      DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers }
`;

const outcomeWhereOnly = (vpcs: string) => {
  const world = worldSchema.parse({
    hosts: { app: { subnet: 'Sub', ip: '10.20.1.10' } },
    principals: { Role: { arn: 'arn:aws:iam::111122223333:role/Role', policies: [allow({ Action: '*', Resource: '*' })] } },
    resources: {
      'arn:aws:s3:::data-eu': {
        region: 'eu-west-1',
        account: '111122223333',
        policy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Principal: '*',
              Action: '*',
              Resource: '*',
              Condition: { ArnNotLike: { 'aws:SourceVpcArn': vpcs } },
            },
          ],
        },
      },
    },
  });
  const configuration = openConfiguration({ files: [{ path: 'x.yaml', text: TEMPLATE }], world });
  const probe = {
    kind: 'request',
    from: { host: 'app' },
    principal: 'Role',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::data-eu/x',
  } as const;
  return answerProbes(configuration, [probe])[0];
};

const allow = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

test('aws:SourceVpcArn names the Region in which the VPC stands, wherever the service of the endpoint is (facts:E53)', () => {
  expect(outcomeWhereOnly('arn:aws:ec2:us-east-1:111122223333:vpc/*')).toMatchObject({
    outcome: 'allowed',
    via: [{ kind: 'vpc-endpoint' }],
  });
  expect(outcomeWhereOnly('arn:aws:ec2:eu-west-1:111122223333:vpc/*')).toMatchObject({ outcome: 'accessDenied' });
});
