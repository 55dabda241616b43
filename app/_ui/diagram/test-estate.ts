/** A template of `count` VPCs with as many subnets each as `each` says, in two zones, joined by a transit gateway, with the things that stand around them. */
export function manyVpcs(count: number, each: number): string {
  const vpcs = Array.from({ length: count }, (_, index) => vpcLines(index + 1, each));
  const gateway = count > 2 ? ['Tgw: { Type: AWS::EC2::TransitGateway }', ...provider()] : [];
  const attachments = count > 2 ? Array.from({ length: count }, (_, index) => attachment(index + 1)) : [];
  return `Resources:\n${[...vpcs.flat(), ...gateway, ...attachments].map((line) => `  ${line}`).join('\n')}\n`;
}

function vpcLines(number: number, each: number): readonly string[] {
  const vpc = `V${number}`;
  const subnets = Array.from({ length: each }, (_, index) => subnetLines(vpc, number, index));
  return [
    `${vpc}: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.${number}.0.0/16 } }`,
    `${vpc}Rt: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref ${vpc} } }`,
    `${vpc}Sg: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: all, VpcId: !Ref ${vpc} } }`,
    ...subnets.flat(),
    `${vpc}Gw: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref ${vpc}, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref ${vpc}Rt] } }`,
    `${vpc}Sqs: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref ${vpc}, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.sqs, SubnetIds: [!Ref ${vpc}S0, !Ref ${vpc}S1], SecurityGroupIds: [!Ref ${vpc}Sg] } }`,
  ];
}

function subnetLines(vpc: string, number: number, index: number): readonly string[] {
  const zone = index % 2 === 0 ? 'us-east-1a' : 'us-east-1b';
  const id = `${vpc}S${index}`;
  return [
    `${id}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref ${vpc}, CidrBlock: 10.${number}.${index}.0/24, AvailabilityZone: ${zone} } }`,
    `${id}Rt: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref ${id}, RouteTableId: !Ref ${vpc}Rt } }`,
  ];
}

const attachment = (number: number): string =>
  `Att${number}: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: !Ref Tgw, VpcId: !Ref V${number}, SubnetIds: [!Ref V${number}S0] } }`;

/** The first VPC offers a service, the second uses it, and a peering and an internet gateway stand beside them. */
const provider = (): readonly string[] => [
  'Nlb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network, Scheme: internal, Subnets: [!Ref V1S2, !Ref V1S3] } }',
  'Svc: { Type: AWS::EC2::VPCEndpointService, Properties: { AcceptanceRequired: false, NetworkLoadBalancerArns: [!Ref Nlb] } }',
  'UseSvc: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref V2, VpcEndpointType: Interface, ServiceName: !Sub "com.amazonaws.vpce.${AWS::Region}.${Svc}", SubnetIds: [!Ref V2S2, !Ref V2S3], SecurityGroupIds: [!Ref V2Sg] } }',
  'Pcx: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref V3, PeerVpcId: !Ref V4 } }',
  'Igw: { Type: AWS::EC2::InternetGateway }',
  'IgwAt: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref V5, InternetGatewayId: !Ref Igw } }',
];
