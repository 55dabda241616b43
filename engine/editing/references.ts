/** The types that a property of this name refers to, where its own type does not say otherwise. */
const BY_PROPERTY: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(Peer)?VpcId$|^VPCId$|^VPCs?$/, ['AWS::EC2::VPC']],
  [/^SubnetIds?$|^Subnets$/, ['AWS::EC2::Subnet']],
  [/^RouteTableIds?$/, ['AWS::EC2::RouteTable']],
  [/^(Source|Destination)?SecurityGroupIds?$|^SecurityGroups$|^GroupId$|^GroupSet$/, ['AWS::EC2::SecurityGroup']],
  [/^GatewayId$/, ['AWS::EC2::InternetGateway', 'AWS::EC2::VPNGateway']],
  [/^InternetGatewayId$/, ['AWS::EC2::InternetGateway']],
  [/^VpnGatewayId$/, ['AWS::EC2::VPNGateway']],
  [/^EgressOnlyInternetGatewayId$/, ['AWS::EC2::EgressOnlyInternetGateway']],
  [/^NatGatewayId$/, ['AWS::EC2::NatGateway']],
  [/^NetworkInterfaceId$/, ['AWS::EC2::NetworkInterface']],
  [/^NetworkAclId$/, ['AWS::EC2::NetworkAcl']],
  [/^TransitGatewayId$/, ['AWS::EC2::TransitGateway']],
  [/^TransitGatewayAttachmentId$/, ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment']],
  [/^TransitGatewayRouteTableId$/, ['AWS::EC2::TransitGatewayRouteTable']],
  [/^VpcPeeringConnectionId$/, ['AWS::EC2::VPCPeeringConnection']],
  [/^VpcEndpointId$/, ['AWS::EC2::VPCEndpoint']],
  [/^ServiceId$/, ['AWS::EC2::VPCEndpointService']],
  [/^(NetworkLoadBalancerArns|GatewayLoadBalancerArns|LoadBalancerArn)$/, ['AWS::ElasticLoadBalancingV2::LoadBalancer']],
  [/^TargetGroupArn$/, ['AWS::ElasticLoadBalancingV2::TargetGroup']],
  [/PrefixListId$/, ['AWS::EC2::PrefixList']],
  [/^HostedZoneId$/, ['AWS::Route53::HostedZone']],
  [/^ResolverEndpointId$/, ['AWS::Route53Resolver::ResolverEndpoint']],
  [/^ResolverRuleId$/, ['AWS::Route53Resolver::ResolverRule']],
  [/^Bucket$/, ['AWS::S3::Bucket']],
  [/^DhcpOptionsId$/, ['AWS::EC2::DHCPOptions']],
];

/** The resource types that a property of `type` can refer to; none where it refers to nothing. */
export const meantTypes = (type: string, property: string): readonly string[] =>
  property === 'Bucket' && type === 'AWS::S3::Bucket' ? [] : (BY_PROPERTY.find(([name]) => name.test(property))?.[1] ?? []);
