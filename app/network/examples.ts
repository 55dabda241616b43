import type { SourceFile } from '#engine';

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true }
  AppSubnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a }
  JobsSubnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b }
  AppTable:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  AppUsesTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref AppSubnet, RouteTableId: !Ref AppTable }
  AppGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: the application, VpcId: !Ref Vpc }
  EndpointGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the endpoint
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref AppGroup }
  App:
    Type: AWS::EC2::Instance
    Properties: { SubnetId: !Ref AppSubnet, SecurityGroupIds: [!Ref AppGroup], PrivateIpAddress: 10.0.1.10 }
  Jobs:
    Type: AWS::EC2::Instance
    Properties: { SubnetId: !Ref JobsSubnet, PrivateIpAddress: 10.0.2.10 }
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      RouteTableIds: [!Ref AppTable]
  Sqs:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.sqs
      PrivateDnsEnabled: true
      SubnetIds: [!Ref AppSubnet]
      SecurityGroupIds: [!Ref EndpointGroup]
`;

const TERRAFORM = `provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "app" {
  for_each          = { a = "10.1.1.0/24", b = "10.1.2.0/24" }
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = "eu-west-1\${each.key}"
}

resource "aws_security_group" "endpoint" {
  name   = "endpoint"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}

resource "aws_vpc_endpoint" "secrets" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.secretsmanager"
  subnet_ids          = [for each in aws_subnet.app : each.id]
  security_group_ids  = [aws_security_group.endpoint.id]
  private_dns_enabled = true
}
`;

/** Small networks to begin with. */
export const EXAMPLES: readonly { readonly title: string; readonly files: readonly SourceFile[] }[] = [
  { title: 'Two endpoints (CloudFormation)', files: [{ path: 'network.yaml', text: TEMPLATE }] },
  { title: 'Two zones (Terraform)', files: [{ path: 'main.tf', text: TERRAFORM }] },
];
