/** Where a code of a refusal is known from: rows of the facts, AWS's list of the service's errors, or nowhere. */
export interface KnownFrom {
  readonly source: string;
  /** Why nobody can say that AWS answers with this code: it is ours until somebody has seen it. */
  readonly unverified?: string;
}

const from = (source: string, codes: string): readonly (readonly [string, KnownFrom])[] =>
  codes.split(' ').map((code) => [code, { source }] as const);

const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html';
const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Operations.html';
const ROUTE53 = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations.html';
const ORGANIZATIONS = 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html';
const COMMON = 'https://docs.aws.amazon.com/awscloudformation/latest/APIReference/CommonErrors.html';

const ours = (code: string, unverified: string): readonly [string, KnownFrom] => [code, { source: '', unverified }];

/**
 * Every code with which something is refused, in one place. `Type code` is about that type alone. Codes are AWS's; the sentences behind them
 * are AWS's where a source has them and ours in the same manner where none does.
 */
export const REFUSAL_CODES: ReadonlyMap<string, KnownFrom> = new Map([
  ...from(
    'facts:A.5',
    'ConflictingDomainExists DuplicateSubnetsInSameZone ExistingVpcEndpointConnections InsufficientFreeAddressesInSubnet InvalidParameter InvalidPolicyDocument InvalidServiceName InvalidVpcEndpointId.NotFound InvalidVpcEndpointType RouteAlreadyExists RouteLimitExceeded UnauthorizedOperation VpcEndpointLimitExceeded',
  ),
  ...from(
    EC2,
    'Gateway.NotAttached InvalidDhcpOptionsID.NotFound InvalidElasticIpID.Malformed InvalidGatewayID.NotFound InvalidGroup.NotFound InvalidIPAddress.InUse InvalidInternetGatewayID.NotFound InvalidNetworkAclID.NotFound InvalidNetworkInterfaceID.NotFound InvalidParameterCombination InvalidParameterValue InvalidPermission.Duplicate InvalidPrefixListID.NotFound InvalidRouteTableID.NotFound InvalidRouteTableId.NotFound InvalidSubnet.Conflict InvalidSubnet.Range InvalidSubnetID.NotFound InvalidSubnetId.Malformed InvalidSubnetId.NotFound InvalidTransitGatewayID.NotFound InvalidVpc.Range InvalidVpcEndpointServiceId.NotFound InvalidVpcID.NotFound InvalidVpcId.NotFound InvalidVpnGatewayID.NotFound MissingParameter NetworkAclEntryAlreadyExists PrefixListMaxEntriesExceeded Resource.AlreadyAssociated RouteNotSupported VpcPeeringConnectionAlreadyExists DuplicateTransitGatewayAttachment RulesPerSecurityGroupLimitExceeded InvalidNetworkLoadBalancerArn.Malformed InvalidNetworkLoadBalancerArn.NotFound InvalidGatewayLoadBalancerArn.Malformed InvalidGatewayLoadBalancerArn.NotFound',
  ),
  ...from(
    ELB,
    'DuplicateListener IncompatibleProtocols InvalidConfigurationRequest InvalidLoadBalancerAction InvalidSecurityGroup InvalidSubnet InvalidTarget LoadBalancerNotFound ResourceInUse SubnetNotFound TargetGroupNotFound',
  ),
  ...from(
    ROUTE53,
    'InvalidChangeBatch InvalidInput InvalidParameterException InvalidRequestException InvalidVPCId ResourceExistsException ResourceNotFoundException',
  ),
  ...from(
    ORGANIZATIONS,
    'AccessDeniedException AWSOrganizationsNotInUseException ConstraintViolationException DuplicatePolicyException InvalidInputException MalformedPolicyDocumentException TargetNotFoundException',
  ),
  ...from('https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html', 'MalformedPolicy NoSuchBucket'),
  ...from(COMMON, 'ValidationError ValidationException'),
  ours('AWS::EC2::VPCEndpoint InvalidVpcId.NotFound', 'AWS lists two spellings, and which of them this call uses is not known'),
  ours(
    'AWS::EC2::VPCEndpoint InvalidGroup.NotFound',
    'AWS lists two codes for a missing group, and which of them this call uses is not known',
  ),
  ours(
    'AWS::EC2::VPCEndpoint InvalidRouteTableId.NotFound',
    'AWS lists two spellings, and which of them this call uses is not known',
  ),
  ours('CidrLimitExceeded', 'no page has the code of a VPC with one block too many'),
  ours('InvalidNatGatewayID.NotFound', 'AWS lists another code for calls that name a NAT gateway, and none for routes'),
  ours('InvalidPrincipal', 'the code for a principal that is none is not known'),
  ours('InvalidSecurityGroupException', 'Resolver lists no such error; what it answers to a missing group is not known'),
  ours('OverlappingCidrs', 'AWS makes the connection, which then fails, and CloudFormation says that it does not become stable'),
]);

/** Whether nobody has seen AWS refuse a resource of this type with this code. */
export const isUnverified = (type: string, code: string): boolean =>
  (REFUSAL_CODES.get(`${type} ${code}`) ?? REFUSAL_CODES.get(code))?.unverified !== undefined;
