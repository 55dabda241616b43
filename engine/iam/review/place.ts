/** Where a policy would be attached, and with which code AWS refuses it there. */
export interface PolicyPlace {
  readonly kind: 'endpoint' | 'resource' | 'scp' | 'rcp';
  readonly code: string;
  /** The most characters that AWS takes, white space included. */
  readonly mostCharacters: number;
  /** The code for too many of them, where it is another one. */
  readonly tooLong?: string;
  /** The action prefix of the service that the endpoint reaches, or that owns the resource. */
  readonly service?: string;
  readonly endpointType?: 'Gateway' | 'Interface';
  /** The resource that carries the policy. */
  readonly arn?: string;
}

/** An endpoint's policy (facts:E2, A33). @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
export const endpointPlace = (endpointType: 'Gateway' | 'Interface', service: string): PolicyPlace => ({
  kind: 'endpoint',
  code: 'InvalidPolicyDocument',
  mostCharacters: 20_480,
  endpointType,
  service,
});

/** A bucket's policy: at most 20 KB. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html */
export const bucketPlace = (arn: string): PolicyPlace => ({
  kind: 'resource',
  code: 'MalformedPolicy',
  mostCharacters: 20_480,
  service: 's3',
  arn,
});

/** A table's policy: at most 20 KB. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html */
export const tablePlace = (arn: string): PolicyPlace => ({
  kind: 'resource',
  code: 'ValidationException',
  mostCharacters: 20_480,
  service: 'dynamodb',
  arn,
});

/**
 * A policy of an organization: a service control policy has at most 10,240 characters (5,120 until May 2026), a resource control policy 5,120.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const controlPlace = (kind: 'scp' | 'rcp'): PolicyPlace => ({
  kind,
  code: 'MalformedPolicyDocumentException',
  mostCharacters: kind === 'scp' ? 10_240 : 5120,
  tooLong: 'ConstraintViolationException',
});
