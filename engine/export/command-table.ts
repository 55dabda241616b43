import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { option, variable, word, words } from './shell.ts';

/** How a type is created: one call whose options are its properties, and what follows; or lines of its own. */
type Command =
  | {
      readonly verb: string;
      /** Where the answer has the thing's id; nothing is kept where it has none. */
      readonly id?: string;
      /** Properties that the call does not take. */
      readonly skip?: readonly string[];
      readonly rename?: Readonly<Record<string, string>>;
      readonly after?: (name: string, properties: JsonObject) => readonly string[];
    }
  | { readonly lines: (name: string, properties: JsonObject) => readonly string[] };

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const has = (value: Json | undefined): value is Json => value !== undefined && value !== null;

/** One rule of a group, as EC2 has it. */
function permission(rule: JsonObject): Json {
  const { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6 } = rule;
  const list = rule.SourcePrefixListId ?? rule.DestinationPrefixListId;
  const group = rule.SourceSecurityGroupId ?? rule.DestinationSecurityGroupId;
  return {
    IpProtocol: String(IpProtocol),
    ...(has(FromPort) && has(ToPort) ? { FromPort: Number(FromPort), ToPort: Number(ToPort) } : {}),
    ...(has(CidrIp) ? { IpRanges: [{ CidrIp }] } : {}),
    ...(has(CidrIpv6) ? { Ipv6Ranges: [{ CidrIpv6 }] } : {}),
    ...(has(list) ? { PrefixListIds: [{ PrefixListId: list }] } : {}),
    ...(has(group) ? { UserIdGroupPairs: [{ GroupId: group }] } : {}),
  };
}

const EVERYTHING: Json = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];

/** The rules that stand in a group; they are written when every group is there. */
export function rulesOfGroup(
  name: string,
  { SecurityGroupIngress: ingress, SecurityGroupEgress: egress }: JsonObject,
): readonly string[] {
  const id = variable(name);
  const permissions = (rules: readonly Json[]) => word(rules.flatMap((each) => (isJsonObject(each) ? [permission(each)] : [])));
  return [
    ...(listOf(egress).length === 0
      ? []
      : [`aws ec2 revoke-security-group-egress --group-id ${id} --ip-permissions ${word(EVERYTHING)} > /dev/null`]),
    ...(listOf(ingress).length === 0
      ? []
      : [
          `aws ec2 authorize-security-group-ingress --group-id ${id} --ip-permissions ${permissions(listOf(ingress))} > /dev/null`,
        ]),
    ...(listOf(egress).length === 0
      ? []
      : [`aws ec2 authorize-security-group-egress --group-id ${id} --ip-permissions ${permissions(listOf(egress))} > /dev/null`]),
  ];
}

const rule = (direction: 'ingress' | 'egress'): Command => ({
  lines: (_name, properties) => [
    `aws ec2 authorize-security-group-${direction} --group-id ${words(properties.GroupId ?? '')} --ip-permissions ${word([permission(properties)])} > /dev/null`,
  ],
});

const isOn = (value: Json | undefined): boolean => value === true || value === 'true';

function vpcAttributes(name: string, { EnableDnsSupport, EnableDnsHostnames }: JsonObject): readonly string[] {
  const set = (attribute: string, value: Json | undefined) =>
    has(value) ? [`aws ec2 modify-vpc-attribute --vpc-id ${variable(name)} --${attribute} Value=${isOn(value)}`] : [];
  return [...set('enable-dns-support', EnableDnsSupport), ...set('enable-dns-hostnames', EnableDnsHostnames)];
}

function subnetAttributes(name: string, { MapPublicIpOnLaunch, AssignIpv6AddressOnCreation }: JsonObject): readonly string[] {
  const set = (attribute: string, value: Json | undefined) =>
    isOn(value) ? [`aws ec2 modify-subnet-attribute --subnet-id ${variable(name)} --${attribute}`] : [];
  return [
    ...set('map-public-ip-on-launch', MapPublicIpOnLaunch),
    ...set('assign-ipv6-address-on-creation', AssignIpv6AddressOnCreation),
  ];
}

function recordChange({ HostedZoneId, ...record }: JsonObject): readonly string[] {
  const { ResourceRecords, TTL, Comment: _, ...rest } = record;
  const values = has(ResourceRecords)
    ? { TTL: Number(TTL ?? 300), ResourceRecords: listOf(ResourceRecords).map((Value) => ({ Value })) }
    : {};
  const batch: Json = { Changes: [{ Action: 'CREATE', ResourceRecordSet: { ...rest, ...values } }] };
  return [
    `aws route53 change-resource-record-sets --hosted-zone-id ${words(HostedZoneId ?? '')} --change-batch ${word(batch)} > /dev/null`,
  ];
}

function zone(name: string, { Name, VPCs }: JsonObject): readonly string[] {
  const [first, ...others] = listOf(VPCs);
  const home = (each: Json) => ({ VPCRegion: '$AWS_REGION', ...(isJsonObject(each) ? each : {}) });
  const at = (each: Json): string => {
    const { VPCRegion, VPCId } = home(each) as JsonObject;
    return `VPCRegion=${VPCRegion === '$AWS_REGION' ? VPCRegion : word(VPCRegion ?? '')},VPCId=${word(VPCId ?? '')}`;
  };
  const vpc = first === undefined ? '' : ` --vpc ${at(first)}`;
  return [
    `${name}=$(aws route53 create-hosted-zone --name ${word(Name ?? '')} --caller-reference "${name}-$(date +%s)"${vpc} --query HostedZone.Id --output text)`,
    ...others.map(
      (each) => `aws route53 associate-vpc-with-hosted-zone --hosted-zone-id ${variable(name)} --vpc ${at(each)} > /dev/null`,
    ),
  ];
}

/** The types that a script creates. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'AWS::EC2::VPC': {
    verb: 'ec2 create-vpc',
    id: 'Vpc.VpcId',
    skip: ['EnableDnsSupport', 'EnableDnsHostnames'],
    after: vpcAttributes,
  },
  'AWS::EC2::VPCCidrBlock': {
    verb: 'ec2 associate-vpc-cidr-block',
    rename: { AmazonProvidedIpv6CidrBlock: 'AmazonProvidedIpv6CidrBlock' },
  },
  'AWS::EC2::Subnet': {
    verb: 'ec2 create-subnet',
    id: 'Subnet.SubnetId',
    skip: ['MapPublicIpOnLaunch', 'AssignIpv6AddressOnCreation', 'EnableDns64', 'PrivateDnsNameOptionsOnLaunch'],
    after: subnetAttributes,
  },
  'AWS::EC2::InternetGateway': { verb: 'ec2 create-internet-gateway', id: 'InternetGateway.InternetGatewayId' },
  'AWS::EC2::EgressOnlyInternetGateway': {
    verb: 'ec2 create-egress-only-internet-gateway',
    id: 'EgressOnlyInternetGateway.EgressOnlyInternetGatewayId',
  },
  'AWS::EC2::VPNGateway': { verb: 'ec2 create-vpn-gateway', id: 'VpnGateway.VpnGatewayId' },
  'AWS::EC2::VPCGatewayAttachment': {
    lines: (_name, { InternetGatewayId, VpnGatewayId, VpcId = '' }) => [
      ...(has(InternetGatewayId)
        ? [`aws ec2 attach-internet-gateway --internet-gateway-id ${word(InternetGatewayId)} --vpc-id ${word(VpcId)}`]
        : []),
      ...(has(VpnGatewayId)
        ? [`aws ec2 attach-vpn-gateway --vpn-gateway-id ${word(VpnGatewayId)} --vpc-id ${word(VpcId)} > /dev/null`]
        : []),
    ],
  },
  'AWS::EC2::EIP': { verb: 'ec2 allocate-address', id: 'AllocationId', skip: ['InstanceId', 'TransferAddress'] },
  'AWS::EC2::EIPAssociation': { verb: 'ec2 associate-address' },
  'AWS::EC2::NatGateway': {
    verb: 'ec2 create-nat-gateway',
    id: 'NatGateway.NatGatewayId',
    skip: ['MaxDrainDurationSeconds'],
    after: (name) => [`aws ec2 wait nat-gateway-available --nat-gateway-ids ${variable(name)}`],
  },
  'AWS::EC2::RouteTable': { verb: 'ec2 create-route-table', id: 'RouteTable.RouteTableId' },
  'AWS::EC2::SubnetRouteTableAssociation': { verb: 'ec2 associate-route-table' },
  'AWS::EC2::GatewayRouteTableAssociation': { verb: 'ec2 associate-route-table' },
  'AWS::EC2::Route': { verb: 'ec2 create-route' },
  'AWS::EC2::SecurityGroup': {
    lines: (name, properties) => [
      `${name}=$(aws ec2 create-security-group --group-name ${word(properties.GroupName ?? name)} --description ${word(properties.GroupDescription ?? name)} --vpc-id ${word(properties.VpcId ?? '')} --query GroupId --output text)`,
    ],
  },
  'AWS::EC2::SecurityGroupIngress': rule('ingress'),
  'AWS::EC2::SecurityGroupEgress': rule('egress'),
  'AWS::EC2::NetworkAcl': { verb: 'ec2 create-network-acl', id: 'NetworkAcl.NetworkAclId' },
  'AWS::EC2::NetworkAclEntry': {
    lines: (
      _name,
      { Egress, Icmp, PortRange, NetworkAclId = '', RuleNumber = 0, Protocol = '', RuleAction = '', CidrBlock, Ipv6CidrBlock },
    ) => [
      [
        'aws ec2 create-network-acl-entry',
        option('NetworkAclId', NetworkAclId),
        isOn(Egress) ? '--egress' : '--ingress',
        option('RuleNumber', RuleNumber),
        option('Protocol', Protocol),
        option('RuleAction', RuleAction),
        ...(has(CidrBlock) ? [option('CidrBlock', CidrBlock)] : []),
        ...(has(Ipv6CidrBlock) ? [`--ipv6-cidr-block ${word(Ipv6CidrBlock)}`] : []),
        ...(has(PortRange) ? [option('PortRange', PortRange)] : []),
        ...(has(Icmp) ? [option('IcmpTypeCode', Icmp)] : []),
      ].join(' '),
    ],
  },
  'AWS::EC2::SubnetNetworkAclAssociation': {
    lines: (name, { NetworkAclId = '', SubnetId = '' }) => [
      `${name}=$(aws ec2 describe-network-acls --filters Name=association.subnet-id,Values=${word(SubnetId)} --query "NetworkAcls[0].Associations[?SubnetId=='"${word(SubnetId)}"'].NetworkAclAssociationId" --output text)`,
      `aws ec2 replace-network-acl-association --association-id ${variable(name)} --network-acl-id ${word(NetworkAclId)} > /dev/null`,
    ],
  },
  'AWS::EC2::PrefixList': { verb: 'ec2 create-managed-prefix-list', id: 'PrefixList.PrefixListId' },
  'AWS::EC2::NetworkInterface': {
    verb: 'ec2 create-network-interface',
    id: 'NetworkInterface.NetworkInterfaceId',
    skip: ['SourceDestCheck'],
    rename: { GroupSet: 'Groups' },
  },
  'AWS::EC2::Instance': {
    lines: (name, { SubnetId, SecurityGroupIds, ImageId, InstanceType, NetworkInterfaces, PrivateIpAddress }) => [
      [
        `${name}=$(aws ec2 run-instances`,
        option('ImageId', ImageId ?? 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'),
        option('InstanceType', InstanceType ?? 't3.micro'),
        ...(has(SubnetId) ? [option('SubnetId', SubnetId)] : []),
        ...(has(SecurityGroupIds) ? [option('SecurityGroupIds', SecurityGroupIds)] : []),
        ...(has(PrivateIpAddress) ? [option('PrivateIpAddress', PrivateIpAddress)] : []),
        ...(has(NetworkInterfaces) ? [`--network-interfaces ${word(NetworkInterfaces)}`] : []),
        "--query 'Instances[0].InstanceId' --output text)",
      ].join(' '),
    ],
  },
  'AWS::EC2::VPCEndpoint': { verb: 'ec2 create-vpc-endpoint', id: 'VpcEndpoint.VpcEndpointId' },
  'AWS::EC2::VPCEndpointService': {
    verb: 'ec2 create-vpc-endpoint-service-configuration',
    id: 'ServiceConfiguration.ServiceId',
    skip: ['ContributorInsightsEnabled', 'PayerResponsibility'],
  },
  'AWS::EC2::VPCEndpointServicePermissions': {
    verb: 'ec2 modify-vpc-endpoint-service-permissions',
    rename: { AllowedPrincipals: 'AddAllowedPrincipals' },
  },
  'AWS::EC2::VPCPeeringConnection': {
    verb: 'ec2 create-vpc-peering-connection',
    id: 'VpcPeeringConnection.VpcPeeringConnectionId',
    skip: ['PeerRoleArn', 'AssumeRoleRegion'],
    after: (name) => [`aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id ${variable(name)} > /dev/null`],
  },
  'AWS::EC2::TransitGateway': {
    lines: (name, { Tags: _, Description, ...options }) => [
      `${name}=$(aws ec2 create-transit-gateway --description ${word(Description ?? name)} --options ${word(options)} --query TransitGateway.TransitGatewayId --output text)`,
      `until [ "$(aws ec2 describe-transit-gateways --transit-gateway-ids ${variable(name)} --query 'TransitGateways[0].State' --output text)" = available ]; do sleep 10; done`,
    ],
  },
  'AWS::EC2::TransitGatewayVpcAttachment': {
    verb: 'ec2 create-transit-gateway-vpc-attachment',
    id: 'TransitGatewayVpcAttachment.TransitGatewayAttachmentId',
  },
  'AWS::EC2::TransitGatewayAttachment': {
    verb: 'ec2 create-transit-gateway-vpc-attachment',
    id: 'TransitGatewayVpcAttachment.TransitGatewayAttachmentId',
  },
  'AWS::EC2::TransitGatewayRouteTable': {
    verb: 'ec2 create-transit-gateway-route-table',
    id: 'TransitGatewayRouteTable.TransitGatewayRouteTableId',
  },
  'AWS::EC2::TransitGatewayRouteTableAssociation': { verb: 'ec2 associate-transit-gateway-route-table' },
  'AWS::EC2::TransitGatewayRouteTablePropagation': { verb: 'ec2 enable-transit-gateway-route-table-propagation' },
  'AWS::EC2::TransitGatewayRoute': { verb: 'ec2 create-transit-gateway-route' },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    verb: 'elbv2 create-load-balancer',
    id: "'LoadBalancers[0].LoadBalancerArn'",
    skip: ['LoadBalancerAttributes', 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic', 'EnablePrefixForIpv6SourceNat'],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    verb: 'elbv2 create-target-group',
    id: "'TargetGroups[0].TargetGroupArn'",
    skip: ['Targets', 'TargetGroupAttributes'],
    after: (name, { Targets: targets }) =>
      listOf(targets).length === 0
        ? []
        : [`aws elbv2 register-targets --target-group-arn ${variable(name)} --targets ${word(targets ?? [])}`],
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    verb: 'elbv2 create-listener',
    id: "'Listeners[0].ListenerArn'",
    skip: ['ListenerAttributes'],
  },
  'AWS::Route53::HostedZone': { lines: zone },
  'AWS::Route53::RecordSet': { lines: (_name, properties) => recordChange(properties) },
  'AWS::Route53Resolver::ResolverEndpoint': {
    verb: 'route53resolver create-resolver-endpoint --creator-request-id "$(date +%s)"',
    id: 'ResolverEndpoint.Id',
  },
  'AWS::Route53Resolver::ResolverRule': {
    verb: 'route53resolver create-resolver-rule --creator-request-id "$(date +%s)"',
    id: 'ResolverRule.Id',
  },
  'AWS::Route53Resolver::ResolverRuleAssociation': {
    verb: 'route53resolver associate-resolver-rule',
    id: 'ResolverRuleAssociation.Id',
    rename: { VPCId: 'VpcId' },
  },
  'AWS::S3::Bucket': {
    lines: (name, { BucketName }) => [
      `${name}=${has(BucketName) ? word(BucketName) : `"${name.toLowerCase()}-$(date +%s)"`}`,
      `aws s3api create-bucket --bucket ${variable(name)} $([ "$AWS_REGION" = us-east-1 ] || echo "--create-bucket-configuration LocationConstraint=$AWS_REGION") > /dev/null`,
    ],
  },
  'AWS::S3::BucketPolicy': {
    lines: (_name, { Bucket = '', PolicyDocument = '' }) => [
      `aws s3api put-bucket-policy --bucket ${word(Bucket)} --policy ${word(PolicyDocument)}`,
    ],
  },
  'AWS::Organizations::Policy': {
    verb: 'organizations create-policy',
    id: 'Policy.PolicySummary.Id',
    skip: ['TargetIds'],
    after: (name, { TargetIds }) =>
      listOf(TargetIds).map(
        (target) => `aws organizations attach-policy --policy-id ${variable(name)} --target-id ${word(target)}`,
      ),
  },
};
